import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Plays another policy's choice for a block of rounds at a time and feeds it the block's average.
public struct MiniBatch: BanditLearner, Configurable, Caveated {
  /// The policies on offer inside.
  public enum Policy: String, Sendable, CaseIterable {
    /// `Exp3`.
    case exp3
    /// `UCB1`.
    case ucb1
    /// `KLUCB`.
    case klUCB = "kl-ucb"
    /// `SuccessiveElimination`.
    case successiveElimination = "successive-elimination"

    /// Its type.
    var type: any (BanditLearner & Configurable<BanditProblem>).Type {
      switch self {
      case .exp3: Exp3.self
      case .ucb1: UCB1.self
      case .klUCB: KLUCB.self
      case .successiveElimination: SuccessiveElimination.self
      }
    }
  }

  /// The policy inside, with its own settings.
  public struct Base: Hashable, Sendable {
    /// The policy.
    public let policy: Policy
    /// Its settings; what is left out has the default of its card.
    public let settings: Settings

    /// Names a policy and its settings: `Base(.ucb1, ["exploration": .number(2)])`.
    public init(_ policy: Policy, _ settings: Settings = [:]) {
      self.policy = policy
      self.settings = settings
    }

    /// Creates the policy, from settings that are checked and completed.
    func make(_ problem: BanditProblem) throws(InvalidSettings) -> any BanditLearner {
      try policy.type.init(settings: policy.type.card.settings(settings), problem: problem)
    }
  }

  /// `base` of scenario files.
  public static let base = baseParameter(default: .exp3, why: "the base of the theorem")
  /// `block` of scenario files; `nil` is `auto`.
  public static let block = Parameter.auto(
    "block", "The rounds of a block, tau, or `auto`.", 1...Int.max, unit: "rounds",
    why: "the block of the theorem, for exp3")
  /// `burnIn` of scenario files.
  public static let burnIn = Parameter.whole(
    "burnIn", "The first rewards of each block that do not count.", from: 0, default: 0, unit: "rounds",
    why: "the reduction counts them all")

  /// A parameter that names a policy inside another learner.
  static func baseParameter(default policy: Policy, why: String) -> Parameter<Base> {
    Parameter(
      AnyParameter(
        "base", "The policy inside, with its own parameters.",
        .variant(
          tag: "id", Policy.allCases.map { ParameterKind.Variant($0.type.card.id, $0.type.card.parameters) }),
        default: .value(.object(setting(of: Base(policy, Settings(defaultsOf: policy.type.card.parameters))))),
        why: why),
      read: { setting in
        guard case .object(let object)? = setting, let policy = object["id"]?.asText.flatMap(Policy.init) else {
          return Base(policy)
        }
        return Base(policy, Settings(object.entries.filter { $0.name != "id" }))
      }, write: { .object(setting(of: $0)) })
  }

  private static func setting(of base: Base) -> Settings {
    Settings([Settings.Entry("id", .text(base.policy.rawValue))] + base.settings.entries)
  }

  public static let card = AlgorithmCard(
    id: "mini-batch", family: .bandit,
    summary: "Plays another policy's choice for a block of rounds at a time and feeds it the block's average reward.",
    setting: "Rewards that depend on the last pulls, with a memory short against the horizon; what the base asks for.",
    rewards: .settings("That of the base, whose own parameter gives it."),
    rule: [
      "Blocks of tau rounds;",
      "in block b the arm that the base chooses for its round b is pulled throughout,",
      "and the base gets the average reward of the last tau - burnIn rounds of the block.",
      "The base's horizon is ceil(T / tau).",
      "auto: tau = (T / (7 K ln K))^(1/3), rounded.",
    ],
    parameters: [base, block, burnIn],
    example: ["base": ["id": "ucb1", "exploration": 0.5], "block": 20],
    swift: #"try MiniBatch(problem, base: .init(.ucb1, ["exploration": 0.5]), block: 20)"#,
    guarantee: """
      With exp3 inside, regret against the best arm pulled in every round of about (m + 1)(7 K ln K)^(1/3) T^(2/3) for \
      memory m (following Arora, Dekel and Tewari 2012).
      """,
    complexity: "O(1) per round and one round of the base per block.",
    randomness: "That of the base, once per block.", numerics: "Averages are sums divided by counts.",
    deviations: "burnIn is our own.",
    guide: """
      The general answer to environments that remember, whatever their form, at the price of a regret of order \
      T^(2/3). Where one arm pulled all the time is best, wtb-successive-elimination does better with time.
      """,
    reference: """
      R. Arora, O. Dekel and A. Tewari, Online Bandit Learning against an Adaptive Adversary: from Regret to Policy \
      Regret, ICML 2012.
      """,
    isAnytime: false)

  /// The rounds of a block.
  let block: Int
  private let burnIn: Int
  // Called once per block: a call through the existential is shared by its rounds.
  private var base: any BanditLearner
  private var arm = 0
  private var place = 0
  private var number = 0
  private var sum = 0.0

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, base: settings[Self.base], block: settings[Self.block], burnIn: settings[Self.burnIn])
  }

  /// What the base remembers.
  public func historyBytes(problem: BanditProblem) -> Int {
    (base as? any Configurable<BanditProblem>)?.historyBytes(problem: problem) ?? 0
  }

  /// Creates the learner: `MiniBatch(problem, base: .init(.ucb1, ["exploration": .number(2)]), block: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, nothing of a block would
  ///   count, or the base refuses.
  public init(
    _ problem: BanditProblem, base: Base = Self.base.default, block: Int? = Self.block.default,
    burnIn: Int = Self.burnIn.default
  ) throws(InvalidSettings) {
    try Self.base.check(base)
    try Self.block.check(block)
    try Self.burnIn.check(burnIn)
    let length =
      block ?? max(1, MiniBatch.tunedBlock(armCount: problem.armCount, horizon: problem.horizon))
    guard burnIn < length else {
      throw InvalidSettings("burnIn", "found \(burnIn); accepted: less than the rounds of a block, \(length)")
    }
    self.burnIn = burnIn
    self.block = length
    let blocks = problem.horizon / length + (problem.horizon % length == 0 ? 0 : 1)
    self.base = try base.make(
      BanditProblem(
        armCount: problem.armCount, horizon: blocks, rewardRange: problem.rewardRange, noiseScale: problem.noiseScale))
  }

  /// (T / (7 K ln K))^(1/3), rounded; T for a single arm.
  static func tunedBlock(armCount: Int, horizon: Int) -> Int {
    let count = Double(armCount)
    let length = Double.cbrt(Double(horizon) / (7 * count * .log(count))).rounded()
    return length < Double(horizon) ? Int(length) : horizon
  }

  public var caveats: [String] { (base as? any Caveated)?.caveats ?? [] }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if place == 0 {
      number += 1
      arm = base.selectArm(at: number, noise: &noise)
    }
    return arm
  }

  /// Adds up the reward and, at the end of a block, passes the average on.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    if place >= burnIn { sum += reward }
    place += 1
    guard place == block else { return }
    base.observe(reward: sum / Double(block - burnIn), of: arm, at: number)
    place = 0
    sum = 0
  }
}
