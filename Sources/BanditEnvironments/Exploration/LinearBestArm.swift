import BanditCards
import BanditGames
import BanditStreams

/// The environment `linear-best-arm` of scenario files: which of some vectors has the largest product with theta?
public struct LinearBestArmModel: EnvironmentModel {
  private static let entries = NumberRange.closed(-1e3...1e3)
  private static let largestDimension = 50
  /// `queries` of scenario files.
  public static let queries = ExplorationSettings.rows(
    "queries", "The vectors that can be queried, X.", entries, columns: largestDimension,
    absent: "`count` points drawn on the unit sphere with `dataSeed`")
  /// `answers` of scenario files.
  public static let answers = ExplorationSettings.rows(
    "answers", "The vectors of which the best one is looked for, Z.", entries, columns: largestDimension,
    absent: "the queries")
  /// `theta` of scenario files.
  public static let theta = Parameter<[Double]?>(
    AnyParameter(
      "theta", "The unknown vector.", .list(of: .number(entries), count: 1...largestDimension),
      default: .absent("drawn uniformly on the unit sphere for each replication")),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  /// `count` of scenario files.
  public static let count = Parameter<Int?>.whole(
    "count", "The number of drawn queries.", 1...1000, absent: "20; none with `queries`")
  /// `dimension` of scenario files.
  public static let dimension = Parameter<Int?>.whole(
    "dimension", "The dimension of drawn queries, d.", 1...largestDimension, absent: "3; none with `queries`")
  /// `sd` of scenario files.
  public static let sd = Parameter.number(
    "sd", "The standard deviation of the noise.", NumberRange(lower: .excluded(0), upper: .included(1e6)), default: 1,
    unit: "reward")
  /// `dataSeed` of scenario files.
  public static let dataSeed = ExplorationSettings.dataSeed("drawn queries")

  public static let card = EnvironmentCard(
    id: "linear-best-arm", family: .exploration,
    summary: "Vectors of which the one with the largest product with an unknown vector is looked for.",
    dynamics: "A query of x gives x . theta + N(0, sd^2).",
    feedback: "The response.",
    truth: "theta.",
    comparators: "\(ExplorationSettings.comparators) The worth of answer z is z . theta.",
    parameters: [queries, answers, theta, count, dimension, sd, dataSeed],
    example: ["queries": [[1, 0], [0, 1], [0.8, 0.6]], "theta": [1, 0]],
    swift: "try LinearBestArmModel(queries: [[1, 0], [0, 1], [0.8, 0.6]], theta: [1, 0], horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .unbounded, feedback: .bandit),
    notes: """
      Stochastic, stationary; responses are unbounded. Learners know all vectors and sd. Queries and answers may differ. \
      \(ExplorationSettings.pulls) Answers in directions that no query has cannot be told apart.
      """,
    reference: """
      M. Soare, A. Lazaric and R. Munos, Best-arm identification in linear bandits, NIPS 2014; queries and answers apart as \
      in T. Fiez, L. Jain, K. G. Jamieson and L. Ratliff, Sequential experimental design for transductive linear bandits, \
      NeurIPS 2019.
      """)

  private let vectors: QueryVectors
  private let common: ExplorationTruth?
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      queries: settings[Self.queries], answers: settings[Self.answers], theta: settings[Self.theta],
      count: settings[Self.count], dimension: settings[Self.dimension], sd: settings[Self.sd],
      dataSeed: settings[Self.dataSeed], horizon: horizon)
  }

  /// Creates the model: `LinearBestArmModel(queries: [[1, 0], [0, 1]], theta: [1, 0], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    queries: [[Double]]? = nil, answers: [[Double]]? = nil, theta: [Double]? = nil, count: Int? = nil,
    dimension: Int? = nil, sd: Double = Self.sd.default, dataSeed: Int = Self.dataSeed.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.queries.check(queries)
    try Self.answers.check(answers)
    try Self.theta.check(theta)
    try Self.count.check(count)
    try Self.dimension.check(dimension)
    try Self.sd.check(sd)
    try Self.dataSeed.check(dataSeed)
    let asked: [[Double]]
    if let queries {
      let size = queries[0].count
      try ExplorationSettings.check(queries, "queries", columns: size)
      let idle = [
        ("count", count != nil && count != queries.count), ("dimension", dimension != nil && dimension != size),
      ]
      if let (name, _) = idle.first(where: \.1) {
        throw InvalidSettings(name, "says what `queries` says otherwise; leave one of them out")
      }
      asked = queries
    } else {
      var stream = RandomStream(key: StreamKey(seed: UInt64(dataSeed)))
      var drawn: [[Double]] = []
      for _ in 0..<(count ?? 20) { drawn.append(ExplorationSettings.direction(dimension ?? 3, from: &stream)) }
      asked = drawn
    }
    let size = asked[0].count
    if let answers, let place = answers.firstIndex(where: { $0.count != size }) {
      throw InvalidSettings(
        "answers[\(place)]", "found \(counted: answers[place].count, "number"); accepted: \(size), as of queries")
    }
    if let theta, theta.count != size {
      throw InvalidSettings("theta", "found \(counted: theta.count, "number"); accepted: \(size), as of queries")
    }
    let vectors = QueryVectors(queries: asked, answers: answers ?? asked)
    self.vectors = vectors
    common = theta.map { ExplorationTruth(vectors, theta: $0) }
    problem = ExplorationProblem(.linear(vectors), noise: .gaussian(sd: sd), horizon: horizon)
  }

  /// Draws theta, where it is not given.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    let truth =
      common
      ?? ExplorationTruth(vectors, theta: ExplorationSettings.direction(vectors.dimension, from: &stream))
    return MeanResponses(truth, noise: problem.noise)
  }

  /// The given theta.
  public var commonInstance: MeanResponses? { common.map { MeanResponses($0, noise: problem.noise) } }

  /// The vectors.
  public var modelBytes: Int { 8 * (vectors.queries.count + vectors.answers.count) }
}
