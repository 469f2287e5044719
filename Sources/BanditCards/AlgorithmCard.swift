/// What a reader should know about an algorithm, as a value beside its type.
///
/// From cards come `simulate explain` and `list`, the catalogue pages, the JSON Schema and the validation
/// of scenario files.
public struct AlgorithmCard: Sendable {
  /// The id in scenario files.
  public let id: String
  /// The interaction that it plays.
  public let family: Family
  /// One sentence.
  public let summary: String
  /// What it assumes of the environment.
  public let setting: String
  /// What becomes of rewards that do not lie in [0, 1]; `nil` where they always do.
  public let rewards: RewardScale?
  /// The rule, one equation per line.
  public let rule: CardLines
  /// Its parameters.
  public let parameters: [AnyParameter]
  /// Settings to copy, with every required parameter: `["exploration": 0.5]`.
  public let example: Settings
  /// The line of Swift that makes the learner of the example: `try UCB1(problem, exploration: 0.5)`.
  public let swift: String
  /// Its bound, with the notion of regret and the theorem.
  public let guarantee: String
  /// Time and memory per round.
  public let complexity: String
  /// Random draws per round.
  public let randomness: String
  /// What is done about overflow, cancellation and ties.
  public let numerics: String
  /// Where it departs from the paper.
  public let deviations: String
  /// When to use it, and when another.
  public let guide: String
  /// Authors, title, venue, year, equation or algorithm number.
  public let reference: String
  /// Whether its choices do not depend on the horizon, so that a run to T is the beginning of one to 2T.
  public let isAnytime: Bool
  /// Whether rewards may be told rounds later, and several at once: it draws nothing from what it did last.
  public let acceptsDelays: Bool
  /// Whether it chooses among the arms that are there, where arms come and go.
  public let acceptsAbsence: Bool
  /// What it can report besides regret.
  public let metrics: [Metric]
  /// What a yardstick plays where the benchmark that it stands for is missing; `nil` for all others.
  public let substitute: Substitute?

  /// What a yardstick plays instead of a notion's benchmark, where that is missing: said before it runs.
  public struct Substitute: Sendable {
    /// The notion.
    public let notion: Notion
    /// What is played, to be read after "plays".
    public let plays: String

    /// Creates what is said.
    public init(for notion: Notion, plays: String) {
      self.notion = notion
      self.plays = plays
    }
  }

  /// Creates a card; everything but the id, the family and the summary has a default, for your own
  /// experiments. The catalogue's own cards leave no section empty.
  public init(
    id: String, family: Family, summary: String, setting: String = "", rewards: RewardScale? = nil,
    rule: CardLines = [],
    parameters: [any CardParameter] = [], example: Settings = [:], swift: String = "", guarantee: String = "",
    complexity: String = "", randomness: String = "", numerics: String = "", deviations: String = "",
    guide: String = "", reference: String = "", isAnytime: Bool = true, acceptsDelays: Bool = false,
    acceptsAbsence: Bool = false,
    metrics: [Metric] = [], substitute: Substitute? = nil
  ) {
    self.id = id
    self.family = family
    self.summary = summary
    self.setting = setting
    self.rewards = rewards
    self.rule = rule
    self.parameters = parameters.map(\.description)
    self.example = example
    self.swift = swift
    self.guarantee = guarantee
    self.complexity = complexity
    self.randomness = randomness
    self.numerics = numerics
    self.deviations = deviations
    self.guide = guide
    self.reference = reference
    self.isAnytime = isAnytime
    self.acceptsDelays = acceptsDelays
    self.acceptsAbsence = acceptsAbsence
    self.metrics = metrics
    self.substitute = substitute
  }

  /// What no section says, a sentence each: whether it needs the horizon, what terms of play it accepts.
  ///
  /// - Parameter horizon: the sentence for one that uses the horizon.
  package func notes(horizon: String) -> String? {
    let notes =
      (isAnytime ? [] : [horizon]) + (acceptsDelays ? ["Accepts rewards that are told late (`delay`)."] : [])
      + (acceptsAbsence ? ["Accepts arms that come and go (`available`)."] : [])
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  /// The sections with their titles, in reading order; empty ones left out.
  public var sections: [(title: String, text: String)] {
    [
      ("Setting", setting), ("Scale of rewards", rewards?.text ?? ""), ("Rule", rule.lines.joined(separator: "\n")),
      ("Guarantee", guarantee),
      ("Complexity", complexity),
      ("Randomness", randomness), ("Numerics", numerics), ("Deviations from the paper", deviations),
      ("When to use it", guide), ("Reference", reference),
    ].filter { !$0.1.isEmpty }
  }
}
