/// What a learner may know of a game of losses before it starts; losses are in [0, 1].
public struct ExpertsProblem: Hashable, Sendable {
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

  /// The parameters that every source of losses shares.
  public static let parameters: [Parameter] = [
    Parameter(
      "switchingCost", "What each change of action costs; the first action is no change.",
      .number(NumberRange(lower: .included(0), upper: .included(1e9))), default: .value(.number(1)), unit: "loss",
      why: "the cost of most theorems"),
    Parameter(
      "feedback",
      """
      What the learner may see: `bandit`, the loss of the action played; `full`, the losses of all actions; `{"extra": \
      B}`, the loss of the action played and B further entries over the whole run; `{"budget": B}`, B entries over the \
      whole run, the action played included.
      """,
      .either([
        .choice(["bandit", "full"]),
        .oneKey([
          Parameter("extra", "Entries beyond the loss of the action played.", .whole(from: 0), default: .required),
          Parameter("budget", "Entries in all.", .whole(from: 1), default: .required),
        ]),
      ]), default: .value(.text("bandit")), why: "the least that every learner needs"),
  ]

  /// Creates the problem that the shared parameters describe.
  ///
  /// - Throws: `SettingProblem` if there are more observations to ask for than losses.
  public init(settings: Settings, actionCount: Int, horizon: Int) throws(SettingProblem) {
    let feedback: LossFeedback
    switch settings["feedback"] {
    case .object(let object)?:
      let key = object.has("extra") ? "extra" : "budget"
      let count = object.whole(key)
      let perRound = key == "extra" ? actionCount - 1 : actionCount
      let (limit, isHuge) = perRound.multipliedReportingOverflow(by: horizon)
      guard isHuge || count <= limit else {
        throw SettingProblem(
          "feedback.\(key)",
          "found \(count), but \(actionCount) actions and \(horizon) rounds have \(limit) such losses; accepted: at "
            + "most \(limit)")
      }
      feedback = key == "extra" ? .extra(count) : .budget(count)
    case .text("full")?: feedback = .full
    default: feedback = .bandit
    }
    self.init(
      actionCount: actionCount, horizon: horizon, feedback: feedback, switchingCost: settings.number("switchingCost"))
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
  public func requireFullInformation(for id: String) throws(SettingProblem) {
    if grants(actionCount, includingOwn: true) { return }
    throw SettingProblem(
      "",
      "\(id) sees the losses of all actions in every round, but the feedback is \(feedback.text); accepted: \"full\"")
  }

  /// Refuses a problem that does not let a policy see the loss of the action played in every round.
  public func requireOwnLosses(for id: String) throws(SettingProblem) {
    if grants(1, includingOwn: true) { return }
    throw SettingProblem(
      "",
      "\(id) sees the loss of its action in every round, but the feedback \(feedback.text) has fewer observations than "
        + "the horizon, \(horizon), has rounds; accepted: \"bandit\", or a larger budget")
  }
}
