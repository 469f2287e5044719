import BanditCards
import BanditGames
import BanditStreams

/// Thompson sampling for the multinomial logit model, in epochs that end when nothing is clicked.
public struct MNLThompson: SlateLearner, Configurable {
  /// `strategy` of scenario files.
  public static let strategy = SlateStrategy.parameter

  public static let card = AlgorithmCard(
    id: "mnl-thompson", family: .slate,
    summary:
      "Keeps a slate until nothing is clicked; the clicks of such an epoch tell each item's attraction without bias.",
    setting: "One user who does not change and chooses by a multinomial logit model.",
    rule: [
      "At the start of an epoch p_i ~ Beta(E_i, C_i), v_i = 1 / p_i - 1; the slate has the S largest v_i; kept until no click.",
      "At its end E_i += 1 and C_i += clicks of i in the epoch, for the items of the slate; E_i = C_i = 1 before.",
      "greedy: the smallest means E_i / (E_i + C_i) of p_i.",
      SlateStrategy.rule,
    ],
    parameters: [strategy],
    example: ["strategy": "in-slate"],
    swift: "try MNLThompson(problem, strategy: .inSlate)",
    guarantee: "None stated here.",
    complexity: "N beta draws per epoch, O(N + S log N); S times that in-slate. O(S) per round else.",
    randomness: "N beta draws per epoch, in-slate S N; integers where rankings tie.",
    numerics: "Items are ranked by -p_i, so that no quotient overflows. Ties are broken at random.",
    deviations:
      """
      Independent beta draws, in the spirit of the published algorithm; in-slate sampling is that of another paper. An \
      epoch that the horizon cuts off teaches nothing.
      """,
    guide:
      """
      For one static user: clicks of an item in an epoch are geometric with mean v_i whatever else is on the slate, so that \
      nothing is cannibalised. For users who drift or differ an epoch mixes what does not belong together.
      """,
    reference:
      """
      In the spirit of S. Agrawal, V. Avadhanula, V. Goyal and A. Zeevi, Thompson sampling for the MNL-bandit, COLT 2017; \
      in-slate sampling: S. Eide, D. S. Leslie and A. Frigessi, arXiv 2104.15046, public code.
      """)

  /// Beta(E_i, C_i) of each item.
  private(set) var posteriors: [BetaSampler]
  private var composer: SlateComposer
  /// The slate of the present epoch; empty between epochs.
  private var slate: [Int] = []
  /// The clicks of the epoch, place by place.
  private var clicks: [Int] = []

  public init(settings: Settings, problem: SlateProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, strategy: settings[Self.strategy])
  }

  /// Creates the learner: `MNLThompson(problem, strategy: .inSlate)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(_ problem: SlateProblem, strategy: SlateStrategy = Self.strategy.default) throws(InvalidSettings) {
    try Self.strategy.check(strategy)
    posteriors = Array(repeating: BetaSampler(a: 1, b: 1), count: problem.itemCount)
    composer = SlateComposer(problem, strategy: strategy)
    slate.reserveCapacity(problem.slateSize)
    clicks = Array(repeating: 0, count: problem.slateSize)
  }

  /// Rankings.
  public func historyBytes(problem: SlateProblem) -> Int { SlateComposer.bytes(problem) }

  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    guard self.slate.isEmpty else {
      for item in self.slate { slate.add(item) }
      return
    }
    composer.compose(
      into: &slate, noise: &noise, mean: { 0 - posteriors[$0].a / (posteriors[$0].a + posteriors[$0].b) },
      draw: { 0 - posteriors[$0].draw(from: &$1) })
    for item in slate.arms { self.slate.append(item) }
  }

  /// Counts a click; ends the epoch where there is none.
  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {
    if let click {
      if let place = slate.firstIndex(of: click) { clicks[place] += 1 }
      return
    }
    for (place, item) in self.slate.enumerated() {
      posteriors[item].add(successes: 1, failures: Double(clicks[place]))
      clicks[place] = 0
    }
    self.slate.removeAll(keepingCapacity: true)
  }
}
