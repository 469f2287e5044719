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
  private var scratch: [Double] = []

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
      process.bestActions(losses: totals, into: &targets, scratch: &scratch)
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
  /// Who chooses the losses.
  public enum Adversary: String, Sendable, CaseIterable {
    /// Mean losses are drawn once.
    case iid
    /// Mean losses are drawn anew at each change.
    case switching = "switch"
    /// The actions of the best policy for the losses summed up so far lose 1, the others nothing.
    case bestSoFar = "best-so-far"
  }

  /// When means are drawn anew.
  public enum Changes: Hashable, Sendable {
    /// So many times, at equal distances.
    case count(Int)
    /// In the episodes that begin with new means.
    case episodes([Int])
  }

  /// Whether losses scatter around their means.
  public enum Noise: String, Sendable, CaseIterable {
    /// The means are suffered as they are.
    case none
    /// The losses are coins.
    case bernoulli
  }

  /// `layers` of scenario files.
  public static let layers = Parameter.whole("layers", "The number of layers, H.", 1...1000, unit: "steps")
  /// `states` of scenario files.
  public static let states = Parameter.whole("states", "The number of states of each layer, S.", 1...1000)
  /// `actions` of scenario files.
  public static let actions = Parameter.whole("actions", "The number of actions, A.", 1...1000)
  /// `adversary` of scenario files.
  public static let adversary = Parameter.choice(
    "adversary", "Who chooses the losses: `iid`, `switch` or `best-so-far`.", default: Adversary.iid,
    why: "the plainest")
  /// `changes` of scenario files; `nil` for one in the middle, with the adversary switch.
  public static let changes = Parameter<Changes?>(
    AnyParameter(
      "changes",
      """
      With the adversary `switch`, how often means are drawn anew, at equal distances, or the episodes that begin with \
      new ones.
      """,
      .either([.whole(1...1_000_000), .list(of: .whole(from: 2), count: 1...1_000_000)]),
      default: .absent("once, in the middle, with the adversary switch")),
    read: { setting in
      if let count = setting?.asWhole { return .count(count) }
      return (setting?.asWholes).map { .episodes($0) }
    },
    write: { changes in
      switch changes {
      case .count(let count)?: .whole(count)
      case .episodes(let episodes)?: .list(episodes.map { .whole($0) })
      case nil: nil
      }
    })
  /// `noise` of scenario files.
  public static let noise = Parameter.choice(
    "noise", "Whether means are suffered as they are, `none`, or as coins, `bernoulli`.", default: Noise.none,
    why: "the adversarial setting")
  /// `concentration` of scenario files.
  public static let concentration = Parameter.number(
    "concentration",
    "The parameter of the symmetric Dirichlet law of transitions: small for nearly deterministic ones.",
    .closed(1e-3...1e6), default: 1, why: "uniform over all laws")

  public static let card = EnvironmentCard(
    id: "adversarial-mdp", family: .episodic,
    summary: "Episodes of a layered Markov decision process with fixed transitions and losses chosen by an adversary.",
    dynamics: """
      H layers of S states with A actions, one episode a round, from state 0 of the first layer through the last one. \
      Transitions of a replication: each row ~ Dirichlet(concentration, ...). Losses of pairs: iid, means u ~ U[0, 1] \
      drawn once; switch, drawn anew at each change; best-so-far, 1 for the actions of the best policy for the losses \
      summed up so far (lowest on ties, in every state), 0 for all others. Means are suffered as they are (noise none) \
      or as coins.
      """,
    feedback: "H, S, A, the number of episodes and the transitions; after an episode the losses along its trajectory.",
    truth: "The mean losses of every state-action pair in every episode.",
    comparators: """
      external: the best fixed policy in hindsight by mean losses, exact by backward induction on their sums; the \
      value of each policy played is exact, too.
      """,
    parameters: [layers, states, actions, adversary, changes, noise, concentration],
    example: ["layers": 3, "states": 4, "actions": 2, "adversary": "best-so-far"],
    swift: "try AdversarialMDPModel(layers: 3, states: 4, actions: 2, horizon: 1000, adversary: .bestSoFar)",
    facts: EnvironmentFacts(.adversarial, isStationary: nil, feedback: .bandit),
    notes: """
      Adversarial, oblivious (losses do not depend on the learner), not stationary in general; losses in [0, 1], \
      reported as negative values. With switch one fixed policy for all periods is the comparator, so that regret is \
      often negative.
      """,
    reference: """
      The setting of Y. Dai, H. Luo, C.-Y. Wei and J. Zimmert, Refined regret for adversarial MDPs with linear \
      function approximation, ICML 2023 (arXiv 2301.12942), tabular; adversaries and laws are ours, the paper has no \
      experiments.
      """)

  private let concentration: Double
  private let isDeterministic: Bool
  /// The first episodes of the periods; `nil` for best-so-far.
  private let periods: [Int]?
  /// What learners may know before a replication.
  public let problem: EpisodicProblem

  /// Transitions and losses of one replication take up this much room at most, in numbers.
  private static let limit = 10_000_000

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      layers: settings[Self.layers], states: settings[Self.states], actions: settings[Self.actions], horizon: horizon,
      adversary: settings[Self.adversary], changes: settings[Self.changes], noise: settings[Self.noise],
      concentration: settings[Self.concentration])
  }

  /// Creates the model: `AdversarialMDPModel(layers: 3, states: 4, actions: 2, horizon: 1000, adversary: .bestSoFar)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the arguments do not go
  ///   together.
  public init(
    layers: Int, states: Int, actions: Int, horizon: Int, adversary: Adversary = Self.adversary.default,
    changes: Changes? = nil, noise: Noise = Self.noise.default, concentration: Double = Self.concentration.default
  ) throws(InvalidSettings) {
    try Self.layers.check(layers)
    try Self.states.check(states)
    try Self.actions.check(actions)
    try Self.changes.check(changes)
    try Self.concentration.check(concentration)
    problem = EpisodicProblem(layerCount: layers, stateCount: states, actionCount: actions, episodeCount: horizon)
    self.concentration = concentration
    isDeterministic = noise == .none
    if adversary != .switching, changes != nil {
      throw InvalidSettings("changes", "`changes` goes with the adversary switch, not \(adversary.rawValue)")
    }
    switch adversary {
    case .iid: periods = [1]
    case .switching: periods = try [1] + Self.episodes(of: changes ?? .count(1), horizon: horizon)
    case .bestSoFar: periods = nil
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

  /// The episodes in which means change, up to a horizon.
  private static func episodes(of changes: Changes, horizon: Int) throws(InvalidSettings) -> [Int] {
    let episodes: [Int]
    switch changes {
    case .count(let count):
      guard count < horizon else {
        throw InvalidSettings("changes", "found \(count); accepted: fewer than the episodes, \(horizon)")
      }
      return (1...count).map { Int(Double($0) * Double(horizon) / Double(count + 1)) + 1 }
    case .episodes(let list): episodes = list
    }
    for (index, pair) in zip(episodes, episodes.dropFirst()).enumerated() where pair.0 >= pair.1 {
      throw InvalidSettings("changes[\(index + 1)]", "found \(pair.1) after \(pair.0); accepted: increasing episodes")
    }
    return episodes.filter { $0 <= horizon }
  }
}
