import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct HireThenCommitTests {
  /// The pays of a run (-1 for nobody), with reports that are right by a rule.
  private func pays(
    _ horizon: Int, largestPay: Double = 1, isRight: @escaping @Sendable (_ round: Int, _ pay: Double) -> Bool
  ) throws -> [Double] {
    let problem = HiringProblem(largestPay: largestPay, horizon: horizon)
    var learner = try HireThenCommit(problem)
    var noise = RandomStream(key: StreamKey(seed: 1))
    return (1...horizon).map { round in
      let pay = learner.selectPay(at: round, noise: &noise)
      learner.observe(report: pay.map { isRight(round, $0) }, state: true, at: round)
      return pay ?? -1
    }
  }

  /// T = 1000: 100 rounds of the largest pay, blocks of ceil(100 / log2 100) = 16, until the interval is at most 1/10 long:
  /// four bisections, then the upper end plus 1/10.
  @Test func bisection() throws {
    let found = try pays(1000) { round, pay in pay >= 0.3 ? round % 10 > 0 : round % 2 == 0 }
    func block(_ pay: Double, _ count: Int) -> [Double] { Array(repeating: pay, count: count) }
    let expected =
      block(1, 100) + block(0.5, 16) + block(0.25, 16) + block(0.375, 16) + block(0.3125, 16)
      + block(0.3125 + 0.1, 836)
    #expect(found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// An agent who works for no pay, or whose work is not worth its pay: nobody is hired in the end.
  @Test func nobody() throws {
    #expect(try pays(1000) { round, _ in round % 2 == 0 }.suffix(836).allSatisfy { $0 == -1 })
    #expect(
      try pays(1000) { round, pay in pay > 0.6 ? round % 10 > 1 : round % 2 == 0 }.suffix(836)
        == Array(repeating: -1, count: 836)[...])
    // One who works for nothing is paid the margin.
    #expect(try pays(1000) { _, _ in true }.suffix(10).allSatisfy { abs($0 - 0.1625) < 1e-12 })
  }

  /// A pay is at most the largest, however small.
  @Test func smallLargestPays() throws {
    #expect(try pays(1000, largestPay: 0.05) { _, _ in true }.allSatisfy { $0 == 0.05 })
    #expect(try pays(1) { _, _ in true } == [1])
  }

  @Test func conforms() {
    #expect(HiringConformance.violations(of: HireThenCommit.self) == [])
  }
}
