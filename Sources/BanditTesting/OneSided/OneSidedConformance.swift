import BanditCards
import BanditGames
import BanditStreams

/// What every learner of one-sided feedback must do, whatever its rule.
public enum OneSidedConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A rule is one of the class, and its policy accepts each individual with a probability in [0, 1], above 0 where the
  /// rule drawn accepts and below 1 where it rejects, unless probabilities are estimates. Hostile worlds have one rule,
  /// one individual, one round, the same individual all over, labels that are alike, panels that find everybody the same
  /// and panels that never object.
  ///
  /// - Parameters:
  ///   - estimates: whether the learner's probabilities are estimates.
  ///   - mayRefuse: whether it may refuse a world; one that needs certain rules may.
  public static func violations<Learner: OneSidedLearner & Configurable<OneSidedProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false, estimates: Bool = false,
    mayRefuse: Bool = false
  ) -> [String] {
    typealias Suite = GameConformance<
      OneSidedGame<ScriptedIndividuals, Recorder<Learner, OneSidedRound>>, Learner, OneSidedRound
    >
    let audit: Suite.Audit = { played in
      let isPossible = played.game.learner.entries.allSatisfy(\.isPossible)
      return isPossible || estimates ? nil : "draws what its policy says it cannot"
    }
    return Suite(arena(mayRefuse), settings: settings, isRandomized: isRandomized, audit: audit).violations()
  }

  private static func arena(_ mayRefuse: Bool) -> ScriptedArena<ScriptedIndividuals, OneSidedProblem> {
    let twins = RuleClass(tables: [[true, false, true], [true, false, true]])
    let hostile = [
      world("one individual", mayRefuse, individuals: 1), world("one round", mayRefuse, rounds: 1),
      world("one rule", mayRefuse, rules: RuleClass(tables: [[true, false, true]])),
      world("rules that are alike", mayRefuse, rules: twins),
      world("constant rules", mayRefuse, rules: RuleClass(tables: [[true, true, true], [false, false, false]])),
      world("the same individual all over", mayRefuse) { _ in Individual(context: 0, x: 0.5, y: 0.5) },
      world("individuals in a corner", mayRefuse) { _ in Individual(context: 0) },
      world("labels of 0", mayRefuse, label: false), world("labels of 1", mayRefuse, label: true),
      world("panels that find everybody the same", mayRefuse, distance: 0),
      world("panels that never object", mayRefuse, distance: 1),
    ]
    return ScriptedArena(rounds: 40, hostile: hostile) { world("an ordinary world", false, rounds: $0) }
  }

  private static func world(
    _ name: String, _ mayRefuse: Bool, individuals count: Int = 3, rounds: Int = 40, rules: RuleClass = .linear,
    label: Bool? = nil, distance: Double? = nil, individual change: (Individual) -> Individual = { $0 }
  ) -> ScriptedWorld<ScriptedIndividuals, OneSidedProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    var individuals: [[Individual]] = []
    var labels: [[Bool]] = []
    for _ in 0..<50 {
      let row = (0..<count).map { _ in
        change(Individual(context: noise.integer(below: 3), x: noise.uniform(), y: noise.uniform()))
      }
      individuals.append(row)
      labels.append(row.map { label ?? ($0.x + $0.y > 1) })
    }
    let world = ScriptedIndividuals(individuals: individuals, labels: labels) { auditor, first, second in
      distance ?? min(1, Double(auditor + 1) * (abs(first.x - second.x) + abs(first.y - second.y)) / 2)
    }
    let problem = OneSidedProblem(
      individualCount: count, horizon: rounds, rules: rules,
      contexts: rules.contextCount.map { (0..<$0).map { Individual(context: $0) } })
    // Individuals, labels and panels have addresses of their own.
    return ScriptedWorld(
      name, world, problem, rounds: rounds, choices: rules.count, places: 3, mayBeRefused: mayRefuse)
  }
}

/// The rule of a round, and the acceptance probabilities that the panel saw.
public struct OneSidedRound: Hashable, Sendable {
  /// The rule.
  public let rule: Int
  /// The probability of each individual.
  public let acceptance: [Double]
  /// Whether the probabilities allow what the rule does.
  let isPossible: Bool
}

extension Recorder: OneSidedLearner where Base: OneSidedLearner, Entry == OneSidedRound {
  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    let rule = base.selectRule(view, at: round, noise: &noise)
    let acceptance = base.acceptance
    let isAcceptance = acceptance.count == view.individuals.count && acceptance.allSatisfy { (0...1).contains($0) }
    // What the game may see of a fault.
    let harmless = OneSidedRound(rule: rule, acceptance: view.individuals.map { _ in 0 }, isPossible: true)
    let admitted = admit(rule, "draws rule", orNote: harmless)
    if fault != nil { return admitted }
    guard isAcceptance else {
      fault = "accepts with probabilities \(acceptance)"
      entries.append(harmless)
      return admitted
    }
    let isPossible = acceptance.indices.allSatisfy {
      view.accepts($0, by: rule) ? acceptance[$0] > 0 : acceptance[$0] < 1
    }
    entries.append(OneSidedRound(rule: rule, acceptance: acceptance, isPossible: isPossible))
    return rule
  }

  public var acceptance: [Double] { entries.last?.acceptance ?? base.acceptance }

  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {
    if fault != nil { return }
    base.observe(feedback, of: rule, in: view, at: round, noise: &noise)
  }

  public var seesAllLabels: Bool { base.seesAllLabels }
}
