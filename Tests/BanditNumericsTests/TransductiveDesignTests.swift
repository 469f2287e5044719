import Testing

@testable import BanditNumerics

/// Constants of lower bounds: closed forms, and the numbers of Tests/Reference/exploration.py (SLSQP).
struct TransductiveDesignTests {
  private func directions(_ answers: [[Double]], _ theta: [Double]) -> [Double] {
    let worths = answers.map { zip($0, theta).reduce(0) { $0 + $1.0 * $1.1 } }
    let best = worths.indices.max { worths[$0] < worths[$1] }!
    return answers.indices.filter { $0 != best }.flatMap { other in
      zip(answers[best], answers[other]).map { ($0 - $1) / (worths[best] - worths[other]) }
    }
  }

  private func design(_ queries: [[Double]], _ answers: [[Double]], _ theta: [Double]) throws -> TransductiveDesign {
    try #require(
      TransductiveDesign(
        queries: queries.flatMap { $0 }, directions: directions(answers, theta), dimension: theta.count))
  }

  private func basis(_ count: Int) -> [[Double]] {
    (0..<count).map { row in (0..<count).map { $0 == row ? 1 : 0 } }
  }

  /// By hand (1 + 3)^2, with shares in proportion to 1 and 3: the third answer is asked about along the others.
  @Test func theCorner() throws {
    let vectors: [[Double]] = [[1, 0], [0, 1], [0.8, 0.6]]
    let found = try design(vectors, vectors, [1, 0])
    #expect(abs(found.value / 16 - 1) < 1e-5)
    #expect(zip(found.weights, [0.25, 0.75, 0]).allSatisfy { abs($0 - $1) < 5e-3 })
    #expect(abs(found.weights.reduce(0, +) - 1) < 1e-12)
  }

  /// Where several directions tie, steps towards one of them cycle around equal shares, of value 6.
  @Test(
    arguments: [
      ([2, 1, 1], 5.8284271247461903), ([0.5, 0.4, 0.4, 0.4, 0.4], 900), ([1, 0.25, 0], 16.98461535 / 2),
      ([1, 0], 4),
    ] as [([Double], Double)])
  func arms(theta: [Double], expected: Double) throws {
    let unit = basis(theta.count)
    let vectors = try design(unit, unit, theta)
    #expect(abs(vectors.value / expected - 1) < 1e-5)
    let elements = try #require(
      TransductiveDesign(
        elementCount: theta.count, differences: theta.indices.dropFirst().map { ([0, $0], theta[0] - theta[$0]) }))
    #expect(abs(elements.value / expected - 1) < 1e-5)
  }

  /// With X = Z = basis, 2 s^2 rho* is the time of the best arm under normal noise.
  @Test func agreesWithTheBestArm() throws {
    for means in [[0.9, 0.5, 0.45, 0.1], [1.3, -0.2, 0.4, 1.1, 1.0, 0.3]] {
      let known = try #require(BestArmAllocation.gaussian(means: means, variance: 0.7))
      let found = try design(basis(means.count), basis(means.count), means)
      #expect(abs(2 * 0.7 * found.value / known.time - 1) < 2e-4)
      #expect(zip(found.weights, known.weights).allSatisfy { abs($0 - $1) < 5e-3 })
    }
  }

  @Test func agreesWithSciPy() throws {
    let vectors: [[Double]] = [
      [1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.8, 0], [0, -0.6, 0.8], [0.5, 0.5, 0.7071],
    ]
    #expect(abs(try design(vectors, vectors, [1, 0.2, -0.3]).value / 26.51627306584998 - 1) < 1e-5)
    #expect(abs(try design(vectors, vectors, [0.1, 0.9, 0.8]).value / 68.63300579693893 - 1) < 1e-5)
    let apart = try design(Array(vectors.prefix(3)), Array(vectors.suffix(3)), [1, 0.2, -0.3])
    #expect(abs(apart.value / 8.90467355898015 - 1) < 1e-5)
  }

  @Test func whatCannotBeSolved() {
    #expect(TransductiveDesign(queries: [1, 0], directions: [.infinity, 0], dimension: 2) == nil)
    #expect(TransductiveDesign(queries: [0, 0], directions: [1, 0], dimension: 2) == nil)
    // One query, one direction: nothing to share.
    #expect(TransductiveDesign(queries: [2], directions: [3], dimension: 1)?.weights == [1])
  }
}
