import BanditCards
import BanditGames
import BanditStreams

/// Pulls a uniformly random set of K arms in every period.
public struct RandomArms: SemiBanditLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "random-arms", family: .semiBandit,
    summary: "Pulls a uniformly random set of K arms in every period.",
    setting: "Any.",
    rewards: .free,
    rule: ["A uniform draw of min(K, N) arms without replacement, independently in each period."],
    swift: "RandomArms(problem)",
    guarantee: "None.",
    complexity: "O(K) per period.", randomness: "min(K, N) integers per period.",
    numerics: "Nothing is computed.", deviations: "None.",
    guide: "The line above which nothing has been learned.",
    reference: "Folklore; the draw is that of R. A. Fisher and F. Yates, 1938.")

  private let setSize: Int
  private var order: [Int]

  public init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    self.init(problem)
  }

  /// Creates the learner: `RandomArms(problem)`.
  public init(_ problem: SemiBanditProblem) {
    setSize = problem.setSize
    order = Array(0..<problem.armCount)
  }

  /// A random set.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    // Whatever order the last period left, a partial shuffle of it is uniform.
    for place in 0..<setSize {
      order.swapAt(place, place + noise.integer(below: order.count - place))
      selection.add(order[place])
    }
  }
}
