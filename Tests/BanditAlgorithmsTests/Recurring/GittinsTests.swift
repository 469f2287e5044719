import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct GittinsTests {
  /// The same J as the plan; also with a wide memory (40 rewards of each of two uniform arms: .6268970854 both ways).
  @Test(arguments: [5, 20, 40]) func earnsWhatThePlanEarns(_ cap: Int) throws {
    let problem = RecurringRuns.problem()
    let index = try #require(try Gittins(problem, cap: cap).measure(.plannedValue))
    let plan = try #require(try BayesPlanner(problem, cap: cap).measure(.plannedValue))
    #expect(abs(index - plan) < 1e-9)
    if cap == 40 { #expect(abs(index - 0.6268970854) < 1e-9) }
  }

  /// A uniform arm is tried against a known one from a discount on.
  @Test func thresholds() throws {
    for (value, threshold) in [(0.55, 0.44559996), (0.6, 0.68431592), (0.75, 0.94245911)] {
      let problem = RecurringRuns.problem([.known(value), RecurringRuns.uniform], mean: 100)
      for (step, arm) in [(-1e-3, 0), (1e-3, 1)] {
        let learner = try Gittins(problem, discount: (threshold + step) / 0.99, cap: 60)
        #expect(RecurringRuns.arms(learner, problem, lengths: [1], rounds: 1) { _, _, _ in true } == [arm])
      }
    }
  }

  /// More arms than a plan has states for: failures lead from arm to arm, a success stays.
  @Test func manyArms() throws {
    let problem = RecurringRuns.problem(Array(repeating: RecurringRuns.uniform, count: 30))
    let learner = try Gittins(problem, cap: 5)
    #expect(learner.measure(.plannedValue) == nil)
    let arms = RecurringRuns.arms(learner, problem, lengths: [8], rounds: 16) { _, arm, _ in arm == 3 }
    #expect(arms == [0, 1, 2, 3, 3, 3, 3, 3, 0, 1, 2, 3, 3, 3, 3, 3])
  }

  @Test func refusals() {
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try Gittins(RecurringRuns.problem(fixed: 5)) }
        == "indices need tasks that end at random; accepted: an environment with `geometric` lengths")
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try Gittins(RecurringRuns.problem(isVisible: false)) }
        .contains("`visible`"))
    #expect(
      RecurringRuns.refusal { () throws(InvalidSettings) in try Gittins(RecurringRuns.problem(), cap: 101) }
        == "cap: found 101; accepted: a whole number in 0...100")
  }

  @Test func conforms() {
    #expect(RecurringConformance.violations(of: Gittins.self, settings: ["cap": 6], isRandomized: false) == [])
  }
}
