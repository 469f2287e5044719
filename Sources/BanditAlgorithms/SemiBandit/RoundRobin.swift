import BanditCards
import BanditGames
import BanditStreams

/// Pulls all arms in turn, K per period.
public struct RoundRobin: SemiBanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "round-robin", family: .semiBandit,
    summary: "Pulls all arms in turn, K per period.",
    setting: "Any.",
    rewards: .free,
    rule: [
      "Arms (b K), ..., (b K + K - 1) in period t, b = (t - 1) mod ceil(N/K);",
      "the last block may be smaller.",
    ],
    swift: "RoundRobin(problem)",
    guarantee: "None. Every arm has the period ceil(N/K).",
    complexity: "O(K) per period.", randomness: "None.", numerics: "Nothing is computed.", deviations: "None.",
    guide: "A baseline that rests all arms alike; hard to beat where all recover about as fast as N/K periods.",
    reference: "Folklore.")

  private let armCount: Int
  private let capacity: Int

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `RoundRobin(problem)`.
  public init(_ problem: SemiBanditProblem) {
    armCount = problem.armCount
    capacity = problem.setSize
  }

  /// The arms whose turn it is.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    let first = (round - 1) % ((armCount + capacity - 1) / capacity) * capacity
    for arm in first..<min(first + capacity, armCount) { selection.add(arm) }
  }
}
