import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Predicts by Laplace's rule and says nothing, except for the fault that it is told to have.
private struct Clerk: DetectionLearner, Configurable {
  static let card = AlgorithmCard(
    id: "clerk", family: .detection, summary: "Predicts by Laplace's rule.",
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
  var counts: [Double]
  var total: Double
  let memory = Memory()

  init(settings: Settings, problem: DetectionProblem) throws(InvalidSettings) {
    fault = settings.text("fault")
    scale = settings.number("scale")
    horizon = problem.horizon
    counts = Array(repeating: fault == "has never seen it" ? 1e-300 : 1, count: problem.symbolCount)
    total = counts.reduce(0, +)
    if fault == "refuses many symbols" && problem.symbolCount > 100 { throw InvalidSettings("fault", "too many") }
  }

  func probability(of symbol: Int) -> Double {
    switch fault {
    case "forgets a symbol" where counts.count == 5 && symbol == 0: 0.5
    case "has never seen it" where total > 150: counts[symbol] > 1 ? 1 : 0
    case "strays at a bound" where scale < 1e-200: .nan
    default: counts[symbol] / total
    }
  }

  mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int? {
    memory.count += 1
    counts[symbol] += 1
    total += 1
    return switch fault {
    case "draws" where noise.uniform() < 0.1: round
    case "shares state" where memory.count > 160: 1
    case "knows the horizon" where 2 * round > horizon: round
    case "foresees changes" where round == 2: 3
    case "locates nowhere" where counts.count == 50: 0
    default: nil
    }
  }
}

struct DetectionConformanceTests {
  private func violations(_ fault: String, isRandomized: Bool = false) -> [String] {
    DetectionConformance.violations(of: Clerk.self, settings: ["fault": .text(fault)], isRandomized: isRandomized)
  }

  @Test func aGoodLearnerConforms() {
    #expect(violations("none") == [])
    #expect(violations("draws", isRandomized: true) == [])
    #expect(violations("none", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
  }

  @Test(arguments: [
    ("draws", "not randomized, yet the key matters"),
    ("shares state", "a copy decides otherwise under the same key: the learner shares state with its copies"),
    ("knows the horizon", "anytime, yet a run to 160 is not the beginning of one to 320"),
    ("foresees changes", "two rounds: locates a change in round 3 of 2"),
    ("locates nowhere", "each symbol in its turn: locates a change in round 0 of 1"),
    ("forgets a symbol", "the last symbol alone: predicts [0.5, 0.2, 0.2, 0.2, 0.2]"),
    ("has never seen it", "the first symbol alone: predicts [1.0, 0.0]"),
    ("strays at a bound", "'scale' = number(5e-324): predicts [nan, nan, nan]"),
    ("refuses many symbols", "many symbols: refused: fault: too many"),
  ])
  func findsEveryFault(fault: String, violation: String) {
    let found = violations(fault)
    #expect(found.contains(violation), "\(found)")
  }
}
