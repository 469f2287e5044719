import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `mdp` of scenario files: tables, or one of the classic examples.
public struct MDPModel: EnvironmentModel {
  /// Where the processes come from.
  public enum Source: Hashable, Sendable {
    /// One process throughout.
    case process(MarkovDecisionProcess)
    /// Processes in their order, the last one to the horizon.
    case segments([Segment])
    /// A classic example.
    case preset(Preset)
  }

  /// A run of steps with one process.
  public struct Segment: Hashable, Sendable {
    /// How many steps it lasts.
    public let length: Int
    /// The process.
    public let process: MarkovDecisionProcess

    /// Creates a segment.
    public init(length: Int, process: MarkovDecisionProcess) {
      self.length = length
      self.process = process
    }
  }

  /// The mean reward of an action in a state.
  public enum Reward: Hashable, Sendable {
    /// Whatever state follows.
    case mean(Double)
    /// For each state that may follow.
    case byNextState([Double])
  }

  /// A classic example.
  public enum Preset: Hashable, Sendable {
    /// States in a ring with one action and reward 1 in the last one only.
    case cycle(states: Int = 3)
    /// The example with gain 1/3.
    case twoState
    /// Action 0 leads one state down and action 1 one up, with rewards 0.05 at the lower end and 1 at the upper one.
    case chain(states: Int = 3)
  }

  /// `transitions` of scenario files; `nil` if other sources are given.
  public static let transitions = Parameter<[[[Double]]]?>(
    tables(isOptional: true)[0],
    read: { $0.map(rows) },
    write: { tables in tables.map { .list($0.map(list)) } })
  /// `rewards` of scenario files; `nil` if other sources are given.
  public static let rewards = Parameter<[[Reward]]?>(
    tables(isOptional: true)[1], read: { $0.map(rewardRows) }, write: { $0.map(list) })
  /// `segments` of scenario files; `nil` if other sources are given.
  public static let segments = Parameter<[Segment]?>(
    AnyParameter(
      "segments",
      """
      Instead of one pair of tables: lengths and tables, in their order; the last one lasts to the horizon, what \
      would begin after it is left out.
      """,
      .list(
        of: .object(
          [AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "steps")]
            + tables(isOptional: false)), count: 1...100_000),
      default: .absent("`transitions` and `rewards`, or `preset`, are given")),
    read: { setting throws(InvalidSettings) in
      guard let setting else { return nil }
      var segments: [Segment] = []
      for (index, element) in elements(setting).enumerated() {
        guard case .object(let segment) = element else { continue }
        segments.append(
          Segment(
            length: segment.whole("length"),
            process: try process(
              transitions: segment["transitions"].map(rows) ?? [], rewards: segment["rewards"].map(rewardRows) ?? [],
              at: "segments[\(index)].")))
      }
      return segments
    },
    write: { segments in
      segments.map {
        .list(
          $0.map { segment in
            let (transitions, rewards) = tables(of: segment.process)
            return .object([
              "length": .whole(segment.length), "transitions": .list(transitions.map(list)), "rewards": list(rewards),
            ])
          })
      }
    })
  /// `preset` of scenario files; `nil` if other sources are given.
  public static let preset = Parameter<Preset?>(
    AnyParameter(
      "preset",
      """
      Instead of tables: `cycle`, states in a ring with one action and reward 1 in the last one only; `two-state`, the \
      example with gain 1/3; `chain`, action 0 leads one state down and action 1 one up, with rewards 0.05 at the \
      lower end and 1 at the upper one.
      """,
      .variant(
        tag: "kind",
        [
          ParameterKind.Variant("cycle", [states]), ParameterKind.Variant("two-state"),
          ParameterKind.Variant("chain", [states]),
        ]), default: .absent("tables are given")),
    read: { setting in
      guard case .object(let preset)? = setting else { return nil }
      switch preset.text("kind") {
      case "cycle": return .cycle(states: preset.whole("states"))
      case "chain": return .chain(states: preset.whole("states"))
      default: return .twoState
      }
    },
    write: { preset in
      switch preset {
      case .cycle(let states)?: .object(["kind": .text("cycle"), "states": .whole(states)])
      case .chain(let states)?: .object(["kind": .text("chain"), "states": .whole(states)])
      case .twoState?: .object(["kind": .text("two-state")])
      case nil: nil
      }
    })

  private static let states = AnyParameter(
    "states", "The number of states.", .whole(1...200), default: .value(.whole(3)))

  private static func tables(isOptional: Bool) -> [AnyParameter] {
    let absent = AnyParameter.Default.absent("`segments` or `preset` is given")
    return [
      AnyParameter(
        "transitions",
        """
        For each state a list of rows, one for each action: the probabilities of the next state, which sum to 1 within \
        1e-12. States may have different numbers of actions.
        """,
        .list(of: .list(of: .list(of: .number(.unit)))), default: isOptional ? absent : .required),
      AnyParameter(
        "rewards",
        """
        For each state a list, for each action its mean reward, or a list of mean rewards, one for each next state: then \
        the reward of a step is that of the state drawn.
        """,
        .list(of: .list(of: .either([.number(.unit), .list(of: .number(.unit))]))),
        default: isOptional ? absent : .required, unit: "reward"),
    ]
  }

  public static let card = EnvironmentCard(
    id: "mdp", family: .averageReward,
    summary: "A Markov decision process given by tables, stationary or changing at given steps.",
    dynamics: """
      One unbroken path: in state s, action a leads to s' with probability p(s' | s, a) and pays a reward with mean \
      r(s, a), or r(s, a, s') where rewards are given by next state; r(s, a) is then sum over s' of p(s' | s, a) \
      r(s, a, s'). At a change of segment the tables change and the state stays.
      """,
    feedback: "The reward and the next state.",
    truth: "The tables of every segment, its optimal gain (of a policy optimal to 1e-9) and bias, the change points.",
    comparators: "gain and gain-realized: the optimal gain of the segment in force, in every step.",
    parameters: [
      transitions, rewards, segments, preset, TabularMDP.initialParameter, TabularMDP.noiseParameter,
    ],
    example: ["preset": ["kind": "chain", "states": 5]],
    swift: "try MDPModel(.preset(.chain(states: 5)), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: nil, remembers: true, feedback: .bandit),
    notes: """
      Stochastic, stationary within a segment, the state depends on the history; rewards in [0, 1]. Processes that are \
      not communicating are refused. The manifest tells gain, span and diameter. The path never ends and nothing is \
      discounted: states in which an episode ends are not offered yet; lead them back to the start.
      """,
    reference: "M. L. Puterman, Markov Decision Processes: Discrete Stochastic Dynamic Programming, Wiley 1994.")

  private let fixed: FixedMDP
  public let problem: AverageRewardProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let sources = [Self.segments.name, Self.preset.name, Self.transitions.name].filter { settings.has($0) }
    guard sources.count == 1 else {
      throw InvalidSettings(
        sources.last ?? "",
        sources.isEmpty
          ? "give `transitions` and `rewards`, or `segments`, or `preset`"
          : "`\(sources[0])` does not go with `\(sources[1])`; keep one of them")
    }
    let (transitions, rewards) = (try settings[Self.transitions], try settings[Self.rewards])
    guard (transitions == nil) == (rewards == nil) else {
      throw InvalidSettings("rewards", "`transitions` and `rewards` go together; give both or neither")
    }
    let source: Source
    if let preset = try settings[Self.preset] {
      source = .preset(preset)
    } else if let segments = try settings[Self.segments] {
      source = .segments(segments)
    } else {
      source = .process(try Self.process(transitions: transitions ?? [], rewards: rewards ?? [], at: ""))
    }
    try self.init(
      source, horizon: horizon, initial: settings[TabularMDP.initialParameter],
      noise: settings[TabularMDP.noiseParameter])
  }

  /// Creates the model: `MDPModel(.preset(.chain(states: 5)), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, a process is not
  ///   communicating, or the segments differ in their states or actions.
  public init(
    _ source: Source, horizon: Int, initial: Int = TabularMDP.initialParameter.default,
    noise: TabularMDP.RewardNoise = TabularMDP.noiseParameter.default
  ) throws(InvalidSettings) {
    switch source {
    case .preset(let preset):
      try Self.preset.check(preset)
      let process: MarkovDecisionProcess =
        switch preset {
        case .cycle(let states): .cycle(stateCount: states)
        case .chain(let states): .chain(stateCount: states)
        case .twoState: .twoState
        }
      fixed = try FixedMDP(
        [.init(firstRound: 1, process: process)], blaming: ["preset"], initial: initial, noise: noise)
    case .segments(let segments):
      try Self.segments.check(segments)
      let (played, paths) = try Self.played(segments, horizon: horizon)
      fixed = try FixedMDP(played, blaming: paths, initial: initial, noise: noise)
    case .process(let process):
      try Self.check(process, at: "")
      fixed = try FixedMDP(
        [.init(firstRound: 1, process: process)], blaming: ["transitions"], initial: initial, noise: noise)
    }
    problem = fixed.problem(horizon: horizon)
  }

  /// The first steps of all segments but the first.
  public var changePoints: [Int] { fixed.changePoints }

  /// Gain, span and diameter of every segment.
  public var facts: [String] { fixed.facts }

  /// The same instance in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> TabularMDP { fixed.environment }

  private static func played(
    _ list: [Segment], horizon: Int
  ) throws(InvalidSettings) -> ([AverageRewardTruth.Segment], paths: [String]) {
    var segments: [AverageRewardTruth.Segment] = []
    var paths: [String] = []
    var remaining = horizon
    for (index, segment) in list.enumerated() {
      let (first, process) = (list[0].process, segment.process)
      let path = "segments[\(index)]"
      try check(process, at: path + ".")
      if first.stateCount != process.stateCount || first.actionCount != process.actionCount {
        throw InvalidSettings(
          path,
          """
          \(counted: process.stateCount, "state") and \(counted: process.actionCount, "action"), but the first segment \
          has \(first.stateCount) and \(first.actionCount); accepted: the same in all segments
          """)
      }
      if let state = (0..<first.stateCount).first(where: {
        first.actionCount(in: $0) != process.actionCount(in: $0)
      }) {
        throw InvalidSettings(
          "\(path).transitions[\(state)]",
          """
          \(counted: process.actionCount(in: state), "action"), but \(first.actionCount(in: state)) in the first \
          segment; accepted: the same in all segments
          """)
      }
      if remaining > 0 {
        segments.append(AverageRewardTruth.Segment(firstRound: horizon - remaining + 1, process: process))
        paths.append(path + ".transitions")
      }
      remaining -= min(segment.length, remaining)
    }
    return (segments, paths)
  }

  // MARK: Tables

  /// Checks the shapes and sums of tables.
  ///
  /// - Parameter prefix: of the paths of problems.
  private static func process(
    transitions: [[[Double]]], rewards: [[Reward]], at prefix: String
  ) throws(InvalidSettings) -> MarkovDecisionProcess {
    let stateCount = transitions.count
    for state in 0..<stateCount {
      for action in transitions[state].indices {
        let row = transitions[state][action]
        let sum = row.reduce(0, +)
        let path = prefix + "transitions[\(state)][\(action)]"
        guard row.count == stateCount else { throw wrongLength(row, in: transitions, at: path) }
        guard abs(sum - 1) <= tolerance else {
          throw InvalidSettings(path, "the probabilities sum to \(sum); accepted: 1 within \(tolerance)")
        }
      }
    }
    guard rewards.count == stateCount else {
      throw InvalidSettings(
        prefix + "rewards",
        "\(counted: rewards.count, "list") for \(counted: stateCount, "state"); accepted: one for each state")
    }
    for state in 0..<stateCount {
      guard rewards[state].count == transitions[state].count else {
        throw InvalidSettings(
          prefix + "rewards[\(state)]",
          """
          \(counted: rewards[state].count, "reward") for \(counted: transitions[state].count, "action"); accepted: one \
          for each action
          """)
      }
      for (action, reward) in rewards[state].enumerated() {
        guard case .byNextState(let list) = reward, list.count != stateCount else { continue }
        throw InvalidSettings(
          prefix + "rewards[\(state)][\(action)]",
          """
          \(counted: list.count, "reward") for \(counted: stateCount, "next state"); accepted: one for each, or a number \
          for all
          """)
      }
    }
    return process(transitions, rewards)
  }

  /// The process of tables that were checked. Where a state has fewer actions than another, rows are filled up.
  private static func process(_ transitions: [[[Double]]], _ rewards: [[Reward]]) -> MarkovDecisionProcess {
    let (stateCount, actionCounts) = (transitions.count, transitions.map(\.count))
    let actionCount = actionCounts.max() ?? 0
    let isByNextState = rewards.joined().contains { if case .byNextState = $0 { true } else { false } }
    var (probabilities, means): ([Double], [Double]) = ([], [])
    for state in 0..<stateCount {
      for action in 0..<actionCount {
        let exists = action < actionCounts[state]
        probabilities += exists ? transitions[state][action] : Array(repeating: 0, count: stateCount)
        switch exists ? rewards[state][action] : .mean(0) {
        case .mean(let mean): means += Array(repeating: mean, count: isByNextState ? stateCount : 1)
        case .byNextState(let list): means += list
        }
      }
    }
    if isByNextState {
      return MarkovDecisionProcess(
        stateCount: stateCount, actionCount: actionCount, transitions: probabilities, rewardsByNextState: means,
        actionCounts: actionCounts)
    }
    return MarkovDecisionProcess(
      stateCount: stateCount, actionCount: actionCount, transitions: probabilities, rewards: means,
      actionCounts: actionCounts)
  }

  /// The rounding of a sum of probabilities that is let pass.
  private static let tolerance = 1e-12

  private static func wrongLength(
    _ row: [Double], in transitions: [[[Double]]], at path: String
  ) -> InvalidSettings {
    let isSquare = transitions.allSatisfy { rows in
      rows.count == row.count && rows.allSatisfy { $0.count == row.count }
    }
    return InvalidSettings(
      path,
      """
      \(counted: row.count, "probability", "probabilities"), but the outer list has \
      \(counted: transitions.count, "state"); accepted: one for each state\
      \(isSquare ? """
        ; perhaps actions come first here, \(transitions.count) of them in \(row.count) states: accepted are lists by \
        state, then action, then next state
        """ : "")
      """)
  }

  /// Refuses a process whose tables scenario files could not give.
  private static func check(_ process: MarkovDecisionProcess, at prefix: String) throws(InvalidSettings) {
    let (transitions, rewards) = tables(of: process)
    _ = try Self.process(transitions: transitions, rewards: rewards, at: prefix)
  }

  /// The tables of a process: for each state a list for each action.
  private static func tables(of process: MarkovDecisionProcess) -> (transitions: [[[Double]]], rewards: [[Reward]]) {
    let pairs = (0..<process.stateCount).map { state in
      process.actions(in: state).map { state * process.actionCount + $0 }
    }
    let rewards = pairs.map { pairs in
      pairs.map { pair -> Reward in
        process.rewardsByNextState.map { Reward.byNextState(Array($0[process.row(pair).indices])) }
          ?? Reward.mean(process.rewards[pair])
      }
    }
    return (pairs.map { $0.map { Array(process.row($0)) } }, rewards)
  }

  private static func elements(_ setting: Setting) -> [Setting] {
    if case .list(let elements) = setting { elements } else { [] }
  }

  private static func rows(_ setting: Setting) -> [[[Double]]] {
    elements(setting).map { elements($0).map { $0.asNumbers ?? [] } }
  }

  private static func rewardRows(_ setting: Setting) -> [[Reward]] {
    elements(setting).map { row in
      elements(row).map { reward -> Reward in
        if case .list = reward { .byNextState(reward.asNumbers ?? []) } else { .mean(reward.asNumber ?? 0) }
      }
    }
  }

  private static func list(_ numbers: [[Double]]) -> Setting {
    .list(numbers.map { .list($0.map { .number($0) }) })
  }

  private static func list(_ rewards: [[Reward]]) -> Setting {
    .list(
      rewards.map { row in
        .list(
          row.map { reward -> Setting in
            switch reward {
            case .mean(let mean): .number(mean)
            case .byNextState(let means): .list(means.map { .number($0) })
            }
          })
      })
  }
}
