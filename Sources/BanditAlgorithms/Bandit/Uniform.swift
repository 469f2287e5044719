import BanditCards
import BanditGames
import BanditStreams

/// Pulls an arm at random each round.
public struct UniformLearner: BanditLearner, Configurable, ProbabilityTelling {
  public static let card = AlgorithmCard(
    id: "uniform", family: .bandit,
    summary: "Pulls an arm uniformly at random each round.",
    setting: "Any.",
    rewards: .free,
    rule: ["A_t uniform on the arms."],
    swift: "UniformLearner(problem)",
    guarantee: "Pseudo-regret exactly t times the mean gap, in expectation.",
    complexity: "O(1) per round.", randomness: "One uniform integer per round.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "The floor: an algorithm above this line has learned nothing.",
    reference: "Folklore.", acceptsDelays: true, acceptsAbsence: true)

  private let armCount: Int

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `UniformLearner(problem)`.
  public init(_ problem: BanditProblem) {
    armCount = problem.armCount
  }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    noise.integer(below: armCount)
  }

  public mutating func selectArm(at round: Int, among present: PresentArms, noise: inout RoundNoise) -> Int {
    present.arms[noise.integer(below: present.arms.count)]
  }

  /// Nothing is learned.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {}

  public var probabilities: [Double] { Array(repeating: 1 / Double(armCount), count: armCount) }
}
