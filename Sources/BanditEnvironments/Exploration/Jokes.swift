import BanditCards
import BanditGames
import BanditStreams

/// The environment `jokes` of scenario files: which item does a user like best?
public struct JokesModel: EnvironmentModel {
  /// `items` of scenario files.
  public static let items = Parameter.whole(
    "items", "The number of items, n.", 1...1000, default: 100, unit: "items")
  /// `rank` of scenario files.
  public static let rank = Parameter.whole(
    "rank", "The number of factors of users and items, r.", 1...50, default: 5)
  /// `users` of scenario files.
  public static let users = Parameter<Int?>.whole(
    "users", "The number of users, of whom each replication meets a random one.", 1...100_000,
    absent: "a new user for each replication", unit: "users")
  /// `ratings` of scenario files.
  public static let ratings = ExplorationSettings.law("ratings", default: .bernoulli)
  /// `sd` of scenario files.
  public static let sd = ExplorationSettings.sd
  /// `dataSeed` of scenario files.
  public static let dataSeed = ExplorationSettings.dataSeed("items and users")

  public static let card = EnvironmentCard(
    id: "jokes", family: .exploration,
    summary: "Items are shown to a user, who rates them; which one does the user like best? A model of low rank.",
    dynamics: """
      The mean rating of item i is (1 + u . v_i)/2, user u and items v_i points drawn uniformly on the unit sphere of r \
      dimensions. Showing an item gives a rating with this mean: 1 (liked) or 0, or a normal number.
      """,
    feedback: "The rating.",
    truth: "The user.",
    comparators: "\(ExplorationSettings.comparators) The worth of an item is its mean rating.",
    parameters: [items, rank, users, ratings, sd, dataSeed],
    example: ["items": 50, "rank": 4],
    swift: "try JokesModel(items: 50, rank: 4, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, stationary; ratings 0 or 1, or unbounded. Learners know the items, as vectors (1, v_i), of which mean \
      ratings are linear functions, but not the user. An item may be shown again, and is rated anew. \
      \(ExplorationSettings.pulls)
      """,
    reference: """
      In the spirit of the joke recommendation in J. Zhang, L. Jain and K. Jamieson, Learning to actively learn: a robust \
      approach, arXiv 2010.15382, without its data: model and sizes are this package's own.
      """)

  private let vectors: QueryVectors
  private let users: [[Double]]
  private let rank: Int
  public let problem: ExplorationProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      items: settings[Self.items], rank: settings[Self.rank], users: settings[Self.users],
      ratings: settings[Self.ratings], sd: settings[Self.sd], dataSeed: settings[Self.dataSeed], horizon: horizon)
  }

  /// Creates the model: `JokesModel(items: 50, rank: 4, horizon: 30)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    items: Int = Self.items.default, rank: Int = Self.rank.default, users: Int? = nil,
    ratings: ResponseLaw = Self.ratings.default, sd: Double? = nil, dataSeed: Int = Self.dataSeed.default, horizon: Int
  ) throws(InvalidSettings) {
    try Self.items.check(items)
    try Self.rank.check(rank)
    try Self.users.check(users)
    try Self.dataSeed.check(dataSeed)
    let noise = try ExplorationSettings.noise(ratings, sd: sd)
    var stream = RandomStream(key: StreamKey(seed: UInt64(dataSeed)))
    var rows: [[Double]] = []
    for _ in 0..<items { rows.append([1] + ExplorationSettings.direction(rank, from: &stream)) }
    var known: [[Double]] = []
    for _ in 0..<(users ?? 0) { known.append(ExplorationSettings.direction(rank, from: &stream)) }
    vectors = QueryVectors(queries: rows, answers: rows)
    self.users = known
    self.rank = rank
    problem = ExplorationProblem(.linear(vectors), noise: noise, horizon: horizon)
  }

  /// Draws the user.
  public func instance(of replication: Int, from stream: inout RandomStream) -> MeanResponses {
    let user =
      users.isEmpty
      ? ExplorationSettings.direction(rank, from: &stream) : users[stream.integer(below: users.count)]
    return MeanResponses(
      ExplorationTruth(vectors, theta: [0.5] + user.map { $0 / 2 }), noise: problem.noise)
  }

  /// Items and users.
  public var modelBytes: Int { 8 * (rank + 1) * (vectors.queryCount + users.count) }
}
