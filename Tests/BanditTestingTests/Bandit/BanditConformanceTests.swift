import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// Follows the leader, except for the fault that it is told to have.
private struct Pupil: BanditLearner, Configurable {
  static let card = AlgorithmCard(
    id: "pupil", family: .bandit, summary: "Pulls the arm with the highest empirical mean.",
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
  var sums: [Double]
  var pulls: [Double]
  let memory = Memory()

  init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    fault = settings.text("fault")
    scale = settings.number("scale")
    horizon = problem.horizon
    sums = Array(repeating: 0, count: problem.armCount)
    pulls = sums
    if fault == "refuses" { throw InvalidSettings("fault", "never works") }
    if fault == "refuses single arms" && problem.armCount == 1 {
      throw InvalidSettings("fault", "one arm is too few")
    }
    if fault == "is silent about ranges" && problem.rewardRange == nil { throw InvalidSettings("fault", "") }
    if fault == "is silent about bounds" && scale > 1e200 { throw InvalidSettings("scale", "") }
  }

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    memory.count += 1
    switch fault {
    case "draws": return noise.integer(below: sums.count)
    case "shares state with copies" where memory.count > 200: return 0
    case "knows the horizon" where 2 * round > horizon: return 0
    case "favours arm 0" where round > 3: return 0
    case "strays with one arm" where sums.count == 1: return 1
    case "strays with few rounds" where horizon < sums.count: return sums.count
    case "strays after huge rewards" where sums.contains { abs($0) > 1e200 }: return -1
    case "strays after losses" where sums.contains { $0 < 0 }: return -1
    case "strays at a bound" where scale < 1e-200: return -1
    default: break
    }
    if let arm = pulls.firstIndex(of: 0) { return arm }
    let means = zip(sums, pulls).map { $0 / $1 }
    return means.firstIndex(of: means.max()!)!
  }

  mutating func observe(reward: Double, of arm: Int, at round: Int) {
    sums[arm] += reward
    pulls[arm] += 1
  }
}

/// A card whose default is outside its own range.
private struct Misprint: BanditLearner, Configurable {
  static let card = AlgorithmCard(
    id: "misprint", family: .bandit, summary: "Pulls arm 0.",
    parameters: [
      AnyParameter("share", "Does nothing.", .number(.unit), default: .value(.number(2))),
      AnyParameter("arm", "Does nothing.", .whole(from: 0), default: .required),
    ])
  init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {}
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { 0 }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}

/// Pulls the best arm, except for the fault that it is told to have.
private struct Insider: BanditLearner, Yardstick {
  static let card = AlgorithmCard(
    id: "insider", family: .bandit, summary: "Pulls the best arm.",
    parameters: [AnyParameter("fault", "What it does wrong.", .text, default: .value(.text("none")))])

  let arm: Int

  static func check(settings: Settings, problem: BanditProblem, truth: BanditTruth?) throws(InvalidSettings) {
    if settings.text("fault") == "refuses" { throw InvalidSettings("fault", "never works") }
  }

  init(settings: Settings, problem: BanditProblem, truth: BanditTruth) {
    arm = settings.text("fault") == "strays" && problem.armCount == 10 ? 10 : truth.bestArm
  }

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }
  mutating func observe(reward: Double, of arm: Int, at round: Int) {}
}

struct BanditConformanceTests {
  private func violations(_ fault: String, isRandomized: Bool = false, isSymmetric: Bool = true) -> [String] {
    BanditConformance.violations(
      of: Pupil.self, settings: ["fault": .text(fault)], isRandomized: isRandomized, isSymmetric: isSymmetric)
  }

  @Test func aPolicyWithoutFaultsConforms() {
    #expect(BanditConformance.violations(of: Pupil.self, isRandomized: false) == [])
    #expect(violations("draws", isRandomized: true) == [])
  }

  @Test func typesNeedNotBeKnownStatically() {
    let types: [any (BanditLearner & Configurable<BanditProblem>).Type] = [Pupil.self]
    for type in types { #expect(BanditConformance.violations(of: type, isRandomized: false) == []) }
  }

  @Test(arguments: [
    ("knows the horizon", "anytime, yet a run to 200 is not the beginning of one to 400"),
    ("favours arm 0", "other labels for the arms change which arms are pulled"),
    ("strays with one arm", "1 arms and 20 rounds: pulls arm 1 of 1"),
    ("strays with few rounds", "10 arms and 3 rounds: pulls arm 10 of 10"),
    ("strays after huge rewards", "rewards that are huge: pulls arm -1 of 3"),
    ("strays after losses", "rewards that are negative: pulls arm -1 of 3"),
    ("strays at a bound", "'scale' = number(5e-324): pulls arm -1 of 3"),
    ("is silent about bounds", "'scale' = number(1e+300): refused without a message"),
    ("refuses", "refuses its settings: fault: never works"),
    ("refuses single arms", "1 arms and 20 rounds: refused: fault: one arm is too few"),
    ("is silent about ranges", "rewards that are negative: refused without a message"),
    ("draws", "not randomized, yet the key matters"),
    (
      "shares state with copies",
      "a copy decides otherwise under the same key: the learner shares state with its copies"
    ),
  ])
  func everyFaultIsFound(fault: String, violation: String) {
    #expect(violations(fault).contains(violation))
  }

  @Test func aPolicyThatDrawsNothingIsNotRandomized() {
    #expect(violations("none", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
  }

  @Test func symmetryIsCheckedUnlessItIsNotClaimed() {
    #expect(violations("favours arm 0", isSymmetric: false) == [])
  }

  @Test(arguments: [
    ("none", []), ("strays", ["10 arms and 3 rounds: pulls arm 10 of 10"]),
    ("refuses", ["refuses its settings: fault: never works"]),
  ])
  func yardsticksAreExaminedToo(fault: String, violations: [String]) {
    #expect(
      BanditConformance.violations(of: Insider.self, settings: ["fault": .text(fault)], isRandomized: false)
        == violations)
  }

  @Test func cardsAreChecked() {
    #expect(
      BanditConformance.violations(of: Misprint.self, isRandomized: false) == [
        "the default of 'share' is not of its kind: number(2.0)",
        "the value of 'share' is not of its kind: number(2.0)",
        "'arm' is required: give it in the settings of this test",
      ])
  }
}
