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

  private func violations(_ kind: String, isDenied: Bool = false) -> [String] {
    AverageRewardConformance.violations(
      of: Fault.self, settings: ["kind": .text(kind)], isRandomized: kind == "none" && !isDenied)
  }

  @Test func faultsAreFound() {
    #expect(violations("horizon").contains { $0.contains("anytime") })
    #expect(violations("stray").contains("1 states and 3 actions: takes action 3 of 3"))
    #expect(violations("one-state").contains("1 states and 1 actions: takes action -1 of 1"))
    // The bounds of 'kind' are faults themselves.
    #expect(violations("none") == ["'kind' = text(\"stray\"): takes action 2 of 2"])
    #expect(violations("none", isDenied: true).first == "not randomized, yet the key matters")
    #expect(AverageRewardConformance.violations(of: Leaky.self).contains { $0.contains("shares state") })
  }
}
