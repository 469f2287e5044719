import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SlateLaplaceTests {
  /// By NumPy (Tests/Reference/slates_and_rollouts.py): slate (0, 2), clicks on 2, on none, on 0.
  @Test func stepsAgreeWithAnotherImplementation() throws {
    var learner = try SlateLaplace(SlateProblem(itemCount: 3, slateSize: 2, horizon: 9), precision: 0.5)
    for click in [2, nil, 0] as [Int?] { learner.observe(click: click, on: [0, 2], at: 1) }
    let means = [0.17488907866397507, 0, -0.0946622561339171]
    let precisions = [1.0012429241517045, 0.5, 1.209707722821713]
    for item in 0..<3 {
      #expect(
        abs(learner.means[item] - means[item]) < 1e-15 && abs(learner.precisions[item] - precisions[item]) < 1e-15)
    }
  }

  /// The first step by hand: p = 1/3 each; 1.5 times 2/9 more precise for prior precision 1.
  @Test func theFirstStep() throws {
    var learner = try SlateLaplace(SlateProblem(itemCount: 2, slateSize: 2, horizon: 9))
    learner.observe(click: 0, on: [0, 1], at: 1)
    #expect(abs(learner.precisions[0] - 11.0 / 9) < 1e-15)
    #expect(abs(learner.means[0] - 6.0 / 11) < 1e-15 && abs(learner.means[1] + 3.0 / 11) < 1e-15)
    let greedy = try SlateLaplace(SlateProblem(itemCount: 3, slateSize: 3, horizon: 9), strategy: .greedy)
    let (_, slates) = playSlates(
      greedy, SlateProblem(itemCount: 3, slateSize: 3, horizon: 9), clicks: [2, 0, nil])
    #expect(slates[1][0] == slates[0][2])
  }

  /// Of draws, item 0 is first as often as a normal variable with its mean and precision is above another, to a level of
  /// 1e-6.
  @Test func drawsHaveThePosteriorLaw() throws {
    let problem = SlateProblem(itemCount: 2, slateSize: 1, horizon: 9)
    var learner = try SlateLaplace(problem, precision: 4)
    learner.observe(click: 0, on: [0], at: 1)
    // m = (1/2) / 4.25, variances 1/4.25 and 1/4: Phi(m / sqrt(sum)).
    let share = 0.5670545
    let firsts = (1...4000).count { playSlates(learner, problem, clicks: [nil], seed: UInt64($0)).slates == [[0]] }
    #expect(BinomialTest(successes: firsts, trials: 4000, probability: share).pValue > 1e-6)
  }

  @Test func conforms() {
    for strategy in SlateStrategy.allCases {
      #expect(
        SlateConformance.violations(
          of: SlateLaplace.self, settings: ["strategy": .text(strategy.rawValue)], isRandomized: true) == [])
    }
  }
}
