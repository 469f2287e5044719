import BanditCards
import BanditGames
import BanditStreams

/// Finds the best arm with a fixed budget: after each of log2 K rounds of equal cost the worse half of the arms is dropped.
public struct SequentialHalving: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  /// Which rewards the means of a phase are made of.
  public enum Samples: String, Sendable, CaseIterable {
    /// All of an arm.
    case keep
    /// Those of the phase.
    case forget
  }

  /// `samples` of scenario files.
  public static let samples = Parameter.choice(
    "samples", "Whether the means of a phase `keep` the rewards of the phases before, or `forget` them.",
    default: Samples.keep, why: "nothing is thrown away")

  public static let card = AlgorithmCard(
    id: "sequential-halving", family: .bandit,
    summary: "Splits the budget over ceil(log2 K) phases, each of which keeps the better half of the arms.",
    setting: "Stochastic rewards; the horizon is the budget, at least K ceil(log2 K).",
    rewards: .free,
    rule: [
      "R = ceil(log2 K) phases; in each, floor(T / (|S| R)) pulls of each surviving arm, in turn,",
      "then the ceil(|S| / 2) arms with the highest means survive.",
    ],
    parameters: [samples, LeftoverPulls.parameter, TieBreaking.ofKeptArms, StopRecord.then],
    example: ["samples": "forget"],
    swift: "try SequentialHalving(problem, samples: .forget)",
    guarantee:
      """
      With samples `forget` and rewards in [0, 1], P(wrong) <= 3 log2 K exp(-T / (8 H_2 log2 K)), H_2 = max_i i / \
      gap_(i)^2 over arms in the order of their gaps from i = 2 on (Karnin, Koren and Somekh 2013, theorem 4.1).
      """,
    complexity: "O(1) per round, O(K log K) at the end of a phase.",
    randomness: "None (K - 1 integers in the first round where ties are broken at random).",
    numerics: "Means are sums divided by counts.",
    deviations:
      """
      By default the samples of earlier phases are kept, which the proof does not need and experiments favour; pulls that \
      the phases leave over stay unspent. `last-two` spends them on the last two arms in turn; some public code draws the \
      arm for each of them at random.
      """,
    guide:
      """
      For a fixed budget and many arms: no parameter, and the phases can be run in parallel. successive-rejects is \
      stronger with a handful of arms.
      """,
    reference:
      """
      Z. Karnin, T. Koren and O. Somekh, Almost optimal exploration in multi-armed bandits, ICML 2013, algorithm 3.
      """,
    isAnytime: false, metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  private var ties: TieOrder
  private var phase: PulledInTurn
  private let forgets: Bool
  /// floor(T / R).
  private let share: Int
  /// Pulls for the last two arms beyond those of their phase.
  private let more: Int

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, samples: settings[Self.samples], leftover: settings[LeftoverPulls.parameter],
      ties: settings[TieBreaking.ofKeptArms], then: settings[StopRecord.then])
  }

  /// Creates the learner: `SequentialHalving(problem, samples: .forget)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, samples: Samples = Self.samples.default,
    leftover: LeftoverPulls = LeftoverPulls.parameter.default, ties: TieBreaking = TieBreaking.ofKeptArms.default,
    then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    let (armCount, budget) = (problem.armCount, problem.horizon)
    var sizes = [armCount]
    while sizes[sizes.count - 1] > 2 { sizes.append((sizes[sizes.count - 1] + 1) / 2) }
    let phases = sizes.count
    share = budget / phases
    // floor(floor(T / R) / S) is floor(T / (S R)).
    let spent = sizes.reduce(0) { $0 + $1 * max(1, budget / phases / $1) }
    more = leftover == .lastTwo ? max(0, budget - spent) : 0
    forgets = samples == .forget
    let least = armCount * phases
    caveats =
      budget >= least
      ? []
      : [
        "the horizon is below \(least), a pull of each arm in each of \(phases) phases of equal cost: it may end before the last"
      ]
    search = BestArmSearch(armCount: armCount, then: then)
    self.ties = TieOrder(ties, armCount: armCount)
    phase = PulledInTurn(
      Array(0..<armCount), pulls: max(1, share / armCount), more: armCount <= 2 ? more : 0)
  }

  /// That the budget is too small, if it is.
  public let caveats: [String]

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round == 1 { ties.draw(from: &noise) }
    return search.committedArm ?? phase.arm
  }

  /// Updates the mean of the arm, and drops the worse half at the end of a phase.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm) else { return }
    phase.advance()
    guard phase.isOver else { return }
    let ranked = ties.sorted(phase.arms, by: search.arms.means)
    if ranked.count <= 2 { return search.decide(on: ranked[0], after: round) }
    let survivors = ranked.prefix((ranked.count + 1) / 2).sorted()
    if forgets { search.forget() }
    phase = PulledInTurn(survivors, pulls: max(1, share / survivors.count), more: survivors.count == 2 ? more : 0)
  }
}
