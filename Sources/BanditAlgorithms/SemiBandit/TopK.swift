import BanditCards
import BanditGames
import BanditStreams

/// Pulls the same arms forever: those that pay most when they are never rested; told the curves.
public struct TopK: SemiBanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "top-k", family: .semiBandit,
    summary: "Pulls the K arms that pay most without rest, in every period; told the curves.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rewards: .free,
    rule: ["The K arms with the largest R_i(1), the lowest indices on ties, in every period."],
    swift: "try TopK(problem, truth: truth)",
    guarantee: "Earns the sum of the K largest R_i(1) per period from `zero`: the best of the fixed sets of K arms.",
    complexity: "O(K) per period.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide: "What a learner converges to that does not know that arms recover.",
    reference: "Folklore.")

  private let arms: [Int]

  public init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth) {
    // The precondition: `check` accepted the problem.
    try! self.init(problem, truth: truth)
  }

  public static func check(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth?)
    throws(InvalidSettings)
  {
    _ = try card.settings(settings)
    _ = try problem.requireRecovery(for: card.id)
  }

  /// Creates the learner: `TopK(problem, truth: truth)`.
  ///
  /// - Throws: `InvalidSettings` where arms need no rest.
  public init(_ problem: SemiBanditProblem, truth: SemiBanditTruth) throws(InvalidSettings) {
    let recovery = try truth.requireRecovery(for: Self.card.id)
    var selection = ArmSelection(armCount: recovery.curves.count, capacity: recovery.capacity)
    selection.addLargest(of: recovery.curves.map { $0[1] })
    arms = selection.arms
  }

  /// The arms.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    for arm in arms { selection.add(arm) }
  }
}
