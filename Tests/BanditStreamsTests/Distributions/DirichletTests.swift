import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct DirichletTests {
  private func vectors(_ law: Dirichlet, _ count: Int) -> [[Double]] {
    var stream = RandomStream(key: StreamKey(seed: 1))
    return (0..<count).map { _ in law.sample(from: &stream) }
  }

  @Test(arguments: hostileNumbers)
  func acceptsExactlyItsRange(concentration: Double) throws {
    guard concentration >= 1e-6 && concentration <= 1e15 else {
      #expect(throws: DistributionError.self) { try Dirichlet(concentrations: [1, concentration]) }
      return
    }
    for concentrations in [[1, concentration], [concentration, concentration, concentration]] {
      let sample = vectors(try Dirichlet(concentrations: concentrations), 100)
      // Three roundings of numbers up to 1.
      #expect(sample.allSatisfy { $0.allSatisfy { $0 >= 0 } && abs($0.reduce(0, +) - 1) < 1e-15 })
    }
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Dirichlet(concentrations: [1, 0]) }
    #expect(error?.description == "dirichlet: concentrations[1] is 0.0; accepted: a number in [1e-6, 1e15]")
    #expect(throws: DistributionError.self) { try Dirichlet(concentrations: []) }
  }

  @Test func oneEntryIsCertain() throws {
    #expect(vectors(try Dirichlet(concentrations: [0.1]), 100).allSatisfy { $0 == [1] })
  }

  @Test func marginalsAreBeta() throws {
    let concentrations = [0.5, 2, 7.5]
    let law = try Dirichlet(concentrations: concentrations)
    #expect(law.means == [0.05, 0.2, 0.75])
    let sample = vectors(law, continuousDraws)
    for (entry, concentration) in concentrations.enumerated() {
      let test = KolmogorovSmirnov(sample.map { $0[entry] }) {
        CumulativeDistribution.beta($0, a: concentration, b: 10 - concentration)
      }
      #expect(test.pValue > level)
    }
  }

  /// Half of these are drawn in logarithms. The sum of the first two entries is Beta(.002, .002), which is
  /// above 1/2 with probability 1/2.
  @Test func tinyConcentrationsFit() throws {
    let sample = vectors(try Dirichlet(concentrations: [1e-3, 1e-3, 2e-3]), 1_000_000)
    let above = sample.count { $0[0] + $0[1] > 0.5 }
    #expect(BinomialTest(successes: above, trials: sample.count, probability: 0.5).pValue > level)
    // Where the third entry has nearly everything, the others may both be 0.
    let (first, second) = (sample.count { $0[0] > $0[1] }, sample.count { $0[0] < $0[1] })
    #expect(BinomialTest(successes: first, trials: first + second, probability: 0.5).pValue > level)
  }
}
