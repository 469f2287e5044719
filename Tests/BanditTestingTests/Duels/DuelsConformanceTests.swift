import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct DuelsConformanceTests {
  enum Vice: String, CaseIterable, Sendable {
    case none, strangeArm, strangeRival, horizonReader, sharedState
  }

  final class Counter: @unchecked Sendable { var value = 0 }

  /// Lets neighbours duel in turn, with a vice.
  struct Turns: DuelsLearner, Configurable {
    static let card = AlgorithmCard(
      id: "turns", family: .duels, summary: "Lets neighbours duel in turn.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let vice: Vice
    let problem: DuelsProblem
    let counter = Counter()

    init(settings: Settings, problem: DuelsProblem) {
      vice = Vice(rawValue: settings.text("vice")) ?? .none
      self.problem = problem
    }

    mutating func selectPair(at round: Int, noise: inout RoundNoise) -> DuelPair {
      counter.value += 1
      let (arm, next) = (round % problem.armCount, (round + 1) % problem.armCount)
      return switch vice {
      case .none: DuelPair(arm, next)
      case .strangeArm: DuelPair(problem.armCount, next)
      case .strangeRival: DuelPair(arm, -1)
      case .horizonReader: 2 * round > problem.horizon ? DuelPair(0, 0) : DuelPair(arm, next)
      case .sharedState: DuelPair(arm, (counter.value / 2) % problem.armCount)
      }
    }

    mutating func observe(firstWon: Bool, of pair: DuelPair, at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = DuelsConformance.violations(of: Turns.self, settings: ["vice": .text(vice.rawValue)])
    let sentence: [Vice: String] = [
      .strangeArm: "lets arm duel 4 of 4", .strangeRival: "lets arm duel -1 of 4",
      .horizonReader: "is not the beginning of one to", .sharedState: "shares state with its copies",
    ]
    guard let expected = sentence[vice] else {
      #expect(violations == [])
      return
    }
    #expect(violations.contains { $0.contains(expected) }, "\(violations.prefix(3))")
  }
}
