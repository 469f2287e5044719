import Testing

@testable import BanditNumerics

struct RidgeInverseTests {
  private static func rows(_ count: Int, _ dimension: Int) -> [(features: [Double], target: Double)] {
    var state = 0.5
    func next() -> Double {
      state = (state * 997.3 + 0.618).truncatingRemainder(dividingBy: 1)
      return state - 0.4
    }
    return (0..<count).map { _ in ((0..<dimension).map { _ in next() }, next()) }
  }

  /// Against the factor that is kept by rotations.
  @Test func agreesWithTheFactor() {
    var inverse = RidgeInverse(dimension: 4, lambda: 0.3, refactor: 64)
    var factor = RidgeFactor(dimension: 4, lambda: 0.3)
    for (features, target) in Self.rows(500, 4) {
      factor.meet(features)
      #expect(abs(inverse.prediction(of: features, from: 0) - factor.product) < 1e-11)
      #expect(abs(1 + inverse.squaredWidth(of: features, from: 0) - factor.spread) < 1e-11)
      inverse.add(features, from: 0, target: target)
      factor.absorb(features, target)
    }
    #expect(inverse.count == 500 && inverse.isSound)
  }

  /// The determinant, the inverse and the products with it against the Cholesky factor of the sum.
  @Test func determinantAndInverse() throws {
    var ridge = RidgeInverse(dimension: 3, lambda: 2, refactor: 1_000_000)
    for (features, target) in Self.rows(200, 3) { ridge.add(features, from: 0, target: target, weight: 1.5) }
    let triangle = try #require(LowerTriangle(of: ridge.gram, dimension: 3))
    #expect(abs(triangle.logDeterminant - 3 * .log(2) - ridge.logDeterminant) < 1e-12)
    for (found, expected) in zip(ridge.inverse, triangle.inverse) { #expect(abs(found - expected) < 1e-13) }
    var products = Array(repeating: 0.0, count: 4)
    ridge.writeProduct(with: [9, 1, -1, 2], from: 1, into: &products, at: 1)
    for row in 0..<3 {
      let expected = triangle.inverse[3 * row] - triangle.inverse[3 * row + 1] + 2 * triangle.inverse[3 * row + 2]
      #expect(abs(products[1 + row] - expected) < 1e-12)
    }
    #expect(ridge.squaredDistance(to: ridge.estimate, from: 0) == 0)
    #expect(abs(ridge.squaredDistance(to: ridge.estimate.map { $0 + 1 }, from: 0) - ridge.gram.reduce(0, +)) < 1e-9)
  }

  /// The lanes add in the order of a scalar loop: the same bits, whatever the dimension.
  @Test func widthsAreThoseOfAScalarLoop() {
    for dimension in 1...27 {
      var ridge = RidgeInverse(dimension: dimension, lambda: 0.7, refactor: 10)
      for (features, target) in Self.rows(25, dimension) { ridge.add(features, from: 0, target: target) }
      let vectors = Self.rows(3, dimension).flatMap(\.features)
      var squares = [0.0, 0, 0]
      ridge.writeSquaredWidths(of: vectors, into: &squares)
      let inverse = ridge.inverse
      for number in 0..<3 {
        let features = Array(vectors[number * dimension..<(number + 1) * dimension])
        var sum = 0.0
        for row in 0..<dimension {
          var product = 0.0
          for column in 0..<dimension { product += inverse[row * dimension + column] * features[column] }
          sum += features[row] * product
        }
        #expect(squares[number] == sum && ridge.squaredWidth(of: vectors, from: number * dimension) == sum)
      }
    }
  }

  @Test func zerosAreSkippedToTheSameResult() {
    var ridge = RidgeInverse(dimension: 3, lambda: 1)
    ridge.add([0, 1, 0], from: 0, target: 1)
    ridge.add([0, 1, 0], from: 0, target: 0)
    #expect(abs(ridge.estimate[1] - 1.0 / 3) < 1e-15 && ridge.estimate[0] == 0)
    #expect(abs(ridge.squaredWidth(of: [0, 1, 0], from: 0) - 1.0 / 3) < 1e-15)
    #expect(ridge.squaredWidth(of: [0, 0, 0], from: 0) == 0)
    var squares = [9.0, 9, 9]
    ridge.writeSquaredWidths(of: [0, 1, 0, 0, 0, 0, 1, 1, 1], into: &squares)
    #expect(abs(squares[0] - 1.0 / 3) < 1e-15 && squares[1] == 0 && abs(squares[2] - 7.0 / 3) < 1e-15)
  }

  /// A row of weight 2 is the row twice.
  @Test func weightsCountRows() {
    var (weighted, repeated) = (RidgeInverse(dimension: 3, lambda: 0.5), RidgeInverse(dimension: 3, lambda: 0.5))
    for (features, target) in Self.rows(20, 3) {
      weighted.add(features, from: 0, target: target, weight: 2)
      for _ in 0..<2 { repeated.add(features, from: 0, target: target) }
    }
    for (found, expected) in zip(weighted.estimate, repeated.estimate) { #expect(abs(found - expected) < 1e-13) }
    #expect(abs(weighted.logDeterminant - repeated.logDeterminant) < 1e-13)
  }

  @Test func overflowIsNoticed() {
    var ridge = RidgeInverse(dimension: 2, lambda: 1, refactor: 1)
    ridge.add([1e200, 1e200], from: 0, target: 1)
    #expect(!ridge.isSound)
  }
}
