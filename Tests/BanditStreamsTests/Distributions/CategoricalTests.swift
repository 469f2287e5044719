import BanditStreams
import BanditTesting
import Testing

struct CategoricalTests {
  @Test(arguments: hostileNumbers)
  func acceptsExactlyWeightsWithAFiniteSum(weight: Double) throws {
    guard weight.isFinite && weight >= 0 && (weight + 1).isFinite else {
      #expect(throws: DistributionError.self) { try Categorical(weights: [1, weight]) }
      return
    }
    #expect(try draws(Categorical(weights: [1, weight]), 100).allSatisfy { $0 == 0 || $0 == 1 })
  }

  @Test(arguments: [[], [0], [0, 0, 0], [1e308, 1e308], [.greatestFiniteMagnitude, .greatestFiniteMagnitude]])
  func refusesWeightsWithoutAUsableSum(weights: [Double]) {
    #expect(throws: DistributionError.self) { try Categorical(weights: weights) }
  }

  @Test func errorNamesTheWeight() {
    let error = #expect(throws: DistributionError.self) { try Categorical(weights: [1, -2]) }
    #expect(error?.description == "categorical: weights[1] is -2.0; accepted: a finite number, 0 or more")
  }

  @Test func subnormalWeightsCount() throws {
    #expect(try Categorical(weights: [0, .leastNonzeroMagnitude]).probabilities == [0, 1])
    #expect(try draws(Categorical(weights: [0, .leastNonzeroMagnitude, 0]), 1000).allSatisfy { $0 == 1 })
  }

  static let weights: [[Double]] = [
    [1], [1, 1], [0, 3, 0, 1, 6, 0], [1e-3, 1, 1e3], (0..<100).map { Double($0 % 7) },
  ]

  @Test(arguments: weights)
  func fits(weights: [Double]) throws {
    var counts = Array(repeating: 0, count: weights.count)
    for index in try draws(Categorical(weights: weights)) { counts[Int(index)] += 1 }
    // The chi-square test has no p-value above 0 if a weight of 0 was drawn.
    #expect(ChiSquareTest(counts: counts, probabilities: weights).pValue > level)
  }

  @Test func probabilitiesAndMean() throws {
    let categorical = try Categorical(weights: [0, 3, 0, 1])
    #expect(categorical.probabilities == [0, 0.75, 0, 0.25])
    #expect(categorical.mean == 1.5)
  }
}
