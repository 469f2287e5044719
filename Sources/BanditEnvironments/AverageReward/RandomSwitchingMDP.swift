import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// The environment `random-switching-mdp` of scenario files.
public struct RandomSwitchingMDPModel: EnvironmentModel {
  /// `states` of scenario files.
  public static let states = Parameter.whole("states", "The number of states, S.", 1...1000)
  /// `actions` of scenario files.
  public static let actions = Parameter.whole("actions", "The number of actions, A.", 1...1000)
  /// `dirichlet` of scenario files.
  public static let dirichlet = Parameter.number(
    "dirichlet", "The concentration of the law of rows: 1 is uniform, small ones make few successors likely.",
    .closed(0.05...1e6), default: 1, why: "uniform over all laws of the next state")
  /// `localFraction` of scenario files; `nil` for all pairs, or `localPairs`.
  public static let localFraction = Parameter.number(
    "localFraction", "The share of pairs that are drawn anew at a change.",
    NumberRange(lower: .excluded(0), upper: .included(1)), absent: "1, or `localPairs` is given")
  /// `localPairs` of scenario files; `nil` where `localFraction` applies.
  public static let localPairs = Parameter.whole(
    "localPairs", "Instead of `localFraction`: how many pairs are drawn anew at a change.", 1...Int.max,
    absent: "`localFraction` applies")
  /// `changePoints` of scenario files; `nil` if they are left out.
  public static let changePoints = ChangeTimes.changePoints
  /// `changeRate` of scenario files; `nil` if nothing is drawn.
  public static let changeRate = ChangeTimes.changeRate
  /// `minimumGap` of scenario files.
  public static let minimumGap = ChangeTimes.minimumGap

  public static let card = EnvironmentCard(
    id: "random-switching-mdp", family: .averageReward,
    summary: "A random Markov decision process that is drawn anew, wholly or in part, at change points.",
    dynamics: """
      For every pair (s, a) the law of the next state is drawn from Dirichlet(d, ..., d) with d = `dirichlet`, and the \
      mean reward uniformly from [0, 1]. At a change point all pairs are drawn anew, or only some of them, chosen \
      uniformly without replacement: round(`localFraction` S A), at least one, or `localPairs`. The state stays. Each \
      replication draws its own instance.
      """,
    feedback: "The reward and the next state; not when the law changes.",
    truth: "The tables of every segment, its optimal gain (of a policy optimal to 1e-9) and bias, the change points.",
    comparators: "gain and gain-realized: the optimal gain of the segment in force, in every step.",
    parameters: [
      states, actions, dirichlet, localFraction, localPairs, changePoints, changeRate, minimumGap,
      TabularMDP.initialParameter, TabularMDP.noiseParameter,
    ],
    example: ["states": 5, "actions": 3, "changePoints": [501]],
    swift: "try RandomSwitchingMDPModel(states: 5, actions: 3, horizon: 1000, changePoints: [501])",
    facts: EnvironmentFacts(.stochastic, isStationary: nil, remembers: true, feedback: .bandit),
    notes: """
      Stochastic, stationary between changes; rewards in [0, 1]. A drawn process that is not communicating, or takes \
      too long to cross, which only small concentrations bring about, fails its replication.
      """,
    reference: """
      R. Alami, M. Mahfoud and E. Moulines, Restarted Bayesian online change-point detection for non-stationary Markov \
      decision processes, CoLLAs 2023, section 5: random processes drawn anew at each change. The laws they are drawn \
      from, and local changes, are ours.
      """)

  private let changes: ChangeTimes
  private let rows: Dirichlet
  private let localCount: Int
  private let initial: Int
  private let rewardNoise: TabularMDP.RewardNoise
  public let problem: AverageRewardProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      states: settings[Self.states], actions: settings[Self.actions], horizon: horizon,
      dirichlet: settings[Self.dirichlet], localFraction: settings[Self.localFraction],
      localPairs: settings[Self.localPairs], changePoints: settings[Self.changePoints],
      changeRate: settings[Self.changeRate], minimumGap: settings[Self.minimumGap],
      initial: settings[TabularMDP.initialParameter], noise: settings[TabularMDP.noiseParameter])
  }

  /// Creates the model: `RandomSwitchingMDPModel(states: 5, actions: 3, horizon: 1000, changePoints: [501])`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the arguments do not go
  ///   together.
  public init(
    states: Int, actions: Int, horizon: Int, dirichlet: Double = Self.dirichlet.default,
    localFraction: Double? = nil, localPairs: Int? = nil, changePoints: [Int]? = nil, changeRate: Double? = nil,
    minimumGap: Int? = nil, initial: Int = TabularMDP.initialParameter.default,
    noise: TabularMDP.RewardNoise = TabularMDP.noiseParameter.default
  ) throws(InvalidSettings) {
    try Self.states.check(states)
    try Self.actions.check(actions)
    try Self.dirichlet.check(dirichlet)
    try Self.localFraction.check(localFraction)
    try Self.localPairs.check(localPairs)
    try TabularMDP.initialParameter.check(initial)
    changes = try ChangeTimes(points: changePoints, rate: changeRate, minimumGap: minimumGap, horizon: horizon)
    let pairCount = states * actions
    guard Double(pairCount * states) * Double(changes.likelyCount + 1) <= Double(TabularMDP.tableLimit) else {
      throw InvalidSettings(
        "states",
        """
        the tables of \(counted: states, "state"), \(counted: actions, "action") and \
        \(counted: changes.likelyCount, "change") hold more than \
        \(TabularMDP.tableLimit) numbers; accepted: fewer of them
        """)
    }
    self.initial = initial
    guard initial < states else {
      throw InvalidSettings(
        TabularMDP.initialParameter.name, "found \(initial); accepted: a state, in 0...\(states - 1)")
    }
    if let localPairs {
      if localFraction != nil {
        throw InvalidSettings("localPairs", "`localPairs` does not go with `localFraction`; keep one of them")
      }
      localCount = localPairs
      guard localCount <= pairCount else {
        throw InvalidSettings("localPairs", "found \(localCount); accepted: at most the \(pairCount) pairs there are")
      }
    } else {
      localCount = max(1, Int(((localFraction ?? 1) * Double(pairCount)).rounded()))
    }
    do throws(DistributionError) {
      rows = try Dirichlet(concentrations: Array(repeating: dirichlet, count: states))
    } catch {
      throw InvalidSettings("dirichlet", error.description)
    }
    rewardNoise = noise
    problem = AverageRewardProblem(
      stateCount: states, actionCount: actions, horizon: horizon, changeCount: changes.fixed?.count)
  }

  /// The change points, where every replication has the same.
  public var changePoints: [Int] { changes.fixed ?? [] }

  /// The process of a replication: change points first, then the tables, pair by pair.
  public func instance(of replication: Int, from stream: inout RandomStream) -> TabularMDP {
    let steps = changes.draw(from: &stream)
    let pairs = Array(0..<problem.pairCount)
    var transitions = Array(repeating: 0.0, count: problem.pairCount * problem.stateCount)
    var rewards = Array(repeating: 0.0, count: problem.pairCount)
    let segments = ([1] + steps).map { step in
      let isLocal = step > 1 && localCount < problem.pairCount
      let drawn = isLocal ? Array(stream.permutation(of: problem.pairCount).prefix(localCount)).sorted() : pairs
      for pair in drawn {
        transitions.replaceSubrange(
          pair * problem.stateCount..<(pair + 1) * problem.stateCount, with: rows.sample(from: &stream))
        rewards[pair] = stream.uniform()
      }
      return AverageRewardTruth.Segment(
        firstRound: step,
        process: MarkovDecisionProcess(
          stateCount: problem.stateCount, actionCount: problem.actionCount, transitions: transitions, rewards: rewards))
    }
    return TabularMDP(
      truth: AverageRewardTruth(segments: segments), initialState: initial, rewardNoise: rewardNoise)
  }
}
