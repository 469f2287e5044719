import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct PlayerConformanceTests {
  enum Vice: String, CaseIterable, Sendable {
    case none, shortSum, negative, tooMany, forgetful
  }

  /// Plays uniformly, with a vice.
  struct Uniform: Player, Configurable {
    static let card = AlgorithmCard(
      id: "uniform", family: .twoPlayer, summary: "Plays uniformly.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let vice: Vice
    let horizon: Int

    init(settings: Settings, problem: PlayerProblem) {
      vice = Vice(rawValue: settings.text("vice")) ?? .none
      horizon = problem.horizon
    }

    mutating func choose(_ strategy: inout [Double], costs: [Double], at round: Int, noise: inout RoundNoise) {
      let count = strategy.count
      strategy = strategy.map { _ in 1 / Double(count) }
      switch vice {
      case .none: break
      case .shortSum: strategy[0] /= 2
      case .negative: strategy[0] = -1
      case .tooMany: strategy.append(0)
      case .forgetful: if round > horizon / 2 { strategy = strategy.indices.map { $0 == 0 ? 1 : 0 } }
      }
    }

    mutating func observe(_ costs: [Double], of strategy: [Double], at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = PlayerConformance.violations(of: Uniform.self, settings: ["vice": .text(vice.rawValue)])
    switch vice {
    case .none: #expect(violations == [])
    case .forgetful: #expect(violations.contains { $0.contains("is not the beginning of one to") })
    default: #expect(violations.contains { $0.contains("plays the strategy") }, "\(violations.prefix(3))")
    }
  }
}
