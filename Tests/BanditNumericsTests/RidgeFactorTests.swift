import Testing

@testable import BanditNumerics

struct RidgeFactorTests {
  /// lambda 2, rows (1, 2) and (3, -1): [[12, -1], [-1, 7]] with inverse [[7, 1], [1, 12]] / 83; labels 1 and 2 give
  /// sum y x = (7, 0), theta = (49, 7) / 83.
  @Test func twoRowsByHand() {
    var regression = RidgeFactor(dimension: 2, lambda: 2)
    regression.meet([1, 2])
    #expect(regression.product == 0 && abs(regression.spread - 3.5) < 1e-15)
    regression.absorb([1, 2], 1)
    regression.absorb([3, -1], 2)
    regression.meet([1, 0])
    #expect(abs(regression.product - 49.0 / 83) < 1e-15 && abs(regression.spread - 90.0 / 83) < 1e-15)
    regression.meet([0, 1])
    #expect(abs(regression.product - 7.0 / 83) < 1e-15 && abs(regression.spread - 95.0 / 83) < 1e-15)
  }

  @Test func meetingChangesNothing() {
    var regression = RidgeFactor(dimension: 2, lambda: 1)
    regression.meet([1, 1])
    regression.meet([0, 3])
    #expect(regression.product == 0 && regression.spread == 10)
  }

  /// Dependent features, in fractions; `Tests/Reference/ridge_digits.py`.
  private static let inFractions: [(lambda: Double, size: Double, products: [Double], spreads: [Double])] = [
    (
      lambda: 1e-12, size: 1.0,
      products: [
        0.0, 0.0, 0.3201105595778021, 0.05418719223402603, 0.29615461006381677, 0.7283307405521016,
        1.1648803356637958, 0.3183234920981347, 0.1918905209055145, 0.5900820663912787, 0.321372229514516,
        0.4201220602478665,
      ],
      spreads: [
        1.0, 2116186396746.0217, 6243102399.957665, 39.341260397024016, 1.176811944629103, 2.280562975128831,
        1.9516532276214675, 1.0969191974563208, 2.10736210841647, 1.5665191375909149, 1.5926848390390214,
        1.2723938276086655,
      ]
    ),
    (
      lambda: 1.0, size: 1000000000.0,
      products: [
        0.0, 0.0, 0.3201105595779533, 0.05418719211822601, 0.2961546100638163, 0.7283307405559309,
        1.1648803356650557, 0.31832349209829824, 0.19189052090496134, 0.5900820663912946, 0.32137222951442185,
        0.42012206024800547,
      ],
      spreads: [
        1.0, 2.1161863967450222e+18, 6243102398756819.0, 39.341260404280746, 1.1768119446291485,
        2.2805629751386935, 1.951653227622868, 1.0969191974564205, 2.1073621084194754, 1.5665191375914629,
        1.5926848390396906, 1.2723938276088747,
      ]
    ),
    (
      lambda: 1000000000000.0, size: 1.0,
      products: [
        0.0, 0.0, 6.774136116318682e-13, 1.6679333893341858e-12, 1.2881223055594794e-12, 1.368234784547139e-12,
        4.751829578897006e-12, 2.4075096705840344e-12, 3.4862023230069777e-12, 6.4956675839743775e-12,
        5.456100952736196e-12, 4.47996196833285e-12,
      ],
      spreads: [
        1.0, 1.000000000002116, 1.0000000000004312, 1.0000000000018012, 1.0000000000007454, 1.0000000000004938,
        1.0000000000033673, 1.0000000000005997, 1.0000000000016094, 1.0000000000029143, 1.000000000001772,
        1.0000000000010467,
      ]
    ),
  ]

  /// Where an inverse that is kept up to date is wrong in the third digit, or not a number.
  @Test(arguments: inFractions) func keepsItsDigits(
    lambda: Double, size: Double, products: [Double], spreads: [Double]
  ) {
    var regression = RidgeFactor(dimension: 3, lambda: lambda)
    for step in 0..<12 {
      let first = Double(step * 37 % 23) / 23 * size
      let second = Double(step * step * 11 % 19) / 19 * size
      let features = [first, second, first + second]
      regression.meet(features)
      #expect(abs(regression.product - products[step]) < 1e-12)
      #expect(abs(regression.spread / spreads[step] - 1) < 1e-12)
      regression.absorb(features, Double(step * 5 % 7) / 7)
    }
  }

  /// Squares of the features overflow.
  @Test func hugeFeatures() {
    var regression = RidgeFactor(dimension: 1, lambda: 1)
    regression.absorb([3e200], 1)
    regression.absorb([4e200], 0.5)
    regression.meet([1e200])
    // theta = (3 + 2) / 25 in units of 1e-200.
    #expect(abs(regression.product - 0.2) < 1e-15 && abs(regression.spread - 1.04) < 1e-15)
  }
}
