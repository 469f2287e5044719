import BanditCards
import BanditComparators
import BanditGames
import BanditTesting
import Testing

/// Plays the first action after a loss below 1/2 and any after others, except for the fault that it is told to have.
private struct Wanderer: EpisodicLearner, Yardstick {
  static let card = AlgorithmCard(
    id: "wanderer", family: .episodic, summary: "Plays by the latest loss.",
    parameters: [
      // A text has no bounds to try.
      AnyParameter("fault", "What it does wrong.", .text, default: .value(.text("none"))),
      AnyParameter("scale", "Does nothing.", .number(.positive), default: .value(.number(1))),
    ])

  /// What a struct must not hold.
  final class Memory: @unchecked Sendable { var count = 0 }

  let fault: String
  let scale: Double
  let problem: EpisodicProblem
  var episode = 0
  var latest = 0.0
  let memory = Memory()

  static func check(settings: Settings, problem: EpisodicProblem, truth: LayeredProcess?) throws(InvalidSettings) {
    if settings.text("fault") == "is silent about bounds" && settings.number("scale") > 1e200 {
      throw InvalidSettings("scale", "")
    }
  }

  init(settings: Settings, problem: EpisodicProblem, truth: LayeredProcess) {
    fault = settings.text("fault")
    scale = settings.number("scale")
    self.problem = problem
  }

  var policy: [Double] {
    let actions = problem.actionCount
    let state = (0..<actions).map { latest < 0.5 ? ($0 == 0 ? 1 : 0) : 1 / Double(actions) }
    let all = Array(repeating: state, count: problem.layerCount * problem.stateCount).flatMap { $0 }
    return switch fault {
    case "shares state" where memory.count > 40: Array(repeating: 1 / Double(actions), count: problem.pairCount)
    case "knows the horizon" where 2 * episode > problem.episodeCount: all.reversed()
    case "forgets a state" where problem.stateCount == 1: Array(all.dropLast())
    case "does not add up" where latest == 1: all.map { $0 / 2 }
    case "is negative" where latest > 0 && latest < 1e-300: all.map { $0 - 1 }
    case "strays at a bound" where scale < 1e-200: all.map { _ in Double.nan }
    default: all
    }
  }

  mutating func observe(_ trajectory: EpisodeTrajectory) {
    memory.count += 1
    episode += 1
    latest = trajectory.losses[0]
  }
}

struct EpisodicConformanceTests {
  private func violations(_ fault: String) -> [String] {
    EpisodicConformance.violations(of: Wanderer.self, settings: ["fault": .text(fault)])
  }

  @Test func aGoodLearnerConforms() { #expect(violations("none") == []) }

  @Test(arguments: [
    ("shares state", "a copy decides otherwise under the same key: the learner shares state with its copies"),
    ("knows the horizon", "anytime, yet a run to 40 is not the beginning of one to 80"),
    ("forgets a state", "one state: plays the policy [1.0, 0.0, 1.0, 0.0, 1.0]"),
    ("does not add up", "losses of 1: plays the policy"),
    ("is negative", "tiny losses: plays the policy"),
    ("strays at a bound", "'scale' = number(5e-324): plays the policy [nan"),
    ("is silent about bounds", "'scale' = number(1e+300): refused without a message"),
  ])
  func findsEveryFault(fault: String, violation: String) {
    let found = violations(fault)
    #expect(found.contains { $0.hasPrefix(violation) }, "\(found)")
  }
}
