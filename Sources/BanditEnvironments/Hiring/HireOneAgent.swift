import BanditCards
import BanditGames
import BanditStreams

/// One agent with two efforts.
public struct HiredAgent: HiringEnvironment {
  public let truth: HiringTruth

  /// Creates the agent.
  public init(_ truth: HiringTruth) { self.truth = truth }

  /// Two uniforms: the state, and whether the signal (or the action without a contract) is right.
  public mutating func play(_ pay: Double?, at round: Int, noise: inout RoundNoise) -> HiringOutcome {
    let state = noise.uniform() < 0.5
    let luck = noise.uniform()
    guard let pay else {
      return HiringOutcome(report: nil, state: state, worked: false, mean: 0.5, reward: luck < 0.5 ? 1 : 0)
    }
    let worked = truth.works(for: pay)
    let isRight = luck < (worked ? truth.accuracy : 0.5)
    return HiringOutcome(
      report: isRight ? state : !state, state: state, worked: worked, mean: truth.value(of: pay),
      reward: isRight ? 1 - pay : 0)
  }
}

/// The environment `hire-one-agent` of scenario files.
public struct HireOneAgentModel: EnvironmentModel {
  /// `q` of scenario files.
  public static let q = Parameter.number(
    "q", "The probability that work gives the right signal.", .closed(0.5...1), default: 0.8, why: "a useful signal")
  /// `c` of scenario files.
  public static let c = Parameter.number(
    "c", "What work costs the agent in a round.", .closed(0...1e6), default: 0.1, unit: "reward",
    why: "with the other defaults a third of the largest pay is enough")
  /// `M` of scenario files.
  public static let largestPay = Parameter.number(
    "M", "The largest pay for a right report.", .closed(1e-6...1e6), default: 1, unit: "reward",
    why: "no right action is worth more")

  public static let card = EnvironmentCard(
    id: "hire-one-agent", family: .hiring,
    summary: "An agent who finds out the state of the world only if it pays: a contract for one agent and two efforts.",
    dynamics: """
      The state is 0 or 1 with probability 1/2. Hired for a pay w of a right report, the agent works exactly if w q - c >= \
      w/2. Work gives the right signal with probability q at a cost c, no work a coin's; the report is the signal. The \
      principal acts on the report, or at random without a contract, and earns 1 if the action is the state, less w if the \
      report is right.
      """,
    feedback: "The report and the state; not q, c, nor whether the agent worked.",
    truth: "q, c and M, hence w* = c/(q - 1/2) and what every contract is worth.",
    comparators: "pseudo and realized: the best contract, q - w* q if w* <= M, or 1/2 without one, in every round.",
    parameters: [q, c, largestPay],
    example: ["q": 0.9, "c": 0.15],
    swift: "try HireOneAgentModel(q: 0.9, c: 0.15, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary; rewards in [min(0, 1 - M), 1]. An illustration in the spirit of the paper for one agent, whose \
      optimum is a closed form; mechanisms for several agents, whose efforts have to be correlated, are not covered.
      """,
    reference: """
      In the spirit of F. Cacciamani, M. Castiglioni and N. Gatti, Online Information Acquisition: Hiring Multiple \
      Agents, ICLR 2024 (arXiv 2307.06210); the one-agent case and its closed form are this package's own.
      """)

  private let truth: HiringTruth
  public let problem: HiringProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      q: settings[Self.q], c: settings[Self.c], largestPay: settings[Self.largestPay], horizon: horizon)
  }

  /// Creates the model: `HireOneAgentModel(q: 0.9, c: 0.15, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    q: Double = Self.q.default, c: Double = Self.c.default, largestPay: Double = Self.largestPay.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.q.check(q)
    try Self.c.check(c)
    try Self.largestPay.check(largestPay)
    truth = HiringTruth(accuracy: q, cost: c, largestPay: largestPay)
    problem = HiringProblem(largestPay: largestPay, horizon: horizon)
  }

  public var commonInstance: HiredAgent? { HiredAgent(truth) }

  /// What a round can cost at most: a best contract forgone, or the largest pay without work.
  public var largestGap: Double? {
    let worst = min(truth.value(of: largestIdlePay), truth.value(of: problem.largestPay), 0.5)
    return truth.bestValue - worst
  }

  /// The largest pay for which the agent does not work, or the next above it.
  private var largestIdlePay: Double { min(truth.sufficientPay, problem.largestPay).nextDown }

  /// The agent, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> HiredAgent { HiredAgent(truth) }

  /// What is known of the optimum.
  public var facts: [String] {
    func short(_ number: Double) -> Double { (number * 1e6).rounded() / 1e6 }
    return [
      truth.bestPay.map { "the best pay is \(short($0)), worth \(short(truth.bestValue)) a round" }
        ?? "it is best to hire nobody, worth 0.5 a round"
    ]
  }
}
