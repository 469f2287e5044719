import BanditCards
import BanditStreams

extension Family {
  /// A context or a set of feature vectors arrives, an arm goes out, its reward comes back.
  public static let contextual = Family(
    "contextual", "A context or a set of feature vectors arrives, an arm goes out, its reward comes back.",
    noise: .roundAndAction, mainNotion: .pseudo)
}

/// A contextual bandit: the truth of one replication.
public protocol ContextualEnvironment: Truthful where Truth == ContextualTruth {
  /// Shows a round, by overwriting the view of the round before; the noise is at the address of the round, which no arm
  /// shares. Rounds count from 1 and do not go back.
  mutating func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise)

  /// Draws the reward of an arm, given its mean; the noise is at the address of arm and round.
  mutating func reward(of arm: Int, mean: Double, at round: Int, noise: inout RoundNoise) -> Double

  /// Writes the mean reward of each arm in the round just shown.
  func writeMeans(into means: inout [Double], of view: ContextualView, at round: Int)
}

extension ContextualEnvironment {
  /// What the truth says.
  @inlinable
  public func writeMeans(into means: inout [Double], of view: ContextualView, at round: Int) {
    truth.means.write(into: &means, of: view, at: round)
  }
}

/// What a learner sees of a round before it plays.
///
/// Every arm has *own features*: the vector of the context where all arms share one, or a vector of its own where a set
/// of actions arrives. *Joint features*, for a model with one parameter vector for all arms, are the own ones of an
/// action; of a shared context, they are its vector in the arm's block of K blocks, else 0, and are never written down.
public struct ContextualView: Sendable {
  /// The index of the context; `nil` where contexts are not finite in number.
  public var context: Int?
  /// The own features: one vector that all arms share, or one for each arm, one after the other.
  public var features: [Double]
  /// The number of own features.
  public let dimension: Int
  /// Whether all arms share one vector.
  public let isShared: Bool

  /// Creates the view of a problem, before anything is shown: all features are 0.
  public init(of problem: ContextualProblem) {
    dimension = problem.dimension
    isShared = problem.isShared
    features = Array(repeating: 0, count: dimension * (isShared ? 1 : problem.armCount))
  }

  /// Where the own features of an arm begin in `features`.
  @inlinable
  public func start(of arm: Int) -> Int { isShared ? 0 : arm * dimension }

  /// The own features of an arm.
  public func features(of arm: Int) -> ArraySlice<Double> { features[start(of: arm)..<start(of: arm) + dimension] }

  /// The product of an arm's own features with a vector that begins at a place of an array.
  @inlinable
  public func product(of arm: Int, with vector: [Double], from place: Int = 0) -> Double {
    let start = start(of: arm)
    var sum = 0.0
    for index in 0..<dimension { sum += features[start + index] * vector[place + index] }
    return sum
  }
}

/// A learner for contextual bandits.
public protocol ContextualLearner: Sendable {
  /// The arm to play in a round, in `0..<K`; rounds count from 1.
  mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int

  /// Updates with the reward of the arm just played.
  mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int)

  /// The probability with which the arm just selected was drawn, given all that came before; `nil` where it has no
  /// closed form.
  var propensity: Double? { get }
}

/// A learner whose arithmetic can end.
public protocol ContextualFailing {
  /// Why it cannot go on; `nil` while all is well.
  var failure: String? { get }
}

/// A learner that estimates the parameter of a linear model on joint features.
public protocol ParameterEstimating {
  /// The Euclidean distance of its estimate from a parameter.
  func error(of parameter: [Double]) -> Double

  /// Whether a parameter lies outside its confidence set; `nil` where it has none.
  func excludes(_ parameter: [Double]) -> Bool?
}

/// A learner with a bound, with all its constants, under conditions on the instance.
public protocol ContextualBounding {
  /// The bound after the rounds so far; `nil` where the settings or the instance do not meet its conditions, or are not
  /// known to.
  func regretBound(on truth: ContextualTruth) -> RegretBound?
}

/// A learner that draws its arms by inverse gap weighting.
public protocol GapWeighting {
  /// The probabilities of the round just played, the predictions on the scale of the means' range, and gamma.
  var weighting: (probabilities: [Double], predictions: [Double], gamma: Double) { get }
  /// The range of means that predictions are scaled by.
  var meanRange: ClosedRange<Double> { get }
}

/// What a learner may know of a contextual bandit before it starts.
public struct ContextualProblem: ProblemStatement, Hashable {
  /// The number of arms, K.
  public let armCount: Int
  /// The number of own features.
  public let dimension: Int
  /// Whether all arms share one context vector.
  public let isShared: Bool
  /// The number of contexts, M; `nil` where they are not finite in number.
  public let contextCount: Int?
  /// The number of rounds, T.
  public let horizon: Int
  /// The interval that rewards are known to lie in; `nil` if they are unbounded.
  public let rewardRange: ClosedRange<Double>?
  /// The interval that means are said to lie in; learners clip predictions to it.
  public let meanRange: ClosedRange<Double>
  /// A number R such that rewards less their means are R-subgaussian; `nil` if none is known.
  public let noiseScale: Double?
  /// A bound S on the norm of the parameter (of each arm, where arms have their own); `nil` where no linear truth
  /// exists.
  public let parameterNorm: Double?
  /// A bound L on the norm of own features; `nil` if none is known.
  public let featureNorm: Double?
  /// A Lipschitz constant of the means in the context, in the maximum norm; `nil` if none is known.
  public let lipschitz: Double?
  /// The total variation B of the parameter; `nil` where none is told.
  public let variation: Double?
  /// Whether the set of actions is the same in every round.
  public let hasFixedActions: Bool
  /// That set, the features of each arm, where it is the same in every replication, too; else `nil`.
  public let fixedActions: [[Double]]?
  /// Whether rewards are 0 or 1.
  public let isBinary: Bool

  /// Creates a problem.
  ///
  /// - Precondition: at least one arm and one feature.
  public init(
    armCount: Int, dimension: Int, isShared: Bool, horizon: Int, contextCount: Int? = nil,
    rewardRange: ClosedRange<Double>? = nil, meanRange: ClosedRange<Double> = 0...1, noiseScale: Double? = nil,
    parameterNorm: Double? = nil, featureNorm: Double? = nil, lipschitz: Double? = nil, variation: Double? = nil,
    hasFixedActions: Bool = false, fixedActions: [[Double]]? = nil, isBinary: Bool = false
  ) {
    precondition(armCount >= 1 && dimension >= 1, "a contextual bandit needs at least one arm and one feature")
    self.armCount = armCount
    self.dimension = dimension
    self.isShared = isShared
    self.contextCount = contextCount
    self.horizon = horizon
    self.rewardRange = rewardRange
    self.meanRange = meanRange
    self.noiseScale = noiseScale
    self.parameterNorm = parameterNorm
    self.featureNorm = featureNorm
    self.lipschitz = lipschitz
    self.variation = variation
    self.hasFixedActions = hasFixedActions
    self.fixedActions = fixedActions
    self.isBinary = isBinary
  }

  /// The number of joint features, d.
  public var jointDimension: Int { isShared ? armCount * dimension : dimension }

  /// One for each arm, and one for what is shown.
  public var addressCount: Int { armCount + 1 }

  /// The arms.
  public var items: [Int] { Array(0..<armCount) }
}

/// The mean reward of each arm, as a function of what is shown.
public protocol ContextualMeans: Sendable {
  /// Writes the mean of each arm in a round.
  func write(into means: inout [Double], of view: ContextualView, at round: Int)
}

/// What is true of a contextual bandit, for ledgers and yardsticks.
public struct ContextualTruth: Sendable {
  /// The mean rewards.
  public let means: any ContextualMeans
  /// The parameter on joint features, where means are linear in these with the same one in every round; else `nil`.
  public let parameter: [Double]?
  /// The policies that `policy-class` compares with; `nil` if there are none.
  public let policies: PolicyClass?
  /// What a learner may know.
  public let problem: ContextualProblem

  /// Creates a truth.
  public init(
    _ problem: ContextualProblem, means: any ContextualMeans, parameter: [Double]? = nil, policies: PolicyClass? = nil
  ) {
    self.problem = problem
    self.means = means
    self.parameter = parameter
    self.policies = policies
  }
}

/// A contextual bandit, whatever its type.
public struct AnyContextual: ContextualEnvironment, ErasedEnvironment {
  private var base: any ContextualEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any ContextualEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any ContextualEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: ContextualTruth { base.truth }

  public mutating func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise) {
    base.show(&view, at: round, noise: &noise)
  }

  public mutating func reward(of arm: Int, mean: Double, at round: Int, noise: inout RoundNoise) -> Double {
    base.reward(of: arm, mean: mean, at: round, noise: &noise)
  }

  public func writeMeans(into means: inout [Double], of view: ContextualView, at round: Int) {
    base.writeMeans(into: &means, of: view, at: round)
  }
}

/// A learner for contextual bandits, whatever its type.
public struct AnyContextualLearner: ContextualLearner, ErasedLearner {
  private var base: any ContextualLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any ContextualLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    base.selectArm(view, at: round, noise: &noise)
  }

  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    base.observe(reward: reward, of: arm, in: view, at: round)
  }

  public var propensity: Double? { base.propensity }
}

/// A learner for bandits that plays without looking at what it is shown.
public struct Contextless<Base: BanditLearner>: ContextualLearner {
  private var base: Base

  /// Lets a learner play.
  public init(_ base: Base) {
    self.base = base
  }

  public mutating func selectArm(_ view: ContextualView, at round: Int, noise: inout RoundNoise) -> Int {
    base.selectArm(at: round, noise: &noise)
  }

  public mutating func observe(reward: Double, of arm: Int, in view: ContextualView, at round: Int) {
    base.observe(reward: reward, of: arm, at: round)
  }

  /// Bandits do not tell.
  public var propensity: Double? { nil }
}

extension Contextless: Configurable where Base: Configurable<BanditProblem> {
  public static var card: AlgorithmCard { Base.card }

  public init(settings: Settings, problem: ContextualProblem) throws(InvalidSettings) {
    self.init(try Base(settings: settings, problem: problem.withoutContexts))
  }
}

extension ContextualProblem {
  /// What is left of it for a learner that ignores contexts.
  public var withoutContexts: BanditProblem {
    BanditProblem(armCount: armCount, horizon: horizon, rewardRange: rewardRange, noiseScale: noiseScale)
  }
}
