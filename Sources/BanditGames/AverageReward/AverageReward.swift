import BanditCards
import BanditComparators
import BanditStreams

extension Family {
  /// Steps of a Markov decision process, average reward.
  public static let averageReward = Family(
    "average-reward", "Steps of a Markov decision process: an action in a state out, reward and next state back.",
    noise: .action, mainNotion: .gain)
}

/// An instance of an average-reward problem: one unbroken trajectory through the states of a Markov decision
/// process whose law may change. The state is carried over a change.
public protocol AverageRewardEnvironment: Truthful where Truth == AverageRewardTruth {
  /// The number of states, S; states count from 0.
  var stateCount: Int { get }

  /// The number of actions, A, of the state that has most; actions count from 0.
  var actionCount: Int { get }

  /// The present state.
  var state: Int { get }

  /// Takes a step. The noise is at the address of this pair and visit: what is drawn from it is the
  /// same for every algorithm to which the scenario's coupling gives this address.
  mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome
}

/// What a step leads to. Only `reward` and `nextState` ever reach the learner.
public struct StepOutcome: Sendable {
  /// The reward drawn, in [0, 1].
  public var reward: Double
  /// The state that follows.
  public var nextState: Int
  /// The mean reward of the pair of state and action.
  public var mean: Double
  /// The optimal gain of the law in force.
  public var optimalGain: Double

  /// Creates an outcome.
  @inlinable
  public init(reward: Double, nextState: Int, mean: Double, optimalGain: Double) {
    self.reward = reward
    self.nextState = nextState
    self.mean = mean
    self.optimalGain = optimalGain
  }
}

/// A learner for Markov decision processes with average reward.
public protocol AverageRewardLearner: Sendable {
  /// The action to take in a state, in `0..<A`, or below the number of actions of that state where the problem has
  /// `actionCounts`; steps count from 1.
  mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int

  /// Updates with what the action led to. The noise goes on where `selectAction` left it.
  mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise)

  /// How many episodes have begun: runs of steps under one policy.
  var episodes: Int { get }

  /// Whether a process lies in the confidence set of the present episode; `nil` for a learner without one.
  ///
  /// For audits: the answer does not reach the learner.
  func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool?
}

extension AverageRewardLearner {
  /// None.
  @inlinable
  public var episodes: Int { 0 }

  /// No confidence set.
  @inlinable
  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? { nil }
}

/// What a learner sees of a step.
public struct Transition: Hashable, Sendable {
  /// The state it was in.
  public var state: Int
  /// The action it took.
  public var action: Int
  /// The reward it got, in [0, 1].
  public var reward: Double
  /// The state it is in now.
  public var nextState: Int

  /// Creates a transition.
  @inlinable
  public init(state: Int, action: Int, reward: Double, nextState: Int) {
    self.state = state
    self.action = action
    self.reward = reward
    self.nextState = nextState
  }
}

/// What a learner may know of an average-reward problem before it starts. Rewards lie in [0, 1].
public struct AverageRewardProblem: ProblemStatement, Hashable {
  /// The number of states, S.
  public let stateCount: Int
  /// The number of actions, A, of the state that has most.
  public let actionCount: Int
  /// The number of actions of each state, its first ones; `nil` where every state has all of them.
  public let actionCounts: [Int]?
  /// The number of steps, T.
  public let horizon: Int
  /// How often the law changes, for learners whose tuning asks for it; `nil` where replications differ.
  public let changeCount: Int?

  /// Creates a problem.
  ///
  /// - Parameter actionCounts: the number of actions of each state; `nil` if every state has all of them.
  /// - Precondition: `actionCounts`, if given, has a number in `1...actionCount` for each state.
  public init(
    stateCount: Int, actionCount: Int, horizon: Int, changeCount: Int? = 0, actionCounts: [Int]? = nil
  ) {
    precondition(
      actionCounts.map { $0.count == stateCount && $0.allSatisfy { 1 <= $0 && $0 <= actionCount } } ?? true,
      "a problem needs a number of actions for each state, each in 1...\(actionCount)")
    self.stateCount = stateCount
    self.actionCount = actionCount
    self.horizon = horizon
    self.changeCount = changeCount
    self.actionCounts = actionCounts
  }

  /// The number of actions of a state.
  @inlinable
  public func actionCount(in state: Int) -> Int { actionCounts?[state] ?? actionCount }

  /// The number of pairs of a state and an action.
  public var pairCount: Int { stateCount * actionCount }

  /// One for each pair of state and action.
  public var addressCount: Int { pairCount }

  /// The actions, whatever the state.
  public var actions: [Int] { Array(0..<actionCount) }
}

/// What is true of an instance of an average-reward problem, for ledgers and oracles: a Markov decision
/// process for each of one or more segments of steps.
public struct AverageRewardTruth: Hashable, Sendable {
  /// A run of steps during which the law does not change.
  public struct Segment: Hashable, Sendable {
    /// The first step; it lasts until the next segment begins, the last one forever.
    public let firstRound: Int
    /// The law.
    public let process: MarkovDecisionProcess
    /// Its optimal gain and bias; `nil` where it has none, or none was found.
    public let optimum: OptimalGain?

    /// Creates a segment and solves its process.
    public init(firstRound: Int, process: MarkovDecisionProcess) {
      self.init(firstRound: firstRound, process: process, optimum: OptimalGain(of: process))
    }

    private init(firstRound: Int, process: MarkovDecisionProcess, optimum: OptimalGain?) {
      self.firstRound = firstRound
      self.process = process
      self.optimum = optimum
    }

    /// The same law, from another step on.
    public func beginning(at round: Int) -> Segment {
      Segment(firstRound: round, process: process, optimum: optimum)
    }
  }

  /// The segments in their order; a stationary instance has one.
  public let segments: [Segment]

  /// Creates the truth of an instance.
  ///
  /// - Precondition: the first segment begins in step 1, each other one after the one before it, all with
  ///   the same states and actions.
  public init(segments: [Segment]) {
    precondition(segments.first?.firstRound == 1, "the first segment must begin in step 1")
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.firstRound < $1.firstRound && $0.process.stateCount == $1.process.stateCount
          && $0.process.actionCount == $1.process.actionCount && $0.process.actionCounts == $1.process.actionCounts
      }, "segments must follow one another, with the same states and actions")
    self.segments = segments
    changes = zip(segments, segments.dropFirst()).map { old, new in
      let pairs = (0..<new.process.pairCount).filter { !old.process.hasLaw(of: new.process, pair: $0) }
      return LawChange(round: new.firstRound, items: pairs)
    }
  }

  /// The first steps of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The changes, each with the pairs whose law or mean rewards differ.
  public let changes: [LawChange]

  /// The segment of a step.
  public func segment(at round: Int) -> Segment { segments.last { $0.firstRound <= round }! }

  /// Why the regret of this instance is not known; `nil` if it is.
  public var failure: String? {
    segments.first { $0.optimum == nil }.map {
      """
      the process that begins in step \($0.firstRound) has no optimal gain to 1e-9: not every state can be reached \
      from every other within reasonable time
      """
    }
  }
}

extension EnvironmentModel where Problem == AverageRewardProblem {
  /// The tables of its processes: a few numbers for each pair and next state.
  public var modelBytes: Int { tableBytes * (changePoints.count + 1) }

  /// The tables of its processes and the learner's.
  public var replicationBytes: Int { tableBytes * (changePoints.count + 2) }

  private var tableBytes: Int { 40 * problem.pairCount * (problem.stateCount + 4) }
}

/// A Markov decision process, whatever its type.
public struct AnyProcess: AverageRewardEnvironment, ErasedEnvironment {
  private var base: any AverageRewardEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any AverageRewardEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any AverageRewardEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var stateCount: Int { base.stateCount }

  public var actionCount: Int { base.actionCount }

  public var state: Int { base.state }

  public var truth: AverageRewardTruth { base.truth }

  public mutating func step(_ action: Int, at round: Int, noise: inout RoundNoise) -> StepOutcome {
    base.step(action, at: round, noise: &noise)
  }
}

/// A learner for average reward, whatever its type.
public struct AnyAverageRewardLearner: AverageRewardLearner, ErasedLearner {
  private var base: any AverageRewardLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any AverageRewardLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    base.selectAction(in: state, at: round, noise: &noise)
  }

  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    base.observe(transition, at: round, noise: &noise)
  }

  public var episodes: Int { base.episodes }

  public func confidenceSetContains(_ process: MarkovDecisionProcess) -> Bool? {
    base.confidenceSetContains(process)
  }
}
