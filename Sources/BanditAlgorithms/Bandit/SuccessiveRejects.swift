import BanditCards
import BanditGames
import BanditStreams

/// Finds the best arm with a fixed budget: after each of K - 1 phases the worst arm is dropped.
public struct SuccessiveRejects: BanditLearner, Configurable, Caveated, Recommending, Stopping, Reporting {
  public static let card = AlgorithmCard(
    id: "successive-rejects", family: .bandit,
    summary:
      "Pulls all surviving arms equally often in K - 1 phases, each of which drops the worst; the last one is recommended.",
    setting: "Stochastic rewards; the horizon is the budget, at least K + 1.",
    rewards: .free,
    rule: [
      "logbar = 1/2 + sum_{i=2}^K 1/i; n_0 = 0, n_k = ceil((T - K) / (logbar (K + 1 - k))), k = 1, ..., K - 1;",
      "phase k: each surviving arm n_k - n_{k-1} times, in turn, then the one with the lowest mean leaves.",
    ],
    parameters: [LeftoverPulls.parameter, TieBreaking.ofKeptArms, StopRecord.then],
    example: ["leftover": "last-two"],
    swift: "try SuccessiveRejects(problem, leftover: .lastTwo)",
    guarantee:
      """
      For rewards in [0, 1], P(wrong) <= K (K - 1) / 2 exp(-(T - K) / (logbar H_2)), H_2 = max_i i / gap_(i)^2 over arms \
      in the order of their gaps from i = 2 on (Audibert, Bubeck and Munos 2010, theorem 2).
      """,
    complexity: "O(1) per round, O(K log K) at the end of a phase.",
    randomness: "None (K - 1 integers in the first round where ties are broken at random).",
    numerics: "Means are sums divided by counts over all phases.",
    deviations:
      """
      Pulls that the phases leave over stay unspent, as published; `last-two` spends them on the last two arms, in turn, \
      which is what some public code does.
      """,
    guide:
      """
      The classic for a fixed budget: no parameter, and right for instances of any hardness. Where arms are very many, \
      sequential-halving wastes less on the bad ones.
      """,
    reference:
      "J.-Y. Audibert, S. Bubeck and R. Munos, Best arm identification in multi-armed bandits, COLT 2010, figure 3.",
    isAnytime: false, metrics: [.stoppingTime, .stopped])

  private var search: BestArmSearch
  private var ties: TieOrder
  private var phase: PulledInTurn
  /// n_k - n_{k-1} of each phase.
  private let increments: [Int]
  private var phasesDone = 0
  /// Pulls for the last two arms beyond those of their phase.
  private let more: Int

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, leftover: settings[LeftoverPulls.parameter], ties: settings[TieBreaking.ofKeptArms],
      then: settings[StopRecord.then])
  }

  /// Creates the learner: `SuccessiveRejects(problem, leftover: .lastTwo)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: BanditProblem, leftover: LeftoverPulls = LeftoverPulls.parameter.default,
    ties: TieBreaking = TieBreaking.ofKeptArms.default, then: StopRecord.Then = StopRecord.then.default
  ) throws(InvalidSettings) {
    let (armCount, budget) = (problem.armCount, problem.horizon)
    let bar = 0.5 + (2...max(2, armCount)).reduce(0) { $0 + 1 / Double($1) }
    let pulls = (1..<max(2, armCount)).map { phase in
      max(1, Int((Double(budget - armCount) / (bar * Double(armCount + 1 - phase))).rounded(.up)))
    }
    increments = zip([0] + pulls, pulls).map { $1 - $0 }
    // The arm dropped in phase k was pulled n_k times, the last one as often as the one before it.
    let spent = pulls.reduce(0, +) + (armCount > 1 ? pulls[armCount - 2] : 0)
    more = leftover == .lastTwo ? max(0, budget - spent) : 0
    search = BestArmSearch(armCount: armCount, then: then)
    caveats =
      budget > armCount
      ? [] : ["the horizon is not above the number of arms: none is pulled more than once, and no phase drops any"]
    self.ties = TieOrder(ties, armCount: armCount)
    phase = PulledInTurn(Array(0..<armCount), pulls: increments[0], more: armCount <= 2 ? more : 0)
  }

  /// That the budget is too small, if it is.
  public let caveats: [String]

  public var stop: StopRecord { search.stop }

  public var recommendation: Int? { search.recommendation }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round == 1 { ties.draw(from: &noise) }
    return search.committedArm ?? phase.arm
  }

  /// Updates the mean of the arm, and drops an arm at the end of a phase.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    guard search.observe(reward, of: arm) else { return }
    phase.advance()
    // A phase may have no pulls of its own.
    while phase.isOver {
      let ranked = ties.sorted(phase.arms, by: search.arms.means)
      if ranked.count <= 2 { return search.decide(on: ranked[0], after: round) }
      phasesDone += 1
      phase = PulledInTurn(
        ranked.dropLast().sorted(), pulls: increments[phasesDone], more: ranked.count == 3 ? more : 0)
    }
  }
}
