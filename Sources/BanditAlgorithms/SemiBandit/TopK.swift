import BanditCards
import BanditGames
import BanditStreams

/// Pulls the same arms forever: those that pay most when they are never rested; told the curves.
public struct TopK: SemiBanditLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "top-k", family: .semiBandit,
    summary: "Pulls the K arms that pay most without rest, in every period; told the curves.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rule: ["The K arms with the largest R_i(1), the lowest indices on ties, in every period."],
    swift: "TopK(problem, truth: truth)",
    guarantee: "Earns the sum of the K largest R_i(1) per period from `zero`: the best of the fixed sets of K arms.",
    complexity: "O(K) per period.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide: "What a learner converges to that does not know that arms recover.",
    reference: "Folklore.")

  private let arms: [Int]

  public init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth) {
    self.init(problem, truth: truth)
  }

  /// Creates the learner: `TopK(problem, truth: truth)`.
  public init(_ problem: SemiBanditProblem, truth: SemiBanditTruth) {
    var selection = ArmSelection(armCount: truth.curves.count, capacity: truth.capacity)
    selection.addLargest(of: truth.curves.map { $0[1] })
    arms = selection.arms
  }

  /// The arms.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    for arm in arms { selection.add(arm) }
  }
}
