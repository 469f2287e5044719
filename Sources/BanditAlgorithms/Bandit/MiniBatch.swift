import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Plays another policy's choice for a block of rounds at a time and feeds it the block's average.
public struct MiniBatch: BanditLearner, Configurable {
  /// The policies on offer.
  static let bases: [any (BanditLearner & Configurable<BanditProblem>).Type] = [
    Exp3.self, UCB1.self, KLUCB.self, SuccessiveElimination.self,
  ]

  private static func defaults(of card: AlgorithmCard) -> Settings {
    Settings(
      card.parameters.compactMap { parameter in
        if case .value(let value) = parameter.defaultValue { Settings.Entry(parameter.name, value) } else { nil }
      })
  }

  public static let card = AlgorithmCard(
    id: "mini-batch", family: .bandit,
    summary: "Plays another policy's choice for a block of rounds at a time and feeds it the block's average reward.",
    setting: "Rewards that depend on the last pulls, with a memory short against the horizon; what the base asks for.",
    rule: """
      Blocks of tau rounds; in block b the arm that the base chooses for its round b is pulled throughout, and the base \
      gets the average reward of the last tau - burnIn rounds of the block. The base's horizon is ceil(T / tau). auto: \
      tau = (T / (7 K ln K))^(1/3), rounded.
      """,
    parameters: [
      AnyParameter(
        "base", "The policy inside, with its own parameters.",
        .variant(tag: "id", bases.map { ParameterKind.Variant($0.card.id, $0.card.parameters) }),
        default: .value(
          .object(
            Settings([Settings.Entry("id", .text(Exp3.card.id))] + MiniBatch.defaults(of: Exp3.card).entries))),
        why: "the base of the theorem"),
      AnyParameter(
        "block", "The rounds of a block, tau, or `auto`.", .either([.choice(["auto"]), .whole(from: 1)]),
        default: .value(.text("auto")), unit: "rounds", why: "the block of the theorem, for exp3"),
      AnyParameter(
        "burnIn", "The first rewards of each block that do not count.", .whole(from: 0), default: .value(.whole(0)),
        unit: "rounds", why: "the reduction counts them all"),
    ],
    guarantee: """
      With exp3 inside, regret against the best arm pulled in every round of about (m + 1)(7 K ln K)^(1/3) T^(2/3) for \
      memory m (following Arora, Dekel and Tewari 2012).
      """,
    complexity: "O(1) per round and one round of the base per block.",
    randomness: "That of the base, once per block.", numerics: "Averages are sums divided by counts.",
    deviations: "burnIn is our own.",
    guide: """
      The general answer to environments that remember, whatever their form, at the price of a regret of order T^(2/3). \
      Where one arm pulled all the time is best, wtb-successive-elimination does better with time.
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
  private var base: any BanditLearner & Configurable<BanditProblem>
  private var arm = 0
  private var place = 0
  private var number = 0
  private var sum = 0.0

  /// Creates the policy.
  ///
  /// - Throws: `InvalidSettings` if nothing of a block would count, or the base refuses.
  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    burnIn = settings.whole("burnIn")
    if case .whole(let given)? = settings["block"] {
      block = given
    } else {
      block = max(1, MiniBatch.tunedBlock(armCount: problem.armCount, horizon: problem.horizon))
    }
    guard burnIn < block else {
      throw InvalidSettings("burnIn", "found \(burnIn); accepted: less than the rounds of a block, \(block)")
    }
    let id = settings.object("base").text("id")
    guard let type = MiniBatch.bases.first(where: { $0.card.id == id }) else {
      preconditionFailure("no base is called '\(id)': does the card declare it?")
    }
    let blocks = problem.horizon / block + (problem.horizon % block == 0 ? 0 : 1)
    base = try type.init(
      settings: settings.object("base"),
      problem: BanditProblem(armCount: problem.armCount, horizon: blocks, rewardRange: problem.rewardRange))
  }

  /// (T / (7 K ln K))^(1/3), rounded; T for a single arm.
  static func tunedBlock(armCount: Int, horizon: Int) -> Int {
    let count = Double(armCount)
    let length = Double.cbrt(Double(horizon) / (7 * count * .log(count))).rounded()
    return length < Double(horizon) ? Int(length) : horizon
  }

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
