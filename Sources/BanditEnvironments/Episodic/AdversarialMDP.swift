import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// A layered process whose losses an adversary chooses.
public struct AdversarialMDP: EpisodicEnvironment {
  /// Who chooses the losses.
  enum Adversary: Sendable {
    /// The same mean losses for a while, then others: the first episode and the losses of each period.
    case periods([(firstEpisode: Int, losses: [Double])])
    /// In each episode loss 1 for what the best policy in hindsight would do in every state, 0 elsewhere.
    case bestSoFar
  }

  /// The transitions.
  public let truth: LayeredProcess
  /// The mean losses of the present episode.
  public private(set) var losses: [Double]
  private let adversary: Adversary
  private let isDeterministic: Bool
  private var period = -1
  /// The summed losses of earlier episodes, and the best actions for them.
  private var totals: [Double] = []
  private var targets: [Int] = []

  init(process: LayeredProcess, adversary: Adversary, isDeterministic: Bool) {
    truth = process
    self.adversary = adversary
    self.isDeterministic = isDeterministic
    losses = Array(repeating: 0, count: process.pairCount)
    if case .bestSoFar = adversary { totals = losses }
  }

  /// Chooses the losses of an episode.
  public mutating func begin(episode: Int) {
    switch adversary {
    case .periods(let periods):
      guard period + 1 < periods.count, episode >= periods[period + 1].firstEpisode else { return }
      period += 1
      losses = periods[period].losses
    case .bestSoFar:
      for pair in losses.indices { totals[pair] += losses[pair] }
      process.bestActions(losses: totals, into: &targets)
      for place in targets.indices {
        for action in 0..<process.actionCount {
          losses[place * process.actionCount + action] = action == targets[place] ? 1 : 0
        }
      }
    }
  }

  /// The mean loss, or a coin with that mean; one uniform.
  public func loss(of pair: Int, noise: inout RoundNoise) -> Double {
    if isDeterministic { return losses[pair] }
    return noise.uniform() < 1 - losses[pair] ? 0 : 1
  }
}

/// The environment `adversarial-mdp` of scenario files.
public struct AdversarialMDPModel: EnvironmentModel {
  public static let card = EnvironmentCard(
    id: "adversarial-mdp", family: .episodic,
    summary: "Episodes of a layered Markov decision process with fixed transitions and losses chosen by an adversary.",
    dynamics: """
      H layers of S states with A actions, one episode a round, from state 0 of the first layer through the last one. \
      Transitions of a replication: each row ~ Dirichlet(concentration, ...). Losses of pairs: iid, means u ~ U[0, 1] drawn \
      once; switch, drawn anew at each change; best-so-far, 1 for the actions of the best policy for the losses summed up \
      so far (lowest on ties, in every state), 0 for all others. Means are suffered as they are (noise none) or as coins.
      """,
    feedback: "H, S, A, the number of episodes and the transitions; after an episode the losses along its trajectory.",
    truth: "The mean losses of every state-action pair in every episode.",
    comparators: """
      external: the best fixed policy in hindsight by mean losses, exact by backward induction on their sums; the value of \
      each policy played is exact, too.
      """,
    parameters: [
      AnyParameter("layers", "The number of layers, H.", .whole(1...1000), default: .required, unit: "steps"),
      AnyParameter("states", "The number of states of each layer, S.", .whole(1...1000), default: .required),
      AnyParameter("actions", "The number of actions, A.", .whole(1...1000), default: .required),
      AnyParameter(
        "adversary", "Who chooses the losses: `iid`, `switch` or `best-so-far`.",
        .choice(["iid", "switch", "best-so-far"]), default: .value(.text("iid")), why: "the plainest"),
      AnyParameter(
        "changes",
        """
        With the adversary `switch`, how often means are drawn anew, at equal distances, or the episodes that begin with \
        new ones.
        """,
        .either([.whole(1...1_000_000), .list(of: .whole(from: 2), count: 1...1_000_000)]),
        default: .absent("once, in the middle, with the adversary switch")),
      AnyParameter(
        "noise", "Whether means are suffered as they are, `none`, or as coins, `bernoulli`.",
        .choice(["none", "bernoulli"]), default: .value(.text("none")), why: "the adversarial setting"),
      AnyParameter(
        "concentration",
        "The parameter of the symmetric Dirichlet law of transitions: small for nearly deterministic ones.",
        .number(.closed(1e-3...1e6)), default: .value(.number(1)), why: "uniform over all laws"),
    ],
    notes: """
      Adversarial, oblivious (losses do not depend on the learner), not stationary in general; losses in [0, 1], reported \
      as negative values. With switch one fixed policy for all periods is the comparator, so that regret is often negative.
      """,
    reference: """
      The setting of Y. Dai, H. Luo, C.-Y. Wei and J. Zimmert, Refined regret for adversarial MDPs with linear function \
      approximation, ICML 2023 (arXiv 2301.12942), tabular; adversaries and laws are ours, the paper has no experiments.
      """)

  private let concentration: Double
  private let isDeterministic: Bool
  /// The first episodes of the periods; `nil` for best-so-far.
  private let periods: [Int]?
  /// What learners may know before a replication.
  public let problem: EpisodicProblem

  /// Transitions and losses of one replication take up this much room at most, in numbers.
  private static let limit = 10_000_000

  /// Creates the model from validated settings.
  ///
  /// - Throws: `InvalidSettings` if the settings do not go together.
  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    problem = EpisodicProblem(
      layerCount: settings.whole("layers"), stateCount: settings.whole("states"),
      actionCount: settings.whole("actions"), episodeCount: horizon)
    concentration = settings.number("concentration")
    isDeterministic = settings.text("noise") == "none"
    let adversary = settings.text("adversary")
    if adversary != "switch", settings.has("changes") {
      throw InvalidSettings("changes", "`changes` goes with the adversary switch, not \(adversary)")
    }
    switch adversary {
    case "iid": periods = [1]
    case "switch": periods = try [1] + Self.changes(settings["changes"] ?? .whole(1), horizon: horizon)
    default: periods = nil
    }
    let numbers = Double(problem.pairCount) * Double(problem.stateCount + (periods?.count ?? 1))
    guard numbers <= Double(Self.limit) else {
      throw InvalidSettings(
        "states", "transitions and losses make \(Int(numbers)) numbers; accepted: up to \(Self.limit)")
    }
  }

  /// The first episodes with new means.
  public var changePoints: [Int] { periods.map { Array($0.dropFirst()) } ?? [] }

  /// Draws the transitions and the mean losses of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> AdversarialMDP {
    // The concentration is well inside what the law accepts.
    let law = try! Dirichlet(concentrations: Array(repeating: concentration, count: problem.stateCount))
    var transitions: [Double] = []
    transitions.reserveCapacity((problem.pairCount - problem.stateCount * problem.actionCount) * problem.stateCount)
    for _ in 0..<(problem.layerCount - 1) * problem.stateCount * problem.actionCount {
      transitions += law.sample(from: &stream)
    }
    let process = LayeredProcess(
      layerCount: problem.layerCount, stateCount: problem.stateCount, actionCount: problem.actionCount,
      transitions: transitions)
    guard let periods else {
      return AdversarialMDP(process: process, adversary: .bestSoFar, isDeterministic: isDeterministic)
    }
    var drawn: [(firstEpisode: Int, losses: [Double])] = []
    for episode in periods {
      drawn.append((episode, (0..<problem.pairCount).map { _ in stream.uniform() }))
    }
    return AdversarialMDP(process: process, adversary: .periods(drawn), isDeterministic: isDeterministic)
  }

  private static func changes(_ setting: Setting, horizon: Int) throws(InvalidSettings) -> [Int] {
    if case .whole(let count) = setting {
      guard count < horizon else {
        throw InvalidSettings("changes", "found \(count); accepted: fewer than the episodes, \(horizon)")
      }
      return (1...count).map { Int(Double($0) * Double(horizon) / Double(count + 1)) + 1 }
    }
    let episodes = setting.asWholes ?? []
    for (index, pair) in zip(episodes, episodes.dropFirst()).enumerated() where pair.0 >= pair.1 {
      throw InvalidSettings("changes[\(index + 1)]", "found \(pair.1) after \(pair.0); accepted: increasing episodes")
    }
    return episodes.filter { $0 <= horizon }
  }
}
