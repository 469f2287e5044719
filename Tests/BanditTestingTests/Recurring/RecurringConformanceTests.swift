import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct RecurringConformanceTests {
  /// What may be wrong with a learner.
  enum Vice: String, CaseIterable, Sendable {
    case none, strangeArm, negativeArm, forgetsNoise
  }

  /// Pulls arm 0, with a vice.
  struct Pulling: RecurringLearner, Configurable {
    // A text has no bounds to try.
    static let card = AlgorithmCard(
      id: "pulling", family: .recurring, summary: "Pulls arm 0.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let vice: Vice
    let armCount: Int

    init(settings: Settings, problem: RecurringProblem) throws(InvalidSettings) {
      vice = Vice(rawValue: settings.text("vice")) ?? .none
      armCount = problem.armCount
    }

    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
      switch vice {
      case .none: 0
      case .strangeArm: round == 3 ? armCount : 0
      case .negativeArm: round == 3 ? -1 : 0
      case .forgetsNoise: noise.integer(below: armCount)
      }
    }

    mutating func observe(reward: Double, of arm: Int, at round: Int) {}
    mutating func endTask(at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = RecurringConformance.violations(
      of: Pulling.self, settings: ["vice": .text(vice.rawValue)], isRandomized: false)
    let sentence: [Vice: String] = [
      .strangeArm: "pulls arm 2 of 2", .negativeArm: "pulls arm -1 of 2",
      .forgetsNoise: "not randomized, yet the key matters",
    ]
    guard let expected = sentence[vice] else {
      #expect(violations == [])
      return
    }
    #expect(violations.contains { $0.contains(expected) }, "\(violations.prefix(3))")
  }
}
