import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// A number of rollouts for prompts of a pool out, how many of them succeeded back.
  public static let rollouts = Family(
    "rollouts", "A number of rollouts for prompts of a pool out, how many of them succeeded back.", noise: .action,
    mainNotion: .dynamic)
}

/// A pool of prompts: the truth of one replication.
public protocol RolloutsEnvironment: Truthful where Truth == PromptTruth {
  /// Rolls a prompt out once: whether that succeeds. The noise is at the address of this rollout: the m-th rollout of a
  /// prompt meets the same luck, whoever makes it and when.
  mutating func roll(_ prompt: Int, at round: Int, noise: inout RoundNoise) -> Bool

  /// Ends a round: what is trained on its batch may change.
  mutating func close(_ batch: RolloutBatch, at round: Int)
}

/// The prompts of a round, how often each is rolled out, and how often it succeeds.
public struct RolloutBatch: Sendable {
  /// What it has to be.
  public let terms: RolloutTerms
  /// The number of prompts of the pool, N.
  public let promptCount: Int
  /// The prompts, in the order in which they were added.
  public private(set) var prompts: [Int] = []
  /// How often each of them is rolled out.
  public private(set) var rollouts: [Int] = []
  /// How often each of them succeeded; as long as the list of prompts once the round is over.
  public private(set) var successes: [Int] = []
  private var isIn: [Bool]
  /// A prompt that does not exist or was added twice.
  private var stray: Int?

  /// An empty batch.
  public init(_ problem: RolloutsProblem) {
    terms = problem.terms
    promptCount = problem.promptCount
    isIn = Array(repeating: false, count: promptCount)
    let room = problem.evaluationRollouts > 0 ? promptCount : problem.batchSize
    prompts.reserveCapacity(room)
    rollouts.reserveCapacity(room)
    successes.reserveCapacity(room)
  }

  /// Adds a prompt; each only once.
  public mutating func add(_ prompt: Int, rollouts count: Int) {
    prompts.append(prompt)
    rollouts.append(count)
    if isIn.indices.contains(prompt), !isIn[prompt] { isIn[prompt] = true } else { stray = stray ?? prompt }
  }

  /// Enters the successes of the first prompt that has none yet.
  public mutating func enter(_ successes: Int) { self.successes.append(successes) }

  /// Empties it.
  public mutating func removeAll() {
    for prompt in prompts where isIn.indices.contains(prompt) { isIn[prompt] = false }
    prompts.removeAll(keepingCapacity: true)
    rollouts.removeAll(keepingCapacity: true)
    successes.removeAll(keepingCapacity: true)
    stray = nil
  }

  /// Whether a prompt of the batch, by its place, both succeeded and failed: only then do its rollouts teach anything.
  public func isEffective(_ place: Int) -> Bool { successes[place] > 0 && successes[place] < rollouts[place] }

  /// In what it breaks the terms; `nil` where it keeps to them.
  ///
  /// - Complexity: O(prompts of the batch).
  public var fault: String? {
    if let stray {
      return isIn.indices.contains(stray) ? "prompt \(stray) twice" : "prompt \(stray) of \(promptCount)"
    }
    switch terms {
    case .selection(let size, let wanted, _):
      if prompts.count != size { return "\(counted: prompts.count, "prompt"), not \(size)" }
      return rollouts.first { $0 != wanted }.map { "\(counted: $0, "rollout") of a prompt, not \(wanted)" }
    case .budgets(let total, let range):
      if prompts.count != promptCount { return "budgets for \(prompts.count) of \(counted: promptCount, "prompt")" }
      if let budget = rollouts.first(where: { !range.contains($0) }) {
        return "\(counted: budget, "rollout"), not in \(range)"
      }
      let sum = rollouts.reduce(0, +)
      return sum == total ? nil : "\(counted: sum, "rollout") in all, not \(total)"
    }
  }
}

/// A learner that chooses what is rolled out.
public protocol RolloutsLearner: Sendable {
  /// Told before the first round what every prompt gave when the pool was evaluated; not called where it was not.
  mutating func begin(with evaluation: RolloutBatch)

  /// Adds prompts and numbers of rollouts to an empty batch, as the problem's terms ask; rounds count from 1.
  mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise)

  /// Updates with the successes of the batch.
  mutating func observe(_ batch: RolloutBatch, at round: Int)
}

extension RolloutsLearner {
  /// Makes no use of it.
  public mutating func begin(with evaluation: RolloutBatch) {}
}

/// A learner with an opinion on how likely prompts are to succeed.
public protocol SuccessEstimating {
  /// Its estimate of the probability that a rollout of a prompt succeeds; `nil` where it has none.
  func successEstimate(of prompt: Int) -> Double?
}

/// What a batch has to be, and what it is worth.
public enum RolloutTerms: Hashable, Sendable {
  /// So many prompts, each rolled out so many times; worth minus the sum of (p - target)^2.
  case selection(size: Int, rollouts: Int, target: Double)
  /// All prompts, each with a number of rollouts in a range, so many in all; worth the sum of `RolloutAllocation.value`.
  case budgets(total: Int, range: ClosedRange<Int>)
}

/// What a learner may know of a pool before it starts.
public struct RolloutsProblem: ProblemStatement, Hashable {
  /// The number of prompts, N.
  public let promptCount: Int
  /// The number of rounds, T.
  public let horizon: Int
  /// What a batch has to be.
  public let terms: RolloutTerms
  /// How often every prompt is rolled out before the first round; 0: the pool is not evaluated.
  public let evaluationRollouts: Int

  /// Creates a problem.
  ///
  /// - Precondition: the prompts can keep to the terms.
  public init(promptCount: Int, horizon: Int, terms: RolloutTerms, evaluationRollouts: Int = 0) {
    switch terms {
    case .selection(let size, let rollouts, _):
      precondition(size >= 1 && size <= promptCount && rollouts >= 1, "\(size) of \(promptCount) prompts")
    case .budgets(let total, let range):
      precondition(
        range.lowerBound >= 1 && RolloutAllocation.accepted(promptCount, range).contains(total),
        "\(total) rollouts for \(promptCount) prompts")
    }
    self.promptCount = promptCount
    self.horizon = horizon
    self.terms = terms
    self.evaluationRollouts = evaluationRollouts
  }

  /// One for each prompt.
  public var addressCount: Int { promptCount }

  /// None: prompts are too many.
  public var items: [Int] { [] }

  /// The number of prompts of a batch.
  public var batchSize: Int {
    switch terms {
    case .selection(let size, _, _): size
    case .budgets: promptCount
    }
  }

  /// The terms of a selection, for learners that choose prompts.
  ///
  /// - Throws: `InvalidSettings` where every prompt gets a budget.
  public func requireSelection(for id: String) throws(InvalidSettings) -> (size: Int, rollouts: Int, target: Double) {
    if case .selection(let size, let rollouts, let target) = terms { return (size, rollouts, target) }
    throw InvalidSettings(
      "", "\(id) selects prompts, but here every prompt gets a budget; accepted: a selection, as of prompt-pool")
  }

  /// Room for allocations, for learners that share a budget.
  ///
  /// - Throws: `InvalidSettings` where prompts are selected.
  public func requireBudgets(for id: String) throws(InvalidSettings) -> RolloutAllocation {
    if let allocation { return allocation }
    throw InvalidSettings(
      "", "\(id) shares a budget, but here prompts are selected; accepted: budgets, as of rollout-budgets")
  }

  /// Room for allocations; `nil` where prompts are selected.
  var allocation: RolloutAllocation? {
    guard case .budgets(let total, let range) = terms else { return nil }
    return RolloutAllocation(promptCount: promptCount, budget: total, range: range)
  }
}

/// A pool of prompts, whatever its type.
public struct AnyPrompts: RolloutsEnvironment, ErasedEnvironment {
  private var base: any RolloutsEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any RolloutsEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any RolloutsEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: PromptTruth { base.truth }

  public mutating func roll(_ prompt: Int, at round: Int, noise: inout RoundNoise) -> Bool {
    base.roll(prompt, at: round, noise: &noise)
  }

  public mutating func close(_ batch: RolloutBatch, at round: Int) { base.close(batch, at: round) }
}

/// A learner that chooses what is rolled out, whatever its type.
public struct AnyRolloutsLearner: RolloutsLearner, ErasedLearner {
  private var base: any RolloutsLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any RolloutsLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func begin(with evaluation: RolloutBatch) { base.begin(with: evaluation) }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    base.selectRollouts(into: &batch, at: round, noise: &noise)
  }

  public mutating func observe(_ batch: RolloutBatch, at round: Int) { base.observe(batch, at: round) }
}
