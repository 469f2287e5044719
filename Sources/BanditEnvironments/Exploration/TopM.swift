import BanditCards
import BanditGames
import BanditStreams

/// The environment `top-m` of scenario files: which set of arms has the largest sum of means?
public struct TopMModel: EnvironmentModel {
  /// `means`, `arms`, `prior` and `preset` of scenario files.
  public static let means = ExplorationSettings.armMeans
  /// `m` of scenario files.
  public static let m = Parameter<Int?>.whole(
    "m", "How many arms an answer has; at most all.", 1...10_000, absent: "1, or as `answers` says", unit: "arms")
  /// `answers` of scenario files.
  public static let answers = AnswerSets.parameter(
    "answers",
    """
    Which sets of arms are answers: `top`, those of m arms; `partition`, so many arms of each block; `trees`, the spanning \
    trees of a graph; `list`, the sets listed.
    """, absent: "all sets of `m` arms")
  /// `noise` of scenario files.
  public static let noise = ExplorationSettings.law("noise", default: .bernoulli)
  /// `sd` of scenario files.
  public static let sd = ExplorationSettings.sd

  public static let card = EnvironmentCard(
    id: "top-m", family: .exploration,
    summary: "Arms of which the best set is looked for: the best m, or the best of a family of sets.",
    dynamics: "A query of arm a gives a response with mean mu(a).",
    feedback: "The response.",
    truth: "The means.",
    comparators: "\(ExplorationSettings.comparators) The worth of a set is the sum of its means.",
    parameters: means.list + [m, answers, noise, sd],
    example: ["means": [0.7, 0.5, 0.4, 0.2], "m": 2],
    swift: "try TopMModel(means: .list([0.7, 0.5, 0.4, 0.2]), m: 2, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary; responses 0 or 1, or unbounded. Learners know the sets. \(ExplorationSettings.pulls) Sets of \
      `top`, `partition` and `trees` are bases of matroids.
      """,
    reference: """
      S. Chen, T. Lin, I. King, M. R. Lyu and W. Chen, Combinatorial pure exploration of multi-armed bandits, NIPS 2014, \
      for the problem.
      """)

  private let arms: ArmDraw
  private let common: ExplorationTruth?
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      means: Self.means.value(of: settings), bestArm: settings[ArmMeans.bestArm], m: settings[Self.m],
      answers: settings[Self.answers], noise: settings[Self.noise], sd: settings[Self.sd], horizon: horizon)
  }

  /// Creates the model: `TopMModel(means: .list([0.7, 0.5, 0.2]), m: 2, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    means: ArmMeans, bestArm: ArmOrder = ArmMeans.bestArm.default, m: Int? = nil, answers: AnswerSets? = nil,
    noise: ResponseLaw = Self.noise.default, sd: Double? = nil, horizon: Int
  ) throws(InvalidSettings) {
    try Self.m.check(m)
    try Self.answers.check(answers)
    if m != nil, answers != nil {
      throw InvalidSettings("m", "says what `answers` says otherwise; leave one of them out")
    }
    arms = try Self.means.draw(of: means, bestArm, horizon: horizon)
    let scatter = try ExplorationSettings.noise(noise, sd: sd)
    try ExplorationSettings.check(arms, scatter)
    let structure = try (answers ?? .top(m ?? 1)).structure(
      armCount: arms.armCount, path: answers == nil ? "m" : "answers")
    problem = ExplorationProblem(structure, noise: scatter, horizon: horizon)
    common = arms.fixedMeans.map { ExplorationTruth(structure, means: $0) }
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    let truth = common ?? ExplorationTruth(problem.structure, means: arms.draw(from: &stream).means)
    return MeanResponses(truth, noise: problem.noise)
  }

  /// The arms, where means are given in order.
  public var commonInstance: MeanResponses? { common.map { MeanResponses($0, noise: problem.noise) } }
}
