import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct KnapsackConformanceTests {
  enum Vice: String, CaseIterable, Sendable {
    case none, strangeArm, horizonReader, sharedState
  }

  final class Counter: @unchecked Sendable { var value = 0 }

  /// Pulls the arms in turn, with a vice.
  struct Turns: KnapsackLearner, Configurable {
    static let card = AlgorithmCard(
      id: "turns", family: .knapsack, summary: "Pulls the arms in turn.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let vice: Vice
    let problem: KnapsackProblem
    let counter = Counter()

    init(settings: Settings, problem: KnapsackProblem) {
      vice = Vice(rawValue: settings.text("vice")) ?? .none
      self.problem = problem
    }

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      counter.value += 1
      return switch vice {
      case .none: round % problem.actionCount
      case .strangeArm: problem.actionCount
      case .horizonReader: 2 * round > problem.horizon ? 0 : round % problem.actionCount
      case .sharedState: (counter.value / 2) % problem.actionCount
      }
    }

    mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = KnapsackConformance.violations(of: Turns.self, settings: ["vice": .text(vice.rawValue)])
    let sentence: [Vice: String] = [
      .strangeArm: "pulls arm 4 of 4", .horizonReader: "is not the beginning of one to",
      .sharedState: "shares state with its copies",
    ]
    guard let expected = sentence[vice] else {
      #expect(violations == [])
      return
    }
    #expect(violations.contains { $0.contains(expected) }, "\(violations.prefix(3))")
  }
}
