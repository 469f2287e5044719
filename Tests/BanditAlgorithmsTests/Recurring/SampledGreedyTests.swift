import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SampledGreedyTests {
  struct Row: Sendable {
    let priors: [ArmPrior]
    let length: Double
    let cap: Int
    let samples: Int
    let reward: Double
    let explored: Double
  }

  private static let fair = [RecurringRuns.uniform, RecurringRuns.uniform]
  private static let safe = [ArmPrior.known(0.6), RecurringRuns.uniform]

  static let rows =
    [(1, 0.55233128, 0.320502), (10, 0.61081598, 0.129249), (50, 0.62306691, 0.041900), (1000, 0.62220100, 0.003815)]
    .map { Row(priors: fair, length: 20, cap: 20, samples: $0.0, reward: $0.1, explored: $0.2) }
    + [(1, 0.60187233, 0.321502), (10, 0.64010526, 0.163412), (50, 0.64892290, 0.059017), (1000, 0.60000780, 0.000003)]
    .map { Row(priors: safe, length: 50, cap: 40, samples: $0.0, reward: $0.1, explored: $0.2) }

  @Test(arguments: rows) func theTable(_ row: Row) {
    let tasks = CappedTasks(priors: row.priors, cap: row.cap, survival: 1 - 1 / row.length)
    let value = SampledGreedy.exactValue(of: tasks, samples: row.samples)
    #expect(abs(value.reward - row.reward) < 6e-9, "\(row.samples): \(value.reward)")
    #expect(abs(value.exploredShare - row.explored) < 6e-7, "\(row.samples): \(value.exploredShare)")
  }

  /// The probabilities of a choice in three arms against counting all outcomes of a few coins.
  @Test func lawOfAChoice() throws {
    let tasks = CappedTasks(priors: [.known(0.3), .known(0.8), .known(0)], cap: 0, survival: 0)
    let value = SampledGreedy.exactValue(of: tasks, samples: 3)
    var expected = 0.0
    for outcome in 0..<64 {
      let first = (0..<3).reduce(0) { $0 + outcome >> $1 & 1 }
      let second = (3..<6).reduce(0) { $0 + outcome >> $1 & 1 }
      var probability = 1.0
      for coin in 0..<6 {
        let p = coin < 3 ? 0.3 : 0.8
        probability *= outcome >> coin & 1 == 1 ? p : 1 - p
      }
      expected += probability * (first >= second ? 0.3 : 0.8)
    }
    #expect(abs(value.reward - expected) < 1e-12)
  }

  /// Draws follow the law: a chi-square test at level 1e-6, fixed key.
  @Test func drawsFollowTheLaw() throws {
    let problem = RecurringRuns.problem([.known(0.5), .known(0.6)], mean: 1)
    let learner = try SampledGreedy(problem, samples: 2)
    let arms = RecurringRuns.arms(learner, problem, lengths: [1], rounds: 4000) { _, _, _ in true }
    // P(X_0 >= X_1): 1/4 + 1/2 (1 - .36) + 1/4 (.16).
    let first = 0.25 + 0.5 * 0.64 + 0.25 * 0.16
    let test = ChiSquareTest(
      counts: [arms.filter { $0 == 0 }.count, arms.filter { $0 == 1 }.count], probabilities: [first, 1 - first])
    #expect(test.pValue > 1e-6)
  }

  @Test func plannedValue() throws {
    #expect(
      abs(
        try #require(try SampledGreedy(RecurringRuns.problem(Self.safe, mean: 50), cap: 40).measure(.plannedValue))
          - 0.64892290) < 6e-9)
    #expect(try SampledGreedy(RecurringRuns.problem(fixed: 20)).measure(.plannedValue) == nil)
    #expect(try SampledGreedy(RecurringRuns.problem(), samples: 100_000).measure(.plannedValue) == nil)
  }

  @Test func refusals() {
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try SampledGreedy(RecurringRuns.problem(), samples: 0) }
        == "samples: found 0; accepted: a whole number in 1...1000000")
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try SampledGreedy(RecurringRuns.problem(isVisible: false)) }
        .contains("`visible`"))
  }

  @Test func conforms() {
    #expect(RecurringConformance.violations(of: SampledGreedy.self, settings: ["cap": 6], isRandomized: true) == [])
  }
}
