import BanditCards
import BanditStreams

extension Family {
  /// Individuals arrive, a randomised acceptance rule goes out; the labels of the accepted and a panel's report come back.
  public static let oneSided = Family(
    "one-sided",
    "Individuals arrive, a randomised acceptance rule goes out; the labels of the accepted and a panel's report come back.",
    noise: .round, mainNotion: .misclassification)
}

/// Individuals, their labels and panels of auditors: the truth of one replication, which does not depend on what is
/// played.
public protocol OneSidedEnvironment: Sendable {
  /// Shows the individuals of a round, by overwriting those of the round before. Rounds count from 1 and do not go back.
  mutating func show(_ individuals: inout [Individual], at round: Int, noise: inout RoundNoise)

  /// Writes the labels of the individuals just shown: whether accepting them is right.
  mutating func writeLabels(
    into labels: inout [Bool], of individuals: [Individual], at round: Int, noise: inout RoundNoise)

  /// Writes the distances that the panel of a round sees between the individuals just shown.
  mutating func writeDistances(
    into panel: inout AuditPanel, between individuals: [Individual], at round: Int, noise: inout RoundNoise)
}

/// Somebody who is accepted or rejected.
public struct Individual: Hashable, Sendable {
  /// Where contexts are finite in number, which one it is, from 0; else `nil`.
  public var context: Int?
  /// The first feature, in [0, 1].
  public var x: Double
  /// The second feature, in [0, 1].
  public var y: Double

  /// Creates an individual.
  public init(context: Int? = nil, x: Double = 0, y: Double = 0) {
    self.context = context
    self.x = x
    self.y = y
  }
}

/// What a learner sees of a round before it plays: the individuals, and what each rule of the class says of them.
public struct OneSidedView: Sendable {
  /// The individuals, k.
  public var individuals: [Individual]
  /// The number of rules, N.
  public let ruleCount: Int
  /// Whether a rule accepts an individual, rule by rule: N k entries.
  @usableFromInline var decisions: [Bool]

  /// Creates the view of a problem, before anybody is shown.
  public init(of problem: OneSidedProblem) {
    individuals = Array(repeating: Individual(), count: problem.individualCount)
    ruleCount = problem.rules.count
    decisions = Array(repeating: false, count: ruleCount * individuals.count)
  }

  /// Shows individuals: what an environment does before a learner plays.
  ///
  /// - Precondition: as many as the problem says, each with a context where rules are tables.
  /// - Complexity: O(N k).
  public mutating func show(_ individuals: [Individual], to rules: RuleClass) {
    self.individuals = individuals
    decide(by: rules)
  }

  /// Asks each rule about each individual.
  @usableFromInline
  mutating func decide(by rules: RuleClass) {
    var place = 0
    for rule in 0..<ruleCount {
      for individual in individuals {
        decisions[place] = rules.accepts(individual, by: rule)
        place += 1
      }
    }
  }

  /// Whether a rule accepts an individual.
  @inlinable
  public func accepts(_ individual: Int, by rule: Int) -> Bool { decisions[rule * individuals.count + individual] }
}

/// What comes back: one-sided labels and the panel's report.
public struct OneSidedFeedback: Hashable, Sendable {
  /// The label of each individual that was accepted; `nil` for the others.
  public var labels: [Bool?]
  /// What the panel objects to; `nil` if nothing.
  public var report: AuditReport?

  /// Creates feedback.
  public init(labels: [Bool?], report: AuditReport? = nil) {
    self.labels = labels
    self.report = report
  }
}

/// A learner that accepts and rejects by rules of a class.
public protocol OneSidedLearner: Sendable {
  /// Fixes a policy, a distribution over rules, and draws a rule from it.
  mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int

  /// The probability with which the policy just fixed accepts each individual: what the panel inspects.
  var acceptance: [Double] { get }

  /// Updates with the labels of those whom the rule just drawn accepted, and with the panel's report.
  mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise)

  /// Whether it is told the labels of the rejected, too: a yardstick, which no learner of one-sided feedback can be.
  var seesAllLabels: Bool { get }
}

extension OneSidedLearner {
  /// No.
  @inlinable
  public var seesAllLabels: Bool { false }
}

/// What a learner may know before it starts.
public struct OneSidedProblem: ProblemStatement, Hashable {
  /// The number of individuals of a round, k.
  public let individualCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// The rules.
  public let rules: RuleClass
  /// How panels decide.
  public let audit: AuditTerms
  /// The individuals of all rounds to come, without repetitions, where they are known in advance; else `nil`.
  public let knownRounds: [[Individual]]?
  /// The contexts, where they are finite in number; else `nil`.
  public let contexts: [Individual]?

  /// Creates a problem.
  ///
  /// - Precondition: at least one individual.
  public init(
    individualCount: Int, horizon: Int, rules: RuleClass = .linear, audit: AuditTerms = AuditTerms(),
    knownRounds: [[Individual]]? = nil, contexts: [Individual]? = nil
  ) {
    precondition(individualCount >= 1, "a round needs at least one individual")
    self.individualCount = individualCount
    self.horizon = horizon
    self.rules = rules
    self.audit = audit
    self.knownRounds = knownRounds
    self.contexts = contexts
  }

  /// One each for individuals, labels and panels.
  public var addressCount: Int { 3 }

  /// The numbers of votes, from one to the whole panel.
  public var items: [Int] { Array(0..<audit.panelSize) }

  /// None: rules are too many.
  public var actions: [Int] { [] }
}

/// Individuals, labels and panels, whatever their type.
public struct AnyOneSided: OneSidedEnvironment, ErasedEnvironment {
  private var base: any OneSidedEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any OneSidedEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any OneSidedEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func show(_ individuals: inout [Individual], at round: Int, noise: inout RoundNoise) {
    base.show(&individuals, at: round, noise: &noise)
  }

  public mutating func writeLabels(
    into labels: inout [Bool], of individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    base.writeLabels(into: &labels, of: individuals, at: round, noise: &noise)
  }

  public mutating func writeDistances(
    into panel: inout AuditPanel, between individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    base.writeDistances(into: &panel, between: individuals, at: round, noise: &noise)
  }
}

/// A learner of one-sided feedback, whatever its type.
public struct AnyOneSidedLearner: OneSidedLearner, ErasedLearner {
  private var base: any OneSidedLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any OneSidedLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    base.selectRule(view, at: round, noise: &noise)
  }

  public var acceptance: [Double] { base.acceptance }

  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {
    base.observe(feedback, of: rule, in: view, at: round, noise: &noise)
  }

  public var seesAllLabels: Bool { base.seesAllLabels }
}
