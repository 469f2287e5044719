import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The environment `mdp` of scenario files: tables, or one of the classic examples.
public struct MDPModel: EnvironmentModel {
  public static let card = EnvironmentCard(
    id: "mdp", family: .averageReward,
    summary: "A Markov decision process given by tables, stationary or changing at given steps.",
    dynamics: """
      One unbroken path: in state s, action a pays a reward with mean r(s, a) and leads to s' with probability \
      p(s' | s, a). At a change of segment the tables change and the state stays.
      """,
    feedback: "The reward and the next state.",
    truth: "The tables of every segment, its optimal gain and bias (to 1e-9), the change points.",
    comparators: "gain and gain-realized: the optimal gain of the segment in force, in every step.",
    parameters: tables(isOptional: true) + [
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
      TabularMDP.initialParameter, TabularMDP.noiseParameter,
    ],
    notes: """
      Stochastic, stationary within a segment, the state depends on the history; rewards in [0, 1]. Processes that are \
      not communicating are refused. The manifest tells gain, span and diameter.
      """,
    reference: "M. L. Puterman, Markov Decision Processes: Discrete Stochastic Dynamic Programming, Wiley 1994.")

  private static let states = AnyParameter(
    "states", "The number of states.", .whole(1...200), default: .value(.whole(3)))

  private static func tables(isOptional: Bool) -> [AnyParameter] {
    let absent = AnyParameter.Default.absent("`segments` or `preset` is given")
    return [
      AnyParameter(
        "transitions",
        "For each state a list of rows, one for each action: the probabilities of the next state, which sum to 1.",
        .list(of: .list(of: .list(of: .number(.unit)))), default: isOptional ? absent : .required),
      AnyParameter(
        "rewards", "For each state a list of mean rewards, one for each action.",
        .list(of: .list(of: .number(.unit))), default: isOptional ? absent : .required, unit: "reward"),
    ]
  }

  private let fixed: FixedMDP
  public let problem: AverageRewardProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let sources = ["segments", "preset", "transitions"].filter { settings.has($0) }
    guard sources.count == 1 else {
      throw InvalidSettings(
        sources.last ?? "",
        sources.isEmpty
          ? "give `transitions` and `rewards`, or `segments`, or `preset`"
          : "`\(sources[0])` does not go with `\(sources[1])`; keep one of them")
    }
    guard settings.has("transitions") == settings.has("rewards") else {
      throw InvalidSettings("rewards", "`transitions` and `rewards` go together; give both or neither")
    }
    if settings.has("preset") {
      let process = MDPModel.preset(settings.object("preset"))
      let segment = AverageRewardTruth.Segment(firstRound: 1, process: process)
      fixed = try FixedMDP([segment], blaming: ["preset"], settings: settings)
    } else if settings.has("segments") {
      let (segments, paths) = try MDPModel.segments(settings.list("segments"), horizon: horizon)
      fixed = try FixedMDP(segments, blaming: paths, settings: settings)
    } else {
      let process = try MDPModel.process(settings, at: "")
      let segment = AverageRewardTruth.Segment(firstRound: 1, process: process)
      fixed = try FixedMDP([segment], blaming: ["transitions"], settings: settings)
    }
    problem = fixed.problem(horizon: horizon)
  }

  /// The first steps of all segments but the first.
  public var changePoints: [Int] { fixed.changePoints }

  /// Gain, span and diameter of every segment.
  public var facts: [String] { fixed.facts }

  /// The same instance in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> TabularMDP { fixed.environment }

  private static func segments(
    _ list: [Setting], horizon: Int
  ) throws(InvalidSettings) -> ([AverageRewardTruth.Segment], paths: [String]) {
    var segments: [AverageRewardTruth.Segment] = []
    var paths: [String] = []
    var remaining = horizon
    for (index, element) in list.enumerated() {
      guard case .object(let segment) = element else { preconditionFailure("segments are objects") }
      let path = "segments[\(index)]"
      let process = try process(segment, at: path)
      if let first = segments.first?.process,
        first.stateCount != process.stateCount || first.actionCount != process.actionCount
      {
        throw InvalidSettings(
          path,
          """
          \(process.stateCount) states and \(process.actionCount) actions, but the first segment has \
          \(first.stateCount) and \(first.actionCount); accepted: the same in all segments
          """)
      }
      if remaining > 0 {
        segments.append(AverageRewardTruth.Segment(firstRound: horizon - remaining + 1, process: process))
        paths.append(path + ".transitions")
      }
      remaining -= min(segment.whole("length"), remaining)
    }
    return (segments, paths)
  }

  /// Reads tables and checks their shapes and sums.
  private static func process(_ settings: Settings, at path: String) throws(InvalidSettings) -> MarkovDecisionProcess {
    let prefix = path.isEmpty ? "" : path + "."
    let transitions = lists(settings.list("transitions")).map { lists($0).map { Setting.list($0).asNumbers! } }
    let rewards = lists(settings.list("rewards")).map { Setting.list($0).asNumbers! }
    let (stateCount, actionCount) = (transitions.count, transitions[0].count)
    for state in 0..<stateCount {
      guard transitions[state].count == actionCount else {
        throw InvalidSettings(
          prefix + "transitions[\(state)]",
          "\(transitions[state].count) actions, but state 0 has \(actionCount); accepted: the same in every state")
      }
      for action in 0..<actionCount {
        let row = transitions[state][action]
        let sum = row.reduce(0, +)
        guard row.count == stateCount, abs(sum - 1) <= 1e-12 else {
          throw InvalidSettings(
            prefix + "transitions[\(state)][\(action)]",
            "\(row.count) probabilities with the sum \(sum); accepted: \(stateCount) probabilities with the sum 1")
        }
      }
    }
    guard rewards.count == stateCount else {
      throw InvalidSettings(
        prefix + "rewards", "\(rewards.count) lists for \(stateCount) states; accepted: one for each state")
    }
    for state in 0..<stateCount where rewards[state].count != actionCount {
      throw InvalidSettings(
        prefix + "rewards[\(state)]",
        "\(rewards[state].count) rewards for \(actionCount) actions; accepted: one for each action")
    }
    return MarkovDecisionProcess(
      stateCount: stateCount, actionCount: actionCount, transitions: transitions.flatMap { $0.flatMap { $0 } },
      rewards: rewards.flatMap { $0 })
  }

  private static func lists(_ settings: [Setting]) -> [[Setting]] {
    settings.map {
      guard case .list(let elements) = $0 else { preconditionFailure("tables are lists of lists") }
      return elements
    }
  }

  private static func preset(_ preset: Settings) -> MarkovDecisionProcess {
    switch preset.text("kind") {
    case "cycle": .cycle(stateCount: preset.whole("states"))
    case "chain": .chain(stateCount: preset.whole("states"))
    default: .twoState
    }
  }
}
