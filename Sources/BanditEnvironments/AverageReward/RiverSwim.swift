import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `river-swim` of scenario files.
public struct RiverSwimModel: EnvironmentModel {
  /// What changes at a change point.
  public enum Swap: String, Sendable, CaseIterable {
    /// The rewards of the ends change places.
    case rewards
    /// The river flows the other way.
    case river
  }

  /// `states` of scenario files.
  public static let states = Parameter.whole(
    "states", "The number of states.", 2...200, default: 6, why: "the size of the literature")
  /// `leftSlip` of scenario files.
  public static let leftSlip = Parameter.flag(
    "leftSlip", "Whether action 0 stays in its state with probability 0.05, a variant of the literature.",
    default: false)
  /// `swap` of scenario files.
  public static let swap = Parameter.choice(
    "swap", "What changes at a change point: the `rewards` of the ends, or the `river`.", default: Swap.rewards)
  /// `changePoints` of scenario files; `nil` if they are left out.
  public static let changePoints = ChangeTimes.changePoints
  /// `changeRate` of scenario files; `nil` if nothing is drawn.
  public static let changeRate = ChangeTimes.changeRate
  /// `minimumGap` of scenario files.
  public static let minimumGap = ChangeTimes.minimumGap

  public static let card = EnvironmentCard(
    id: "river-swim", family: .averageReward,
    summary: "A swimmer in a river: resting pays little, swimming against the current pays at the far end only.",
    dynamics: """
      States 0, ..., S - 1 along the river. Action 0 (left) leads to max(0, s - 1). Action 1 (right) leads from 0 to 0 \
      and 1 with probabilities 0.4 and 0.6, from the last state one back and nowhere with 0.4 and 0.6, from any other \
      one back, nowhere and one on with 0.05, 0.6 and 0.35. Mean rewards: 0.05 at (0, left), 1 at (S - 1, right), else \
      0. At a change point the rewards of the ends change places (`swap: rewards`; the current stays), or the river \
      flows the other way (`swap: river`: states are mirrored, rewards and all).
      """,
    feedback: "The reward and the next state.",
    truth: "The tables, optimal gain and bias of both rivers; the change points.",
    comparators: "gain and gain-realized: the optimal gain of the river in force, in every step.",
    parameters: [
      states, leftSlip, swap, changePoints, changeRate, minimumGap, TabularMDP.initialParameter,
      TabularMDP.noiseParameter,
    ],
    example: ["swap": "river", "changePoints": [501]],
    swift: "try RiverSwimModel(horizon: 1000, swap: .river, changePoints: [501])",
    facts: EnvironmentFacts(.stochastic, isStationary: nil, remembers: true, feedback: .bandit),
    notes: """
      Stochastic, stationary unless it has change points; rewards in [0, 1]. Six states: gain 0.4286, span of the bias \
      6.31, diameter 14.72.
      """,
    reference: """
      A. L. Strehl and M. L. Littman, An analysis of model-based interval estimation for Markov decision processes, \
      Journal of Computer and System Sciences 74, 2008; probabilities as in M. S. Talebi and O.-A. Maillard, \
      Variance-aware regret bounds for undiscounted reinforcement learning in MDPs, ALT 2018. The changes are ours.
      """)

  private let changes: ChangeTimes
  /// The river and, if it may change, the other one.
  private let rivers: [AverageRewardTruth.Segment]
  private let initial: Int
  private let rewardNoise: TabularMDP.RewardNoise
  private let fixed: FixedMDP?
  public let problem: AverageRewardProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, states: settings[Self.states], leftSlip: settings[Self.leftSlip], swap: settings[Self.swap],
      changePoints: settings[Self.changePoints], changeRate: settings[Self.changeRate],
      minimumGap: settings[Self.minimumGap], initial: settings[TabularMDP.initialParameter],
      noise: settings[TabularMDP.noiseParameter])
  }

  /// Creates the model: `RiverSwimModel(horizon: 1000, swap: .river, changePoints: [501])`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the arguments do not go
  ///   together.
  public init(
    horizon: Int, states: Int = Self.states.default, leftSlip: Bool = Self.leftSlip.default,
    swap: Swap = Self.swap.default, changePoints: [Int]? = nil, changeRate: Double? = nil, minimumGap: Int? = nil,
    initial: Int = TabularMDP.initialParameter.default,
    noise: TabularMDP.RewardNoise = TabularMDP.noiseParameter.default
  ) throws(InvalidSettings) {
    try Self.states.check(states)
    let changes = try ChangeTimes(points: changePoints, rate: changeRate, minimumGap: minimumGap, horizon: horizon)
    let river = MarkovDecisionProcess.riverSwim(stateCount: states, leftSlip: leftSlip)
    let other =
      swap == .river
      ? river.mirrored
      : MarkovDecisionProcess(
        stateCount: river.stateCount, actionCount: 2, transitions: river.transitions,
        rewards: (0..<river.pairCount).map {
          $0 == 0 ? 1 : $0 == river.pairCount - 1 ? 0.05 : 0
        })
    rivers = [river, other].map { AverageRewardTruth.Segment(firstRound: 1, process: $0) }
    self.changes = changes
    let segments = RiverSwimModel.segments(rivers, changingAt: changes.fixed ?? [])
    let fixed = try FixedMDP(segments, blaming: segments.map { _ in "states" }, initial: initial, noise: noise)
    self.fixed = changes.fixed == nil ? nil : fixed
    self.initial = initial
    rewardNoise = noise
    problem = AverageRewardProblem(
      stateCount: river.stateCount, actionCount: 2, horizon: horizon, changeCount: changes.fixed?.count)
  }

  /// The change points, where every replication has the same.
  public var changePoints: [Int] { changes.fixed ?? [] }

  /// Gain, span and diameter of every segment, where every replication has the same.
  public var facts: [String] { fixed?.facts ?? [] }

  /// The river of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> TabularMDP {
    if let fixed { return fixed.environment }
    let segments = RiverSwimModel.segments(rivers, changingAt: changes.draw(from: &stream))
    return TabularMDP(
      truth: AverageRewardTruth(segments: segments), initialState: initial, rewardNoise: rewardNoise)
  }

  private static func segments(
    _ rivers: [AverageRewardTruth.Segment], changingAt steps: [Int]
  ) -> [AverageRewardTruth.Segment] {
    ([1] + steps).enumerated().map { rivers[$0.offset % 2].beginning(at: $0.element) }
  }
}
