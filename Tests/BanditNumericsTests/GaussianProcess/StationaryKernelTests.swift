import Testing

@testable import BanditNumerics

struct StationaryKernelTests {
  /// At r = 1, with e^-1 also of the squared exponential, which has no factor 1/2.
  @Test(arguments: [
    (KernelFamily.se, 0.36787944), (.matern12, 0.36787944), (.matern32, 0.48335772), (.matern52, 0.52399411),
  ])
  func valuesAtOne(family: KernelFamily, value: Double) {
    let kernel = StationaryKernel(family, a0: 2, a: [0.25, 0.75])
    #expect(abs(kernel([1, 2], [2, 1]) / 2 - value) < 5e-9)
    #expect(kernel([1, 2], [1, 2]) == 2 && kernel([1, 2], [0, 0]) == kernel([0, 0], [1, 2]))
  }

  /// The closed forms are 2^(1 - nu) / Gamma(nu) (sqrt(2 nu) r)^nu K_nu(sqrt(2 nu) r): SciPy's kv at r = 0.3 and 2.5.
  @Test(arguments: [
    (KernelFamily.matern12, 0.7408182206817179, 0.0820849986238988),
    (.matern32, 0.9037901598990388, 0.07017578643093347),
    (.matern52, 0.9309653427750053, 0.06351021454894377),
  ])
  func generalForm(family: KernelFamily, near: Double, far: Double) {
    let kernel = StationaryKernel(family, a: [1])
    #expect(abs(kernel([0], [0.3]) - near) < 1e-14 && abs(kernel([0], [2.5]) - far) < 1e-14)
  }

  @Test func matrices() {
    let kernel = StationaryKernel(.se, a: [1])
    let matrix = kernel.matrix(of: [[0], [1], [3]])
    let expected = [1, Double.exp(-1), .exp(-9), .exp(-1), 1, .exp(-4), .exp(-9), .exp(-4), 1]
    #expect(zip(matrix, expected).allSatisfy { abs($0 - $1) < 1e-16 })
  }
}
