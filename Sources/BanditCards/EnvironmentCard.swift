/// What a reader should know about an environment, as a value beside its type.
public struct EnvironmentCard: Sendable {
  /// The id in scenario files.
  public let id: String
  /// The interaction that it offers.
  public let family: Family
  /// One sentence.
  public let summary: String
  /// How it produces what the learner sees.
  public let dynamics: String
  /// What the learner is told.
  public let feedback: String
  /// What the ledger is told besides.
  public let truth: String
  /// The comparators of its notions of regret.
  public let comparators: String
  /// Its parameters.
  public let parameters: [AnyParameter]
  /// Settings to copy, with every required parameter: `["means": [0.3, 0.6]]`.
  public let example: Settings
  /// The line of Swift that makes the model of the example:
  /// `try BernoulliModel(means: .list([0.3, 0.6]), horizon: 1000)`.
  public let swift: String
  /// Stochastic or adversarial, stationary or not, dependent on the history or not, the range of rewards: as a list can
  /// be filtered by; `nil` where that is not stated.
  public let facts: EnvironmentFacts?
  /// The same in a sentence, with what no word says.
  public let notes: String
  /// Authors, title, venue, year.
  public let reference: String
  /// What it can report besides regret.
  public let metrics: [Metric]
  /// The notion that a scenario reports when it names none; `nil` for the family's own.
  public let mainNotion: Notion?

  /// Creates a card.
  public init(
    id: String, family: Family, summary: String, dynamics: String = "", feedback: String = "",
    truth: String = "", comparators: String = "", parameters: [any CardParameter] = [], example: Settings = [:],
    swift: String = "", facts: EnvironmentFacts? = nil, notes: String = "", reference: String = "",
    metrics: [Metric] = [], mainNotion: Notion? = nil
  ) {
    self.id = id
    self.family = family
    self.summary = summary
    self.dynamics = dynamics
    self.feedback = feedback
    self.truth = truth
    self.comparators = comparators
    self.parameters = parameters.map(\.description)
    self.example = example
    self.swift = swift
    self.facts = facts
    self.notes = notes
    self.reference = reference
    self.metrics = metrics
    self.mainNotion = mainNotion
  }

  /// The same card with more parameters.
  package func adding(_ more: [AnyParameter]) -> EnvironmentCard {
    EnvironmentCard(
      id: id, family: family, summary: summary, dynamics: dynamics, feedback: feedback, truth: truth,
      comparators: comparators, parameters: parameters + more, example: example, swift: swift, facts: facts,
      notes: notes, reference: reference, metrics: metrics, mainNotion: mainNotion)
  }

  /// The sections with their titles, in reading order; empty ones left out.
  public var sections: [(title: String, text: String)] {
    [
      ("Dynamics", dynamics), ("Feedback", feedback), ("Truth given to the ledger", truth),
      ("Comparators", comparators), ("Facts", notes), ("Reference", reference),
    ].filter { !$0.1.isEmpty }
  }
}
