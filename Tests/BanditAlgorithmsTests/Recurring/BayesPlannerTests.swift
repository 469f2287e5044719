import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BayesPlannerTests {
  /// The plan of the worked state: after two successes and a failure of arm 0 it tries arm 1, whose mean is smaller; a
  /// short-sighted one stays. A new task begins at the beginning.
  @Test func itTriesAnArmThatLooksWorse() throws {
    let problem = RecurringRuns.problem()
    let script: @Sendable (Int, Int, Int) -> Bool = { _, arm, pull in arm == 0 && pull != 2 }
    let far = try BayesPlanner(problem, cap: 5)
    #expect(
      RecurringRuns.arms(far, problem, lengths: [5], rounds: 10, rewards: script) == [0, 0, 0, 1, 0, 0, 0, 0, 1, 0])
    let near = try BayesPlanner(problem, discount: 0, cap: 5)
    #expect(
      RecurringRuns.arms(near, problem, lengths: [5], rounds: 10, rewards: script) == Array(repeating: 0, count: 10))
  }

  /// Rewards beyond the cap are ignored: with one reward kept, a success holds an arm for the rest of the task.
  @Test func laterRewardsAreIgnored() throws {
    let problem = RecurringRuns.problem()
    let learner = try BayesPlanner(problem, cap: 1)
    let arms = RecurringRuns.arms(learner, problem, lengths: [6, 6], rounds: 12) { task, arm, pull in
      task == 0 && pull == 0
    }
    // Then a failure sends it to the other arm, whose failure makes a tie.
    #expect(arms == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    let blind = try BayesPlanner(problem, cap: 0)
    #expect(RecurringRuns.arms(blind, problem, lengths: [6], rounds: 6) { _, _, _ in false } == [0, 0, 0, 0, 0, 0])
  }

  /// The exact values of its own table.
  @Test func plannedValues() throws {
    func value(_ problem: RecurringProblem, _ discount: Double, _ cap: Int?) throws -> Double? {
      try BayesPlanner(problem, discount: discount, cap: cap).measure(.plannedValue)
    }
    let fair = RecurringRuns.problem()
    #expect(abs(try #require(try value(fair, 1, nil)) - 0.6266258817) < 1e-9)
    #expect(abs(try #require(try value(fair, 0, 20)) - 0.6200580222) < 1e-9)
    let fixed = RecurringRuns.problem(fixed: 5)
    #expect(abs(try #require(try value(fixed, 1, nil)) - 2.8888888889 / 5) < 1e-9)
    #expect(abs(try #require(try value(fixed, 0, nil)) - 2.8805555556 / 5) < 1e-9)
    #expect(try BayesPlanner(fair).measure(.tasks) == nil)
  }

  /// In tasks of a fixed length the plan looks at the rounds left: in the last one nothing is worth trying.
  @Test func fixedLengths() throws {
    let problem = RecurringRuns.problem([.known(0.52), RecurringRuns.uniform], fixed: 3)
    let learner = try BayesPlanner(problem)
    let arms = RecurringRuns.arms(learner, problem, lengths: [3], rounds: 9) { task, _, _ in task == 1 }
    #expect(arms == [1, 0, 0, 1, 1, 1, 1, 0, 0])
    let last = RecurringRuns.problem([.known(0.52), RecurringRuns.uniform], fixed: 1)
    #expect(
      RecurringRuns.arms(try BayesPlanner(last), last, lengths: [1], rounds: 3) { _, _, _ in true } == [0, 0, 0])
  }

  /// One plan for all replications: a copy that has prepared has the memory of the first one's plan.
  @Test func thePlanIsShared() throws {
    let problem = RecurringRuns.problem([.known(0.6), RecurringRuns.uniform])
    let learner = try BayesPlanner(problem, cap: 40)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var (first, second) = (learner, learner)
    first.prepare(noise: &noise)
    second.prepare(noise: &noise)
    let addresses = [first, second].map { $0.arms.withUnsafeBufferPointer { $0.baseAddress } }
    #expect(addresses[0] != nil && addresses[0] == addresses[1])
  }

  @Test func refusals() throws {
    let fair = RecurringRuns.problem()
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(fair, cap: 60) }
        == "cap: 2 arms and 60 rewards of each make 3575881 states; accepted: at most 2000000")
    let many = RecurringRuns.problem(Array(repeating: RecurringRuns.uniform, count: 30))
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(many) }
        == "cap: 30 arms and 20 rewards of each make more than 10^15 states; accepted: at most 2000000")
    let fixed = RecurringRuns.problem(fixed: 100)
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(fixed) }
        == "2 arms and 100 rounds make 4598126 states; accepted: at most 2000000")
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(RecurringRuns.problem(fixed: 3), cap: 2) }
        == "cap: goes with `geometric` lengths: in tasks of a fixed length nothing is forgotten")
    let hidden = RecurringRuns.problem(isVisible: false)
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(hidden) }.contains(
        "accepted: an environment with `visible` ends"))
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try BayesPlanner(fair, discount: 1.5) }
        == "discount: found 1.5; accepted: a number in [0, 1]")
  }

  @Test func conforms() {
    #expect(RecurringConformance.violations(of: BayesPlanner.self, settings: ["cap": 6], isRandomized: false) == [])
    #expect(RecurringConformance.violations(of: BayesPlanner.self, isRandomized: false) == [])
  }
}
