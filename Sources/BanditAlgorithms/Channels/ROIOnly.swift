import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The best fixed target returns without budgets, known in advance.
public struct ROIOnly: ChannelsLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "roi-only", family: .channels,
    summary: "Steers every channel by a target return alone: the best fixed targets, which it is told.",
    setting:
      """
      Told every channel's law; a yardstick, not a learner. At most \(TargetOptimum.fixedChannelLimit) channels that \
      are the same in every period, or \(TargetOptimum.randomChannelLimit) others.
      """,
    rule: [
      "Budgets infinite, targets g_j in every period.",
      "Where every period is the same a channel spends 0 or at least the cost of all its best auctions;",
      "for each set of spending channels the rest of the budget goes to the best further auctions,",
      "and g_j is the average return at what is spent.",
    ],
    swift: "ROIOnly(problem, truth: truth)",
    guarantee:
      """
      The best value that target returns can reach, which may be an arbitrarily small share of what budgets reach (the \
      paper's abstract). Keeps to budget and target in every period where all are the same, in expectation else.
      """,
    complexity:
      """
      O(M) per period; the optimum once, O(2^M N) for N auctions, or up to 10^6 combinations of targets where auctions \
      change.
      """,
    randomness: "None.",
    numerics: "A target counts as met up to a relative 1e-14, so that a target equal to an auction's return buys it.",
    deviations:
      """
      Where auctions change from period to period the targets are the best of a grid, made of the average returns \
      after each auction: approximate, from below.
      """,
    guide:
      """
      To see what is lost by per-channel targets: compare with optimal-budgets. With many small auctions per channel \
      little is lost; adaptive-pacing is a learner that uses targets.
      """,
    reference:
      """
      Y. Deng, N. Golrezaei, P. Jaillet, J. C. N. Liang and V. Mirrokni, Multi-channel autobidding with budget and \
      ROI constraints, ICML 2023: per-channel ROIs alone can be arbitrarily worse. The computation is this project's.
      """)

  private let levers: [ChannelLever]

  /// Refuses channels whose best targets are not computed.
  public static func check(
    settings: Settings, problem: ChannelsProblem, truth: ChannelsTruth?
  ) throws(InvalidSettings) {
    _ = try card.settings(settings)
    if let truth, truth.targetOptimum == nil {
      throw InvalidSettings(
        "",
        """
        the best target returns of these \(truth.laws.count) channels are not computed; accepted: at most \
        \(TargetOptimum.fixedChannelLimit) channels if each is the same in every period (fewer if they have many \
        thousands of auctions), else at most \(TargetOptimum.randomChannelLimit)
        """)
    }
  }

  public init(settings: Settings, problem: ChannelsProblem, truth: ChannelsTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the learner: `ROIOnly(problem, truth: truth)`; nothing is bought where the best targets are not computed.
  public init(_ problem: ChannelsProblem, truth: ChannelsTruth) {
    let targets = truth.targetOptimum?.targets ?? truth.laws.map { _ in .infinity }
    levers = targets.map { ChannelLever(targetReturn: $0) }
  }

  /// The best targets.
  public mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    for channel in levers.indices { levers[channel] = self.levers[channel] }
  }

  /// Nothing is learned.
  public mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
}
