import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Follows the leader, except for the fault that it is told to have.
private struct Novice: ExpertsLearner, Configurable {
  static let card = AlgorithmCard(
    id: "novice", family: .experts, summary: "Plays the action with the smallest sum of losses.",
    parameters: [
      // A text has no bounds to try.
      AnyParameter("fault", "What it does wrong.", .text, default: .value(.text("none"))),
      AnyParameter("scale", "Does nothing.", .number(.positive), default: .value(.number(1))),
    ])

  /// What a struct must not hold.
  final class Memory: @unchecked Sendable { var count = 0 }

  let fault: String
  let scale: Double
  let problem: ExpertsProblem
  var totals: [Double]
  let memory = Memory()

  init(settings: Settings, problem: ExpertsProblem) throws(InvalidSettings) {
    fault = settings.text("fault")
    scale = settings.number("scale")
    self.problem = problem
    totals = Array(repeating: 0, count: problem.actionCount)
    if fault == "refuses" { throw InvalidSettings("fault", "never works") }
    if fault == "is silent about bounds" && scale > 1e200 { throw InvalidSettings("scale", "") }
    if fault == "is silent about feedback" && problem.feedback == .bandit { throw InvalidSettings("", "") }
    if fault != "asks for too much" { try problem.requireFullInformation(for: "novice") }
  }

  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    memory.count += 1
    switch fault {
    case "draws": return noise.integer(below: totals.count)
    case "shares state with copies" where memory.count > 200: return totals.count - 1
    case "knows the horizon" where 2 * round > problem.horizon: return 2
    case "strays with one action" where totals.count == 1: return 1
    case "strays with few rounds" where problem.horizon < totals.count: return totals.count
    case "strays after many losses" where totals.allSatisfy { $0 > 500 }: return -1
    case "strays at a bound" where scale < 1e-200: return -1
    default: return totals.firstIndex(of: totals.min()!)!
    }
  }

  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    for other in totals.indices { totals[other] += losses.loss(of: other) ?? 0 }
  }
}

struct ExpertsConformanceTests {
  private func violations(_ fault: String, isRandomized: Bool = false) -> [String] {
    ExpertsConformance.violations(of: Novice.self, settings: ["fault": .text(fault)], isRandomized: isRandomized)
  }

  @Test func aGoodPolicyConforms() { #expect(violations("none") == []) }

  @Test(arguments: [
    ("refuses", "refuses its settings: fault: never works"),
    ("is silent about bounds", "'scale' = number(1e+300): refused without a message"),
    ("is silent about feedback", "the feedback \"bandit\": refused without a message"),
    ("draws", "not randomized, yet the key matters"),
    (
      "shares state with copies",
      "a copy decides otherwise under the same key: the learner shares state with its copies"
    ),
    ("knows the horizon", "anytime, yet a run to 200 is not the beginning of one to 400"),
    ("strays with one action", "1 actions and 20 rounds: plays action 1 of 1"),
    ("strays with few rounds", "10 actions and 3 rounds: plays action 10 of 10"),
    ("strays after many losses", "losses that are only 1: plays action -1 of 3"),
    ("strays at a bound", "'scale' = number(5e-324): plays action -1 of 3"),
    (
      "asks for too much",
      "the feedback \"bandit\": round 1: the loss of another action than the one played was asked for (feedback bandit)"
    ),
  ])
  func findsEveryFault(fault: String, violation: String) {
    let found = violations(fault)
    #expect(found.contains(violation), "\(found)")
  }

  @Test func missesRandomness() {
    #expect(violations("none", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
  }
}
