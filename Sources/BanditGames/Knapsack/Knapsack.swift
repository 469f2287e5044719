import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// An arm out; its reward and what it consumes back, until a budget is used up.
  public static let knapsack = Family(
    "knapsack", "An arm out; its reward and what it consumes of each resource back, until a budget is used up.",
    noise: .action, mainNotion: .knapsackLP)
}

/// What a pull brings and takes.
public struct KnapsackOutcome: Hashable, Sendable {
  /// The reward, in [0, 1].
  public var reward: Double
  /// What is consumed of each resource, in [0, 1].
  public var consumption: [Double]

  /// Creates an outcome.
  public init(reward: Double = 0, consumption: [Double]) {
    self.reward = reward
    self.consumption = consumption
  }
}

/// Arms that pay and consume.
public protocol KnapsackEnvironment: Truthful where Truth == KnapsackTruth {
  /// Pulls an arm, not the null arm, by overwriting the outcome of the pull before.
  mutating func pull(_ arm: Int, at round: Int, into outcome: inout KnapsackOutcome, noise: inout RoundNoise)
}

/// A learner that spends budgets.
public protocol KnapsackLearner: Sendable {
  /// The arm of a round, in `0..<problem.actionCount`; the last one is the null arm, if there is one.
  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int

  /// Updates with what the arm brought and took: nothing, of the null arm.
  mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int)
}

/// A learner whose arms and resources play the Lagrange game, and that knows its average play.
public protocol LagrangePlaying {
  /// The share of rounds in which each arm was played so far.
  var averageArms: [Double] { get }
  /// The average weight of each resource so far; the last one is time, if it takes part.
  var averageResources: [Double] { get }
  /// What stands for T / B.
  var multiplier: Double { get }
}

/// What a learner may know before it starts.
public struct KnapsackProblem: ProblemStatement, Hashable {
  /// The number of arms, K, without the null arm.
  public let armCount: Int
  /// The number of resources, d, without time.
  public let resourceCount: Int
  /// B, the budget of each resource.
  public let budget: Double
  /// The number of rounds, T.
  public let horizon: Int
  /// Whether there is a null arm, which brings and takes nothing.
  public let hasNullArm: Bool

  /// Creates a problem.
  ///
  /// - Precondition: at least one arm and one resource, a budget above 0.
  public init(armCount: Int, resourceCount: Int, budget: Double, horizon: Int, hasNullArm: Bool = true) {
    precondition(armCount >= 1 && resourceCount >= 1, "a knapsack needs at least one arm and one resource")
    precondition(budget > 0, "a budget is above 0")
    self.armCount = armCount
    self.resourceCount = resourceCount
    self.budget = budget
    self.horizon = horizon
    self.hasNullArm = hasNullArm
  }

  /// The number of arms with the null arm.
  public var actionCount: Int { armCount + (hasNullArm ? 1 : 0) }

  /// B / T.
  public var rate: Double { budget / Double(horizon) }

  /// One for each arm.
  public var addressCount: Int { actionCount }

  /// The resources.
  public var items: [Int] { Array(0..<resourceCount) }

  /// The arms, the null arm last.
  public var actions: [Int] { Array(0..<actionCount) }
}

/// What is true of an instance.
public struct KnapsackTruth: Hashable, Sendable {
  /// Rounds in which means do not change.
  public struct Phase: Hashable, Sendable {
    /// How many rounds it takes.
    public let rounds: Int
    /// The mean reward of each arm.
    public let rewards: [Double]
    /// The mean consumption of each arm, a list for each resource.
    public let consumptions: [[Double]]

    /// Creates a phase.
    ///
    /// - Precondition: at least one round, an entry for each arm.
    public init(rounds: Int, rewards: [Double], consumptions: [[Double]]) {
      precondition(
        rounds >= 1 && !consumptions.isEmpty && consumptions.allSatisfy { $0.count == rewards.count },
        "a phase needs rounds, and an entry of each arm for each resource")
      self.rounds = rounds
      self.rewards = rewards
      self.consumptions = consumptions
    }
  }

  /// The phases, repeated when they end; one, where means never change.
  public let phases: [Phase]
  /// What learners may know.
  public let problem: KnapsackProblem
  /// The linear programme, where means never change.
  public let programme: KnapsackProgramme?
  /// The best fixed distribution, where they do.
  public let fixedDistribution: FixedDistributionOptimum?

  /// States what is true, and solves the benchmark.
  ///
  /// - Parameter isAdversarial: whether the benchmark is the best fixed distribution.
  /// - Precondition: phases with the arms and resources of the problem.
  public init(phases: [Phase], problem: KnapsackProblem, isAdversarial: Bool = false) {
    self.phases = phases
    self.problem = problem
    if isAdversarial {
      programme = nil
      // Rounds come in order.
      var (place, left) = (0, phases[0].rounds)
      fixedDistribution = FixedDistributionOptimum(
        armCount: problem.armCount, resourceCount: problem.resourceCount, horizon: problem.horizon,
        budget: problem.budget
      ) { _ in
        if left == 0 {
          place = (place + 1) % phases.count
          left = phases[place].rounds
        }
        left -= 1
        return (phases[place].rewards, phases[place].consumptions)
      }
    } else {
      programme = KnapsackProgramme(
        rewards: phases[0].rewards, consumptions: phases[0].consumptions,
        rates: Array(repeating: problem.rate, count: problem.resourceCount))
      fixedDistribution = nil
    }
  }

  /// What playing the benchmark's distribution means: an entry for each arm, the null arm's is what is missing to 1.
  public var mixture: [Double]? { programme?.mixture ?? fixedDistribution?.mixture }

  /// L(a, i) = r(a) + 1 - (T / B) c_i(a) of the first phase: what the Lagrange game pays for an arm and a resource.
  ///
  /// - Parameters:
  ///   - arm: an arm, or the null arm.
  ///   - resource: a resource; after the last one comes time, of which every arm consumes B / T.
  ///   - multiplier: what stands for T / B.
  public func lagrangian(_ arm: Int, _ resource: Int, multiplier: Double) -> Double {
    let isNull = arm >= problem.armCount
    let reward = isNull ? 0 : phases[0].rewards[arm]
    let consumption =
      resource >= problem.resourceCount ? problem.rate : isNull ? 0 : phases[0].consumptions[resource][arm]
    return reward + 1 - multiplier * consumption
  }
}

/// Arms that pay and consume, whatever their type.
public struct AnyKnapsack: KnapsackEnvironment, ErasedEnvironment {
  private var base: any KnapsackEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any KnapsackEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any KnapsackEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: KnapsackTruth { base.truth }

  public mutating func pull(_ arm: Int, at round: Int, into outcome: inout KnapsackOutcome, noise: inout RoundNoise) {
    base.pull(arm, at: round, into: &outcome, noise: &noise)
  }
}

/// A learner that spends budgets, whatever its type.
public struct AnyKnapsackLearner: KnapsackLearner, ErasedLearner {
  private var base: any KnapsackLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any KnapsackLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    base.selectArm(at: round, noise: &noise)
  }

  public mutating func observe(_ outcome: KnapsackOutcome, of arm: Int, at round: Int) {
    base.observe(outcome, of: arm, at: round)
  }
}
