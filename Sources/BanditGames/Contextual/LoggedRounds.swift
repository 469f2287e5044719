/// A round of a contextual bandit as a log keeps it.
public struct LoggedRound: Hashable, Sendable {
  /// The index of the context; `nil` where contexts are not finite in number.
  public var context: Int?
  /// The arm played.
  public var arm: Int
  /// The probability with which it was drawn, in (0, 1]; `nil` where nobody knows.
  public var propensity: Double?
  /// Its reward.
  public var reward: Double
  /// The own features: one vector that all arms share, or one for each arm, one after the other; empty where the index
  /// of the context says all.
  public var features: [Double]
  /// The probability with which each arm would have been drawn; empty where nobody knows.
  public var probabilities: [Double]

  /// Describes a round.
  public init(
    context: Int? = nil, arm: Int, propensity: Double?, reward: Double, features: [Double] = [],
    probabilities: [Double] = []
  ) {
    self.context = context
    self.arm = arm
    self.propensity = propensity
    self.reward = reward
    self.features = features
    self.probabilities = probabilities
  }
}

/// What all rounds of a log have in common.
public struct LogShape: Hashable, Sendable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of own features; 0 where a round shows no more than the index of its context.
  public let featureCount: Int
  /// Whether all arms share one vector of features.
  public let isShared: Bool
  /// Whether each round has the probabilities of all arms.
  public let hasProbabilities: Bool

  /// Describes a log.
  ///
  /// - Precondition: at least one arm; `featureCount` is not below 0.
  public init(armCount: Int, featureCount: Int = 0, isShared: Bool = true, hasProbabilities: Bool = false) {
    precondition(armCount >= 1 && featureCount >= 0, "a log has at least one arm")
    self.armCount = armCount
    self.featureCount = featureCount
    self.isShared = isShared
    self.hasProbabilities = hasProbabilities
  }

  /// The number of features in a round.
  public var featuresPerRound: Int { featureCount * (isShared ? 1 : armCount) }
}

/// A log of a contextual bandit: what was shown, which arm was played, with which probability, and its reward.
///
/// Flat arrays, round after round. A log without features and contexts is one in which nothing was shown.
public struct LoggedRounds: Hashable, Sendable {
  /// What all rounds have in common.
  public let shape: LogShape
  /// The index of each round's context; `nil` where there is none.
  public private(set) var contexts: [Int?] = []
  /// The arm of each round.
  public private(set) var arms: [Int] = []
  /// The probability with which it was drawn.
  public private(set) var propensities: [Double?] = []
  /// The reward of each round.
  public private(set) var rewards: [Double] = []
  /// The features, `shape.featuresPerRound` for each round.
  public private(set) var features: [Double] = []
  /// The probabilities of the arms, K for each round; empty unless `shape.hasProbabilities`.
  public private(set) var probabilities: [Double] = []
  /// The probabilities of a policy that the log names besides, K for each round; empty if there is none.
  public private(set) var targets: [Double] = []

  /// Creates a log without rounds.
  public init(_ shape: LogShape) {
    self.shape = shape
  }

  /// The number of rounds.
  public var count: Int { arms.count }

  /// Adds a round.
  ///
  /// - Parameter target: the probabilities of a policy that the log names besides: of all rounds or of none.
  /// - Precondition: it has the shape of the log.
  public mutating func append(_ round: LoggedRound, target: [Double] = []) {
    precondition(
      (0..<shape.armCount).contains(round.arm) && round.features.count == shape.featuresPerRound
        && round.probabilities.count == (shape.hasProbabilities ? shape.armCount : 0)
        && (target.isEmpty || target.count == shape.armCount),
      "a round must have the shape of the log")
    contexts.append(round.context)
    arms.append(round.arm)
    propensities.append(round.propensity)
    rewards.append(round.reward)
    features += round.features
    probabilities += round.probabilities
    targets += target
  }

  /// A round, by its place from 0.
  public subscript(place: Int) -> LoggedRound {
    let (features, arms) = (shape.featuresPerRound, shape.hasProbabilities ? shape.armCount : 0)
    return LoggedRound(
      context: contexts[place], arm: self.arms[place], propensity: propensities[place], reward: rewards[place],
      features: Array(self.features[place * features..<(place + 1) * features]),
      probabilities: Array(probabilities[place * arms..<(place + 1) * arms]))
  }

  /// The least propensity of a round; 1 where none is known.
  public var leastPropensity: Double { propensities.compactMap { $0 }.min() ?? 1 }

  /// The same log with one context, 0, in each round: what a log is in which nothing was shown.
  public var withOneContext: LoggedRounds {
    var log = self
    log.contexts = Array(repeating: 0, count: count)
    return log
  }

  /// One more than the largest context; `nil` unless all rounds have one.
  public var contextCount: Int? {
    var count = 0
    for context in contexts {
      guard let context else { return nil }
      count = max(count, context + 1)
    }
    return count > 0 ? count : nil
  }

  /// What a learner would know of the bandit behind the log: arms, features and contexts, rewards within those seen.
  ///
  /// - Precondition: at least one round.
  /// - Complexity: O(count).
  public var problem: ContextualProblem {
    let contexts = contextCount
    let (low, high) = (rewards.min() ?? 0, rewards.max() ?? 0)
    return ContextualProblem(
      armCount: shape.armCount, dimension: shape.featureCount > 0 ? shape.featureCount : contexts ?? 1,
      isShared: shape.featureCount == 0 || shape.isShared, horizon: count, contextCount: contexts,
      rewardRange: low...high, meanRange: low...high)
  }

  /// Shows a round, by its place from 0, in a view of `problem`: where it has no features, the one-hot vector of the
  /// context, and 1 where there is no context either.
  public func show(_ view: inout ContextualView, at place: Int) {
    let context = contexts[place]
    if shape.featureCount > 0 {
      let start = place * shape.featuresPerRound
      for index in 0..<shape.featuresPerRound { view.features[index] = features[start + index] }
    } else if let context {
      if let old = view.context { view.features[old] = 0 }
      view.features[context] = 1
    } else {
      view.features[0] = 1
    }
    view.context = context
  }
}
