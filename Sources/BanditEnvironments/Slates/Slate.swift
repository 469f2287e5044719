import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Users who choose from a slate, or nothing, by a multinomial logit model.
public struct SlateUsers: SlateEnvironment {
  /// How near an item is to a user.
  public enum Score: String, Sendable, CaseIterable {
    /// The scalar product.
    case dot
    /// Minus the Euclidean distance.
    case distance
  }

  /// What a click does to a user.
  public enum Drift: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// z <- g z + (1 - g) v.
    case linear
    /// z <- v.
    case markov
  }

  /// What users and items are made of; `nil` where attractions are given.
  private struct Space: Sendable {
    let dimension: Int
    /// Item by item.
    let items: [Double]
    /// User by user.
    var states: [Double]
    /// g of each user; empty where users do not change.
    let inertia: [Double]
    let score: Score
    let multiplier: Double
    let outside: Double
  }

  private var space: Space?
  private let itemCount: Int
  private let slateSize: Int
  private let userCount: Int
  /// log v, user by user: the logit of each item less that of nothing.
  private var logits: [Double]
  /// The largest click probability of any slate, by user.
  private var best: [Double]
  private var heap: RankHeap
  /// Who came in the latest round.
  private(set) var user = 0

  /// Users to whom items have given attractions v = exp(logit - logit of nothing).
  ///
  /// - Precondition: at least `slateSize` positive attractions.
  public init(attractions: [Double], slateSize: Int) {
    itemCount = attractions.count
    self.slateSize = slateSize
    userCount = 1
    logits = attractions.map { MultinomialLogit.clipped(.log($0)) }
    best = [0]
    heap = RankHeap(capacity: itemCount)
    rate(0)
  }

  /// Users and items in a space.
  ///
  /// - Parameters:
  ///   - items: the vector of each item.
  ///   - states: the vector of each user before the first round.
  ///   - inertia: for each user the weight g of the state before a click; empty where users never change.
  ///   - multiplier: what scores are multiplied by.
  ///   - outside: the logit of choosing nothing.
  /// - Precondition: vectors of one length, at least `slateSize` of items and one of users; an inertia for each user or
  ///   none.
  public init(
    items: [[Double]], states: [[Double]], inertia: [Double] = [], slateSize: Int, score: Score = .distance,
    multiplier: Double = 2, outside: Double = 0
  ) {
    precondition(
      !states.isEmpty && items.count >= slateSize && (inertia.isEmpty || inertia.count == states.count)
        && (items + states).allSatisfy { $0.count == states[0].count }, "users and items need vectors of one length")
    itemCount = items.count
    self.slateSize = slateSize
    userCount = states.count
    space = Space(
      dimension: states[0].count, items: items.flatMap { $0 }, states: states.flatMap { $0 }, inertia: inertia,
      score: score, multiplier: multiplier, outside: MultinomialLogit.clipped(outside))
    logits = Array(repeating: 0, count: items.count * states.count)
    best = Array(repeating: 0, count: states.count)
    heap = RankHeap(capacity: itemCount)
    for user in 0..<userCount { rate(user) }
  }

  /// Whether there is one user, who never changes.
  public var isStatic: Bool { userCount == 1 && (space?.inertia.isEmpty ?? true) }

  /// The present state of a user; `nil` where attractions are given.
  public func state(of user: Int) -> [Double]? {
    space.map { Array($0.states[user * $0.dimension..<(user + 1) * $0.dimension]) }
  }

  /// The attraction v of an item to a user: the probability of a click on it over that of none.
  public func attraction(of item: Int, to user: Int = 0) -> Double { .exp(logits[user * itemCount + item]) }

  /// The probability of a click on a slate: f(S) = sum v / (1 + sum v).
  public func clickProbability(of slate: [Int], by user: Int = 0) -> Double {
    var sum = 0.0
    for item in slate { sum += attraction(of: item, to: user) }
    return MultinomialLogit.clickProbability(ofAttraction: sum)
  }

  /// The largest click probability of any slate: that of the items with the largest attractions.
  public func bestClickProbability(by user: Int = 0) -> Double { best[user] }

  /// A random user comes and takes what pleases most: log v plus a Gumbel variable, 0 plus one for nothing.
  ///
  /// That is a choice with the probabilities of the model, in which a lucky item stays lucky on every slate.
  public mutating func choose(
    from slate: [Int], luck: [Double], outsideLuck: Double, at round: Int, noise: inout RoundNoise
  ) -> SlateOutcome {
    user = userCount > 1 ? noise.integer(below: userCount) : 0
    var click: Int?
    var highest = SlateUsers.gumbel(outsideLuck)
    for (place, item) in slate.enumerated() {
      let utility = logits[user * itemCount + item] + SlateUsers.gumbel(luck[place])
      if utility > highest {
        highest = utility
        click = item
      }
    }
    let outcome = SlateOutcome(
      click: click, clickProbability: clickProbability(of: slate, by: user), bestClickProbability: best[user])
    if let click { drift(to: click) }
    return outcome
  }

  /// Moves the user of the latest round after a click.
  private mutating func drift(to item: Int) {
    guard let inertia = space?.inertia, !inertia.isEmpty, let dimension = space?.dimension else { return }
    for axis in 0..<dimension {
      let place = user * dimension + axis
      let target = space!.items[item * dimension + axis]
      let state = inertia[user] * space!.states[place] + (1 - inertia[user]) * target
      // An inertia above 1 drives a user away from what is clicked, for ever.
      space!.states[place] = min(max(state, -SlateUsers.farthest), SlateUsers.farthest)
    }
    rate(user)
  }

  /// Finds the logits of a user's state, and what the best slate is worth.
  private mutating func rate(_ user: Int) {
    if let space {
      for item in 0..<itemCount {
        var sum = 0.0
        for axis in 0..<space.dimension {
          let (z, v) = (space.states[user * space.dimension + axis], space.items[item * space.dimension + axis])
          sum += space.score == .dot ? z * v : (z - v) * (z - v)
        }
        let score = space.score == .dot ? sum : 0 - sum.squareRoot()
        logits[user * itemCount + item] = MultinomialLogit.clipped(space.multiplier * score) - space.outside
      }
    }
    let first = user * itemCount
    heap.fill(itemCount) { logits[first + $0] }
    var sum = 0.0
    for _ in 0..<slateSize { sum += attraction(of: heap.removeFirst(), to: user) }
    best[user] = MultinomialLogit.clickProbability(ofAttraction: sum)
  }

  /// No coordinate of a user leaves this far from 0.
  private static let farthest = 1e6

  /// A Gumbel variable that grows with its uniform number.
  private static func gumbel(_ uniform: Double) -> Double { 0 - .log(0 - .log(uniform)) }
}

/// The environment `slate` of scenario files.
public struct SlateModel: EnvironmentModel {
  private static let maximumItems = 10_000
  private static let maximumUsers = 1000

  /// `items` of scenario files.
  public static let items = Parameter<Int?>.whole(
    "items", "The number of items, N.", 1...maximumItems, absent: "50, or as many as `attractions`", unit: "items")
  /// `size` of scenario files.
  public static let size = Parameter.whole(
    "size", "How many different items a slate shows, S; at most N.", 1...maximumItems, default: 5, unit: "items")
  /// `attractions` of scenario files.
  public static let attractions = Parameter<[Double]?>(
    AnyParameter(
      "attractions",
      "The attraction v_i of each item: the probability of a click on it over that of no click. Users never change then.",
      .list(of: .number(.closed(1e-9...1e8)), count: 1...maximumItems),
      default: .absent("those of users and items in a space, drawn for each replication")),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  /// `groups` of scenario files.
  public static let groups = Parameter<Int?>.whole(
    "groups", "The number of groups of items, G.", 1...maximumItems, absent: "5; none with `attractions`",
    unit: "groups")
  /// `dimension` of scenario files.
  public static let dimension = Parameter<Int?>.whole(
    "dimension", "The dimension of users and items, d.", 1...100, absent: "2; none with `attractions`")
  /// `multiplier` of scenario files.
  public static let multiplier = Parameter<Double?>.number(
    "multiplier", "What scores are multiplied by, and radii of groups and items.", .closed(0...1000),
    absent: "2; none with `attractions`")
  /// `bias` of scenario files.
  public static let bias = Parameter<Double?>.number(
    "bias", "The logit of choosing nothing.", .closed(-100...20), absent: "0; none with `attractions`")
  /// `score` of scenario files.
  public static let score = Parameter<SlateUsers.Score?>.choice(
    "score", "How near an item is to a user: their scalar product, `dot`, or minus their `distance`.",
    absent: "distance; none with `attractions`")
  /// `drift` of scenario files.
  public static let drift = Parameter<SlateUsers.Drift?>.choice(
    "drift",
    "What a click on v does to its user: `none`; `linear`, z <- g z + (1 - g) v; `markov`, z <- v.",
    absent: "none")
  /// `inertia` of scenario files.
  public static let inertia = Parameter<Double?>.number(
    "inertia", "The weight g of linear drift, the same for all users.", .closed(-2...2),
    absent: "for each user a draw from the normal distribution with mean 0.5 and standard deviation 0.3")
  /// `users` of scenario files.
  public static let users = Parameter<Int?>.whole(
    "users", "The number of users, of whom a random one comes in each round; learners cannot tell them apart.",
    1...maximumUsers, absent: "1", unit: "users")

  public static let card = EnvironmentCard(
    id: "slate", family: .slate,
    summary: "Users who click on one item of a slate, or on none.",
    dynamics:
      """
      The logit of item i is `multiplier` score(z, v_i), z the user's state; that of no click is `bias`. Logits are cut off \
      at -100 and 20. One choice is made among the S items and no click, with probabilities proportional to exp(logit). \
      Groups: vectors `multiplier` r u, r uniform in [0.1, 0.8], u uniform on the unit sphere; an item is the vector of a \
      random group plus 0.1 `multiplier` times another u; a user begins at the vector of a random group. Or attractions \
      v_i are given: logits ln v_i, 0 for no click.
      """,
    feedback: "The item clicked, or none.",
    truth:
      "Users, items and logits; f(S) = sum v_i / (1 + sum v_i), v_i = exp(logit_i - bias), the probability of a click.",
    comparators:
      """
      dynamic: in every round the slate of the S items with the largest v for the user's present state, which the \
      learner's own slates have led to: what the round could have earned, not what another policy would. pseudo and \
      realized: the same slate, for one user who never changes; missing elsewhere.
      """,
    parameters: [items, size, attractions, groups, dimension, multiplier, bias, score, drift, inertia, users],
    example: ["items": 20, "size": 3, "drift": "linear"],
    swift: "try SlateModel(horizon: 1000, items: 20, size: 3, drift: .linear)",
    facts: EnvironmentFacts(.stochastic, isStationary: nil, remembers: true, feedback: .bandit),
    notes:
      """
      Stochastic; rewards are clicks, 0 or 1, at most one a round. With one user and no drift stationary; with several \
      users of unknown identity a mixture of such models; with drift it remembers, and coordinates of users stay within \
      1e6. An item loses clicks to its neighbours on \
      the slate. Choices are made by the largest of logit plus Gumbel noise, which is the same law: the m-th showing of an \
      item meets the same taste for it, whoever shows it.
      """,
    reference:
      """
      Choice model, groups and drift follow the public code of S. Eide, D. S. Leslie and A. Frigessi, Dynamic slate \
      recommendation with gated recurrent units and Thompson sampling, arXiv 2104.15046, with points drawn uniformly on \
      the sphere instead of by their angles, and linear drift instead of a recurrent network; defaults and attractions are \
      this package's own.
      """)

  /// Users and items in a space, as a law.
  private struct Space: Sendable {
    let groups: Int
    let dimension: Int
    let multiplier: Double
    let bias: Double
    let score: SlateUsers.Score
    let drift: SlateUsers.Drift
    let inertia: Double?
    let users: Int
  }

  private let attractions: [Double]?
  private let space: Space
  public let problem: SlateProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, items: settings[Self.items], size: settings[Self.size],
      attractions: settings[Self.attractions], groups: settings[Self.groups], dimension: settings[Self.dimension],
      multiplier: settings[Self.multiplier], bias: settings[Self.bias], score: settings[Self.score],
      drift: settings[Self.drift], inertia: settings[Self.inertia], users: settings[Self.users])
  }

  /// Creates the model: `SlateModel(horizon: 1000, items: 20, size: 3, drift: .linear)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    horizon: Int, items: Int? = nil, size: Int = Self.size.default, attractions: [Double]? = nil, groups: Int? = nil,
    dimension: Int? = nil, multiplier: Double? = nil, bias: Double? = nil, score: SlateUsers.Score? = nil,
    drift: SlateUsers.Drift? = nil, inertia: Double? = nil, users: Int? = nil
  ) throws(InvalidSettings) {
    try Self.items.check(items)
    try Self.size.check(size)
    try Self.attractions.check(attractions)
    try Self.groups.check(groups)
    try Self.dimension.check(dimension)
    try Self.multiplier.check(multiplier)
    try Self.bias.check(bias)
    try Self.score.check(score)
    try Self.drift.check(drift)
    try Self.inertia.check(inertia)
    try Self.users.check(users)
    if let attractions {
      let idle = [
        ("items", items != nil && items != attractions.count), ("groups", groups != nil),
        ("dimension", dimension != nil), ("multiplier", multiplier != nil), ("bias", bias != nil),
        ("score", score != nil), ("drift", drift != nil && drift != SlateUsers.Drift.none), ("inertia", inertia != nil),
        ("users", users != nil && users != 1),
      ]
      if let (name, _) = idle.first(where: \.1) {
        throw InvalidSettings(name, "says what `attractions` says otherwise; leave one of them out")
      }
    }
    if inertia != nil, drift != .linear {
      throw InvalidSettings("inertia", "is that of linear drift; leave it out, or give \"drift\": \"linear\"")
    }
    let count = attractions?.count ?? items ?? 50
    guard size <= count else {
      throw InvalidSettings("size", "found \(size), but there are \(counted: count, "item"); accepted: 1...\(count)")
    }
    self.attractions = attractions
    space = Space(
      groups: groups ?? 5, dimension: dimension ?? 2, multiplier: multiplier ?? 2, bias: bias ?? 0,
      score: score ?? .distance, drift: drift ?? .none, inertia: inertia, users: users ?? 1)
    problem = SlateProblem(itemCount: count, slateSize: size, horizon: horizon)
  }

  /// Draws groups, items, users and how they drift, in this order; given attractions draw nothing.
  public func instance(of replication: Int, from stream: inout RandomStream) -> SlateUsers {
    if let attractions { return SlateUsers(attractions: attractions, slateSize: problem.slateSize) }
    var groups: [[Double]] = []
    for _ in 0..<space.groups {
      let radius = 0.1 + 0.7 * stream.uniform()
      groups.append(direction(from: &stream).map { space.multiplier * radius * $0 })
    }
    var items: [[Double]] = []
    for _ in 0..<problem.itemCount {
      let group = groups[stream.integer(below: groups.count)]
      items.append(zip(group, direction(from: &stream)).map { $0 + 0.1 * space.multiplier * $1 })
    }
    var states: [[Double]] = []
    var inertia: [Double] = []
    for _ in 0..<space.users {
      states.append(groups[stream.integer(below: groups.count)])
      switch space.drift {
      case .none: break
      case .linear: inertia.append(space.inertia ?? 0.5 + 0.3 * SlateModel.normal.sample(from: &stream))
      case .markov: inertia.append(0)
      }
    }
    return SlateUsers(
      items: items, states: states, inertia: inertia, slateSize: problem.slateSize, score: space.score,
      multiplier: space.multiplier, outside: space.bias)
  }

  private static let normal = try! Gaussian()

  /// A point drawn uniformly on the unit sphere.
  private func direction(from stream: inout RandomStream) -> [Double] {
    while true {
      var vector: [Double] = []
      for _ in 0..<space.dimension { vector.append(SlateModel.normal.sample(from: &stream)) }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { return vector.map { $0 / length } }
    }
  }

  /// Vectors, and logits for every user.
  public var replicationBytes: Int {
    192 * problem.addressCount + 8 * (problem.itemCount + space.users) * (space.dimension + space.users)
  }

  /// The common attractions.
  public var commonInstance: SlateUsers? {
    attractions.map { SlateUsers(attractions: $0, slateSize: problem.slateSize) }
  }

  /// Where users differ or change, there is no best slate.
  public func absence(of notion: Notion) -> String? {
    guard notion == .pseudo || notion == .realized, attractions == nil else { return nil }
    if space.users > 1 { return "several users: no slate is the best for all of them" }
    return space.drift == .none ? nil : "users change: no slate stays the best one"
  }
}
