import Testing

@testable import BanditNumerics

struct TsallisEntropyTests {
  /// Worked out independently.
  @Test func threeQuarters() {
    let (weights, multiplier) = solve([0, 1], TsallisEntropy(power: 0.75, rate: 1))
    #expect(distance(weights, [0.69473140, 0.30526860]) < 6e-9)
    #expect(abs(multiplier + 4.38132792) < 5e-9)
  }

  @Test(arguments: [0.004, 0.5, 3, 30]) func oneHalfIsTsallisHalf(rate: Double) {
    let half = solve(referenceLosses, TsallisHalf(rate: rate))
    let general = solve(referenceLosses, TsallisEntropy(power: 0.5, rate: rate))
    #expect(relativeDistance(general.weights, half.weights) < 1e-13)
    #expect(abs(general.multiplier / half.multiplier - 1) < 1e-13)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.25019100811482919, 0.2501865845252045, 0.25013793149129198, 0.24948447561838487, 2.5028945867832012e-10]
      ),
      (
        1,
        [0.5117502308207111, 0.41645880940413864, 0.071727005122539052, 6.395465261120892e-5, 2.5599951572179647e-26]
      ),
      (
        30,
        [
          0.98543443850950822, 0.01456228451601512, 3.2768526582845912e-6, 1.2181837686416303e-10,
          3.1604936579813877e-32,
        ]
      ),
    ] as [(Double, [Double])])
  func powerThreeQuarters(rate: Double, expected: [Double]) {
    #expect(
      relativeDistance(solve(referenceLosses, TsallisEntropy(power: 0.75, rate: rate)).weights, expected) < 1e-13)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.25003060880075179, 0.25002854663055512, 0.25000586477879647, 0.24970105054489434, 0.00023392924500228126]
      ),
      (
        1, [0.43932742322139032, 0.38840546057562609, 0.16005600520370487, 0.012211108648902496, 2.3503762240475018e-9]
      ),
      (
        30,
        [
          0.90854111804798828, 0.086591922967159147, 0.0046800841625065466, 0.00018687478886984304,
          3.3476183934433392e-11,
        ]
      ),
    ] as [(Double, [Double])])
  func powerOneFifth(rate: Double, expected: [Double]) {
    #expect(relativeDistance(solve(referenceLosses, TsallisEntropy(power: 0.2, rate: rate)).weights, expected) < 1e-13)
  }
}
