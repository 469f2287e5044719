import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Plays arm 0, except for the fault that it is told to have.
private struct First: ContextualLearner, Configurable {
  static let card = AlgorithmCard(
    id: "first", family: .contextual, summary: "Plays arm 0.",
    parameters: [
      // A text has no bounds to try.
      AnyParameter("fault", "What it does wrong.", .text, default: .value(.text("none")))
    ])

  let fault: String
  let problem: ContextualProblem
  var reward = 0.0

  init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    fault = settings.text("fault")
    self.problem = problem
  }

  mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    switch fault {
    case "draws": noise.integer(below: problem.armCount)
    case "knows the horizon": 2 * round > problem.horizon ? min(1, problem.armCount - 1) : 0
    case "counts arms from 1": problem.armCount
    case "trusts features": view.features[0] > 1000 ? -1 : 0
    default: 0
    }
  }

  mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {}

  var propensity: Double? { fault == "impossible" ? 0 : 1 }
}

struct ContextualConformanceTests {
  private func violations(_ fault: String, isRandomized: Bool = false) -> [String] {
    ContextualConformance.violations(of: First.self, settings: ["fault": .text(fault)], isRandomized: isRandomized)
  }

  @Test func aGoodLearnerConforms() {
    #expect(violations("none") == [])
    #expect(violations("draws", isRandomized: true) == [])
    #expect(ContextualConformance.violations(of: First.self, in: .contexts) == [])
    #expect(ContextualConformance.violations(of: First.self, in: .fixedActions) == [])
  }

  @Test(arguments: [
    ("draws", "not randomized, yet the key matters"),
    ("knows the horizon", "anytime, yet a run to 60 is not the beginning of one to 120"),
    ("counts arms from 1", "one arm: plays arm 1 of 1"),
    ("trusts features", "large features: plays arm -1 of 3"),
    ("impossible", "one arm: says that arm 0 had the probability 0.0"),
  ])
  func findsEveryFault(fault: String, violation: String) {
    let found = violations(fault)
    #expect(found.contains(violation), "\(found)")
  }
}
