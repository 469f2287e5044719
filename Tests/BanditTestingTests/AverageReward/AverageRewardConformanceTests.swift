import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Learners that break one law each, and the suite that must say so.
struct AverageRewardConformanceTests {
  struct Fault: AverageRewardLearner, Configurable {
    static let card = AlgorithmCard(
      id: "fault", family: .averageReward, summary: "Breaks the law that its setting names.",
      parameters: [
        AnyParameter(
          "kind", "Which.", .choice(["none", "horizon", "stray", "one-state"]), default: .value(.text("none")))
      ])
    let kind: String
    let problem: AverageRewardProblem

    init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
    }

    mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
      switch kind {
      case "horizon": problem.horizon == 600 && round > 200 ? 0 : problem.actionCount - 1
      case "stray": round == 40 ? problem.actionCount : 0
      case "one-state": problem.stateCount == 1 ? -1 : 0
      default: noise.integer(below: problem.actionCount)
      }
    }

    mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {}
  }

  private final class Shared: @unchecked Sendable { var steps = 0 }

  private struct Leaky: AverageRewardLearner, Configurable {
    static let card = AlgorithmCard(id: "leaky", family: .averageReward, summary: "Shares state with its copies.")
    let shared = Shared()

    init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {}

    mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
      shared.steps > 300 ? 0 : round % 2
    }

    mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) { shared.steps += 1 }
  }

  private func violations(_ kind: String) -> [String] {
    AverageRewardConformance.violations(of: Fault.self, settings: ["kind": .text(kind)])
  }

  @Test func faultsAreFound() {
    #expect(violations("horizon").contains { $0.contains("anytime") })
    #expect(violations("stray").contains { $0.contains("strays with 1 states") })
    #expect(violations("one-state").contains { $0.contains("strays with 1 states") })
    #expect(violations("none").allSatisfy { $0.contains("'kind'") && $0.contains("stray") })
    #expect(AverageRewardConformance.violations(of: Leaky.self).contains { $0.contains("shares state") })
  }
}
