import BanditCards
import BanditStreams

extension Family {
  /// An action out, then requests; the losses asked for back, as far as feedback and budget grant.
  public static let experts = Family(
    "experts", "An action out, then requests; the losses asked for back, as far as feedback and budget grant.",
    noise: .round, mainNotion: .external)
}

/// A source of losses for all actions at once: an adversary that does not see what is played.
public protocol ExpertsEnvironment: Sendable {
  /// The number of actions, K; actions count from 0.
  var actionCount: Int { get }

  /// Writes the loss of every action in a round, each in [0, 1]. Rounds are asked for in order, each once;
  /// the losses are the same whatever is played.
  ///
  /// The noise addresses actions: `noise.move(to: action, occurrence: round)` before the first draw for an action.
  mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise)

  /// The expected loss of an action in the round last written, given nothing but the instance; `nil` where losses are
  /// not random.
  func meanLoss(of action: Int) -> Double?
}

extension ExpertsEnvironment {
  /// None.
  public func meanLoss(of action: Int) -> Double? { nil }
}

/// A learner that chooses an action and then may see losses of this round, also of other actions.
public protocol ExpertsLearner: Sendable {
  /// The action of a round, in `0..<K`; rounds count from 1.
  mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int

  /// Asks for the losses of the round just played that it wants to see, and updates with them.
  ///
  /// A policy never asks for more than the feedback of its problem grants; if it does, the replication fails, and what
  /// the policy does afterwards does not count.
  mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int)
}

/// What a learner may know of a game of losses before it starts; losses are in [0, 1].
public struct ExpertsProblem: ProblemStatement, Hashable {
  /// The number of actions, K.
  public let actionCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// What it may see.
  public let feedback: LossFeedback
  /// What each change of action costs.
  public let switchingCost: Double

  /// Creates a problem.
  public init(actionCount: Int, horizon: Int, feedback: LossFeedback, switchingCost: Double) {
    self.actionCount = actionCount
    self.horizon = horizon
    self.feedback = feedback
    self.switchingCost = switchingCost
  }

  /// `switchingCost` of scenario files.
  public static let switchingCost = Parameter.number(
    "switchingCost", "What each change of action costs; the first action is no change.", .closed(0...1e9), default: 1,
    unit: "loss", why: "the cost of most theorems")
  /// `feedback` of scenario files.
  public static let feedback = Parameter<LossFeedback>(
    AnyParameter(
      "feedback",
      """
      What the learner may see: `bandit`, the loss of the action played; `full`, the losses of all actions; `{"extra": \
      B}`, the loss of the action played and B further entries over the whole run; `{"budget": B}`, B entries over the \
      whole run, the action played included.
      """,
      .either([
        .choice(["bandit", "full"]),
        .oneKey([
          AnyParameter("extra", "Entries beyond the loss of the action played.", .whole(from: 0), default: .required),
          AnyParameter("budget", "Entries in all.", .whole(from: 1), default: .required),
        ]),
      ]), default: .value(.text("bandit")), why: "the least that every learner needs"),
    read: { LossFeedback($0) }, write: { $0.setting })

  /// The parameters that every source of losses shares.
  public static let parameters: [any CardParameter] = [switchingCost, feedback]

  /// Creates the problem that the shared parameters describe.
  ///
  /// - Throws: `InvalidSettings` if there are more observations to ask for than losses.
  public init(settings: Settings, actionCount: Int, horizon: Int) throws(InvalidSettings) {
    try self.init(
      checking: settings[Self.feedback], switchingCost: settings[Self.switchingCost], actionCount: actionCount,
      horizon: horizon)
  }

  /// Creates a problem whose feedback and cost a scenario may give.
  ///
  /// - Throws: `InvalidSettings` if one of them is out of range, or there are more observations to ask for than losses.
  public init(
    checking feedback: LossFeedback, switchingCost: Double, actionCount: Int, horizon: Int
  ) throws(InvalidSettings) {
    try Self.switchingCost.check(switchingCost)
    try Self.feedback.check(feedback)
    let entries: (key: String, count: Int, perRound: Int)? =
      switch feedback {
      case .bandit, .full: nil
      case .extra(let count): ("extra", count, actionCount - 1)
      case .budget(let count): ("budget", count, actionCount)
      }
    if let (key, count, perRound) = entries {
      let (limit, isHuge) = perRound.multipliedReportingOverflow(by: horizon)
      guard isHuge || count <= limit else {
        throw InvalidSettings(
          "feedback.\(key)",
          "found \(count), but \(counted: actionCount, "action") and \(counted: horizon, "round") have \(limit) such "
            + "losses; accepted: at most \(limit)")
      }
    }
    self.init(actionCount: actionCount, horizon: horizon, feedback: feedback, switchingCost: switchingCost)
  }

  /// What a policy for bandits may know: its rewards are 1 - loss.
  public var asBandit: BanditProblem {
    BanditProblem(armCount: actionCount, horizon: horizon, rewardRange: 0...1, switchingCost: switchingCost)
  }

  /// Whether a number of entries can be seen in every round, the loss of the action played being one of them or not.
  ///
  /// - Parameters:
  ///   - entries: how many entries a round; 1...K.
  ///   - includingOwn: whether the loss of the action played is one of them.
  public func grants(_ entries: Int, includingOwn: Bool) -> Bool {
    guard let allowance = feedback.allowance else { return true }
    let priced = entries - (includingOwn && feedback.ownLossIsFree ? 1 : 0)
    let (price, isHuge) = priced.multipliedReportingOverflow(by: horizon)
    return !isHuge && price <= allowance
  }

  /// Refuses a problem that does not let a policy see all losses in every round.
  public func requireFullInformation(for id: String) throws(InvalidSettings) {
    if grants(actionCount, includingOwn: true) { return }
    throw InvalidSettings(
      "",
      "\(id) sees the losses of all actions in every round, but the feedback is \(feedback.text); accepted: \"full\"")
  }

  /// Refuses a problem that does not let a policy see the loss of the action played in every round.
  public func requireOwnLosses(for id: String) throws(InvalidSettings) {
    if grants(1, includingOwn: true) { return }
    throw InvalidSettings(
      "",
      "\(id) sees the loss of its action in every round, but the feedback \(feedback.text) has fewer observations than "
        + "the horizon, \(horizon), has rounds; accepted: \"bandit\", or a larger budget")
  }

  /// One for each action.
  public var addressCount: Int { actionCount }
}

/// How much of the losses a learner may see.
public enum LossFeedback: Hashable, Sendable {
  /// The loss of the action played, every round.
  case bandit
  /// The losses of all actions, every round.
  case full
  /// The loss of the action played, every round, and so many further entries over the whole run.
  case extra(Int)
  /// So many entries over the whole run, the loss of the action played included; nothing is free.
  case budget(Int)

  /// Whether the loss of the action played costs nothing.
  @inlinable
  public var ownLossIsFree: Bool {
    if case .budget = self { false } else { true }
  }

  /// How many entries beyond the free ones may be asked for over the run; `nil` where all are free.
  @inlinable
  public var allowance: Int? {
    switch self {
    case .bandit: 0
    case .full: nil
    case .extra(let count), .budget(let count): count
    }
  }

  /// How it reads in a scenario file.
  public var text: String {
    switch self {
    case .bandit: "\"bandit\""
    case .full: "\"full\""
    case .extra(let count): "{\"extra\": \(count)}"
    case .budget(let count): "{\"budget\": \(count)}"
    }
  }
}

extension LossFeedback {
  /// The feedback that a setting of the parameter's kind describes.
  fileprivate init(_ setting: Setting?) {
    switch setting {
    case .object(let object)?:
      if let count = object["extra"]?.asWhole {
        self = .extra(count)
      } else {
        self = .budget(object.whole("budget"))
      }
    case .text("full")?: self = .full
    default: self = .bandit
    }
  }

  fileprivate var setting: Setting {
    switch self {
    case .bandit: .text("bandit")
    case .full: .text("full")
    case .extra(let count): .object(["extra": .whole(count)])
    case .budget(let count): .object(["budget": .whole(count)])
    }
  }
}

/// A source of losses, whatever its type.
public struct AnyLosses: ExpertsEnvironment, ErasedEnvironment {
  private var base: any ExpertsEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any ExpertsEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any ExpertsEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var actionCount: Int { base.actionCount }

  public mutating func writeLosses(into losses: inout [Double], at round: Int, noise: inout RoundNoise) {
    base.writeLosses(into: &losses, at: round, noise: &noise)
  }

  public func meanLoss(of action: Int) -> Double? { base.meanLoss(of: action) }
}

/// A learner for losses, whatever its type.
public struct AnyExpertsLearner: ExpertsLearner, ErasedLearner {
  private var base: any ExpertsLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any ExpertsLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectAction(at round: Int, noise: inout RoundNoise) -> Int {
    base.selectAction(at: round, noise: &noise)
  }

  public mutating func observe(_ losses: inout LossObservations, of action: Int, at round: Int) {
    base.observe(&losses, of: action, at: round)
  }
}
