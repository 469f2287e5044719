import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Predicts the label of the round before, except for the fault that it is told to have.
private struct Echo: GroupedLearner, Configurable {
  static let card = AlgorithmCard(
    id: "echo", family: .grouped, summary: "Predicts the latest label.",
    parameters: [
      // A text has no bounds to try.
      AnyParameter("fault", "What it does wrong.", .text, default: .value(.text("none"))),
      AnyParameter("scale", "Does nothing.", .number(.positive), default: .value(.number(1))),
    ])

  /// What a struct must not hold.
  final class Memory: @unchecked Sendable { var count = 0 }

  let fault: String
  let scale: Double
  let horizon: Int
  var label = 0.0
  let memory = Memory()

  init(settings: Settings, problem: GroupedProblem) throws(InvalidSettings) {
    fault = settings.text("fault")
    scale = settings.number("scale")
    horizon = problem.horizon
    if fault == "refuses labels" && problem.labelRange != 0...1 { throw InvalidSettings("fault", "beyond [0, 1]") }
  }

  mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    memory.count += 1
    switch fault {
    case "draws": forecast.add(noise.uniform())
    case "shares state" where memory.count > 60: forecast.add(1)
    case "knows the horizon" where 2 * round > horizon: forecast.add(1)
    case "divides by a feature": forecast.add(1 / example.features[0])
    case "counts groups": for _ in example.groups { forecast.add(label, probability: 1 / Double(example.groups.count)) }
    case "squares labels": forecast.add(label * label)
    case "strays at a bound" where scale < 1e-200: forecast.add(label, probability: -1)
    default: forecast.add(label)
    }
  }

  mutating func observe(label: Double, of example: GroupedExample, at round: Int) { self.label = label }
}

struct GroupedConformanceTests {
  private func violations(_ fault: String, isRandomized: Bool = false) -> [String] {
    GroupedConformance.violations(of: Echo.self, settings: ["fault": .text(fault)], isRandomized: isRandomized)
  }

  @Test func aGoodLearnerConforms() {
    #expect(violations("none") == [])
    #expect(violations("draws", isRandomized: true) == [])
    #expect(violations("none", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
  }

  @Test(arguments: [
    ("draws", "not randomized, yet the key matters"),
    ("shares state", "a copy decides otherwise under the same key: the learner shares state with its copies"),
    ("knows the horizon", "anytime, yet a run to 60 is not the beginning of one to 120"),
    ("divides by a feature", "features of 0: predicts [inf]"),
    ("counts groups", "examples in no group: predicts with the probabilities []"),
    ("squares labels", "huge labels: the loss of round 2 is not a finite number"),
    ("strays at a bound", "'scale' = number(5e-324): predicts with the probabilities [-1.0]"),
    ("refuses labels", "labels at both ends: refused: fault: beyond [0, 1]"),
  ])
  func findsEveryFault(fault: String, violation: String) {
    let found = violations(fault)
    #expect(found.contains(violation), "\(found)")
  }
}
