import BanditCards
import BanditComparators
import BanditNumerics
import BanditStreams

extension Family {
  /// An arm out, its reward back and, where it can be seen, the end of the task.
  public static let recurring = Family(
    "recurring", "An arm out, its reward back and, where it can be seen, the end of the task.", noise: .action,
    mainNotion: .dynamic)
}

/// Bandit tasks that recur: the truth of one replication.
public protocol RecurringEnvironment: Sendable {
  /// The number of arms, K; arms count from 0.
  var armCount: Int { get }

  /// The mean of each arm in the present task; anything before the first.
  var means: [Double] { get }

  /// Begins a task; tasks count from 0.
  mutating func beginTask(_ task: Int, noise: inout RoundNoise)

  /// Pulls an arm in the present task.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome
}

/// What a pull leads to.
public struct TaskOutcome: Sendable {
  /// The arm, its mean and the best mean of the task; only `arm.reward` ever reaches the learner.
  public var arm: ArmOutcome
  /// Whether this was the last round of the task; reaches the learner where ends are visible.
  public var endsTask: Bool

  /// Creates an outcome.
  @inlinable
  public init(_ arm: ArmOutcome, endsTask: Bool) {
    self.arm = arm
    self.endsTask = endsTask
  }
}

/// A learner for tasks that recur.
public protocol RecurringLearner: Sendable {
  /// How many rewards of an arm it keeps in a task; `nil` if all, or if it keeps something else.
  var retainedRewards: Int? { get }

  /// Asked once in a replication, before its first round: what it learns beforehand is learned here.
  mutating func prepare(noise: inout RoundNoise)

  /// The arm to pull in a round, in `0..<K`; rounds count from 1 through all tasks.
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int

  /// Updates with the reward of the arm just pulled.
  mutating func observe(reward: Double, of arm: Int, at round: Int)

  /// Told, where ends are visible, that the round just observed was the last one of its task.
  mutating func endTask(at round: Int)
}

extension RecurringLearner {
  /// All.
  public var retainedRewards: Int? { nil }

  /// Nothing.
  public mutating func prepare(noise: inout RoundNoise) {}
}

/// How many rounds tasks last.
public enum TaskLength: Hashable, Sendable {
  /// A geometric number: after each round the task ends with probability 1/n.
  case geometric(mean: Double)
  /// Always so many.
  case fixed(Int)

  /// The mean number of rounds, n.
  public var mean: Double {
    switch self {
    case .geometric(let mean): mean
    case .fixed(let length): Double(length)
    }
  }

  /// The share of rounds after which the task goes on, q = 1 - 1/n.
  public var survival: Double { 1 - 1 / mean }
}

/// What a learner may know of recurring tasks before it starts: all but the means.
public struct RecurringProblem: ProblemStatement, Hashable {
  /// What is known of the mean of each arm before a task.
  public let priors: [ArmPrior]
  /// The law of the number of rounds of a task.
  public let length: TaskLength
  /// Whether learners are told when a task has ended.
  public let isVisible: Bool
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  ///
  /// - Precondition: at least one arm; tasks of at least one round in the mean.
  public init(priors: [ArmPrior], length: TaskLength, isVisible: Bool = true, horizon: Int) {
    precondition(!priors.isEmpty && length.mean >= 1, "tasks need an arm and a mean length of at least 1")
    self.priors = priors
    self.length = length
    self.isVisible = isVisible
    self.horizon = horizon
  }

  /// The number of arms, K.
  public var armCount: Int { priors.count }

  /// One for each arm, and one for tasks.
  public var addressCount: Int { armCount + 1 }

  /// The arms.
  public var items: [Int] { Array(0..<armCount) }

  /// The horizon of a learner that is made anew for each task: the length of a task where it is fixed, else that of the
  /// run, which no task exceeds.
  public var taskHorizon: Int {
    if isVisible, case .fixed(let length) = length { min(length, horizon) } else { horizon }
  }

  /// The problem of a learner for bandits in one task.
  public var asBandit: BanditProblem { BanditProblem(armCount: armCount, horizon: taskHorizon) }

  /// Draws a task: the mean of each arm in the order of their indices, then one uniform for the length.
  ///
  /// - Parameter means: takes the means; K numbers.
  /// - Returns: the number of rounds, 1 + floor(ln(1 - u) / ln q) where lengths are geometric.
  public func drawTask(into means: inout [Double], from noise: inout RandomStream) -> Int {
    for arm in priors.indices {
      switch priors[arm] {
      case .beta(let a, let b): means[arm] = Beta.draw(a: a, b: b, from: &noise)
      case .known(let value): means[arm] = value
      }
    }
    let uniform = noise.uniform()
    switch length {
    case .fixed(let length): return length
    case .geometric(let mean):
      if mean == 1 { return 1 }
      let rounds = 1 + (Double.log(onePlus: -uniform) / .log(onePlus: -1 / mean)).rounded(.down)
      return rounds < 0x1p62 ? Int(rounds) : 1 << 62
    }
  }
}

/// Recurring tasks, whatever their type.
public struct AnyRecurring: RecurringEnvironment, ErasedEnvironment {
  private var base: any RecurringEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any RecurringEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any RecurringEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var armCount: Int { base.armCount }

  public var means: [Double] { base.means }

  public mutating func beginTask(_ task: Int, noise: inout RoundNoise) { base.beginTask(task, noise: &noise) }

  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> TaskOutcome {
    base.pull(arm, at: round, noise: &noise)
  }
}

/// A learner for recurring tasks, whatever its type.
public struct AnyRecurringLearner: RecurringLearner, ErasedLearner {
  private var base: any RecurringLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any RecurringLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var retainedRewards: Int? { base.retainedRewards }

  public mutating func prepare(noise: inout RoundNoise) { base.prepare(noise: &noise) }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    base.selectArm(at: round, noise: &noise)
  }

  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    base.observe(reward: reward, of: arm, at: round)
  }

  public mutating func endTask(at round: Int) { base.endTask(at: round) }
}
