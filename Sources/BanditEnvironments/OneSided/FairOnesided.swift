import BanditCards
import BanditGames
import BanditStreams

/// Individuals whose labels follow a hidden rule, and panels drawn from a pool of auditors.
public struct FairOnesided: OneSidedEnvironment {
  /// An auditor of points: d(x, x') = min(1, scale (w_1 |x_1 - x'_1| + w_2 |x_2 - x'_2|)).
  struct Auditor: Hashable, Sendable {
    let first: Double
    let second: Double
    let scale: Double
  }

  /// What auditors see.
  enum Pool: Hashable, Sendable {
    /// Weighted differences of features.
    case points([Auditor])
    /// For each auditor the distance of each pair of contexts, M by M, row by row.
    case tables([[Double]], contexts: Int)

    var count: Int {
      switch self {
      case .points(let auditors): auditors.count
      case .tables(let tables, _): tables.count
      }
    }
  }

  private let tables: FairOnesidedModel.Tables
  private let rules: RuleClass
  /// The hidden rule.
  let target: Int
  private let labelNoise: Double
  let pool: Pool
  private let panelSize: Int
  private var panelists: [Int]

  init(
    tables: FairOnesidedModel.Tables, rules: RuleClass, target: Int, labelNoise: Double, pool: Pool, panelSize: Int
  ) {
    self.tables = tables
    self.rules = rules
    self.target = target
    self.labelNoise = labelNoise
    self.pool = pool
    self.panelSize = panelSize
    panelists = Array(0..<pool.count)
  }

  /// Given individuals, or contexts drawn from those given, or points drawn uniformly on the unit square.
  public mutating func show(_ individuals: inout [Individual], at round: Int, noise: inout RoundNoise) {
    if let rounds = tables.rounds {
      let row = rounds[(round - 1) % rounds.count]
      for (place, context) in row.enumerated() { individuals[place] = tables.contexts[context] }
    } else if !tables.contexts.isEmpty {
      for place in individuals.indices {
        individuals[place] = tables.contexts[noise.integer(below: tables.contexts.count)]
      }
    } else {
      for place in individuals.indices {
        let x = noise.uniform()
        individuals[place] = Individual(x: x, y: noise.uniform())
      }
    }
  }

  /// Given labels, or those of the hidden rule, each flipped with a probability.
  public mutating func writeLabels(
    into labels: inout [Bool], of individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    if let rows = tables.labels {
      let row = rows[(round - 1) % rows.count]
      for (place, label) in row.enumerated() { labels[place] = label }
      return
    }
    for (place, individual) in individuals.enumerated() {
      let isFlipped = noise.uniform() < labelNoise
      labels[place] = rules.accepts(individual, by: target) != isFlipped
    }
  }

  /// The distances that given auditors see, or auditors drawn from the pool without replacement.
  public mutating func writeDistances(
    into panel: inout AuditPanel, between individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    if let panels = tables.panels {
      for (place, auditor) in panels[(round - 1) % panels.count].enumerated() { panelists[place] = auditor }
    } else {
      // From the same order in every round, so that a panel depends on its round alone.
      for place in panelists.indices { panelists[place] = place }
      for place in 0..<panelSize { panelists.swapAt(place, place + noise.integer(below: pool.count - place)) }
    }
    for first in individuals.indices {
      for second in individuals.indices.dropFirst(first + 1) {
        panel.set(first, second) { distance(panelists[$0], individuals[first], individuals[second]) }
      }
    }
  }

  /// The distance that an auditor of the pool sees.
  func distance(_ auditor: Int, _ first: Individual, _ second: Individual) -> Double {
    switch pool {
    case .points(let auditors):
      let eye = auditors[auditor]
      return min(1, eye.scale * (eye.first * abs(first.x - second.x) + eye.second * abs(first.y - second.y)))
    case .tables(let tables, let count): return tables[auditor][first.context! * count + second.context!]
    }
  }
}

/// The environment `fair-onesided` of scenario files.
public struct FairOnesidedModel: EnvironmentModel {
  /// Where contexts are finite in number, what they are.
  public enum Contexts: Hashable, Sendable {
    /// Points of the unit square.
    case points([[Double]])
    /// So many without features.
    case count(Int)

    var count: Int {
      switch self {
      case .points(let points): points.count
      case .count(let count): count
      }
    }

    var individuals: [Individual] {
      switch self {
      case .points(let points): points.enumerated().map { Individual(context: $0, x: $1[0], y: $1[1]) }
      case .count(let count): (0..<count).map { Individual(context: $0) }
      }
    }
  }

  /// What is given, not drawn.
  struct Tables: Hashable, Sendable {
    let contexts: [Individual]
    let rounds: [[Int]]?
    let labels: [[Bool]]?
    let panels: [[Int]]?
  }

  private static let maximumIndividuals = 100
  private static let maximumContexts = 1000
  private static let maximumRules = 10_000
  private static let maximumAuditors = 1000
  private static let maximumRounds = 1_000_000

  /// `individuals` of scenario files.
  public static let individuals = Parameter<Int?>.whole(
    "individuals", "The number of individuals of a round, k.", 1...maximumIndividuals,
    absent: "4, or as many as each of `rounds` has")
  /// `contexts` of scenario files.
  public static let contexts = Parameter<Contexts?>(
    AnyParameter(
      "contexts",
      "The points of the unit square that individuals may be, or how many contexts there are, without features.",
      .either([
        .whole(1...maximumContexts), .list(of: .list(of: .number(.unit), count: 2...2), count: 1...maximumContexts),
      ]), default: .absent("points drawn uniformly on the unit square")),
    read: {
      switch $0 {
      case .list(let points)?: .points(points.map { $0.asNumbers ?? [] })
      case .some(let count): .count(count.asWhole ?? 0)
      case nil: nil
      }
    },
    write: {
      switch $0 {
      case .points(let points): .list(points.map { .list($0.map { .number($0) }) })
      case .count(let count): .whole(count)
      case nil: nil
      }
    })
  /// `rounds` of scenario files.
  public static let rounds = wholeRows(
    "rounds", "For each round the contexts of its individuals; repeated.", .whole(0...maximumContexts - 1),
    absent: "individuals are drawn, uniformly from `contexts` where these are given")
  /// `labels` of scenario files.
  public static let labels = wholeRows(
    "labels", "For each of `rounds` the label of each individual, 1 where accepting is right, else 0.", .whole(0...1),
    absent: "those of a hidden rule, with noise")
  /// `rules` of scenario files; `nil` for half-planes.
  public static let rules = wholeRows(
    "rules", "For each rule of the class, whether it accepts each of `contexts`: 1 or 0.", .whole(0...1),
    count: maximumRules, absent: "72 half-planes, accept all, reject all: 74 rules, see `truth`")
  /// `target` of scenario files.
  public static let target = Parameter<Int?>.whole(
    "target", "The hidden rule that labels follow, by its number.", 0...maximumRules - 1,
    absent: "drawn for each replication, from the half-planes or from `rules`")
  /// `labelNoise` of scenario files.
  public static let labelNoise = Parameter<Double?>.number(
    "labelNoise", "The probability that a label is not that of the hidden rule.", .unit,
    absent: "0.1; with `labels` there is none", unit: "probability")
  /// `auditors` of scenario files.
  public static let auditors = Parameter<Int?>.whole(
    "auditors", "The number of auditors in the pool.", 1...maximumAuditors, absent: "20, or as many as `metrics`")
  /// `scale` of scenario files.
  public static let scale = Parameter<ClosedRange<Double>?>(
    AnyParameter(
      "scale", "The ends of the interval that the factor lambda of each auditor is drawn from.",
      .list(of: .number(.closed(0...1e6)), count: 2...2), default: .absent("[0.5, 2]; with `metrics` there is none")),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers, ends.count == 2 else { return nil }
      guard ends[0] <= ends[1] else {
        throw InvalidSettings("scale", "found [\(ends[0]), \(ends[1])]; accepted: the lower end first")
      }
      return ends[0]...ends[1]
    }, write: { $0.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } })
  /// `metrics` of scenario files.
  public static let metrics = Parameter<[[[Double]]]?>(
    AnyParameter(
      "metrics", "For each auditor the distance of each pair of `contexts`: symmetric, with 0 on the diagonal.",
      .list(
        of: .list(of: .list(of: .number(.unit), count: 1...maximumContexts), count: 1...maximumContexts),
        count: 1...maximumAuditors), default: .absent("weighted differences of features, drawn for each replication")),
    read: {
      guard case .list(let auditors)? = $0 else { return nil }
      return auditors.map { auditor in
        if case .list(let rows) = auditor { rows.map { $0.asNumbers ?? [] } } else { [] }
      }
    },
    write: { $0.map { .list($0.map { .list($0.map { .list($0.map { .number($0) }) }) }) } })
  /// `panel` of scenario files.
  public static let panel = Parameter<Int?>.whole(
    "panel", "The number of auditors on a panel, m.", 1...maximumAuditors,
    absent: "5, all of a smaller pool, or as many as each of `panels` has")
  /// `panels` of scenario files.
  public static let panels = wholeRows(
    "panels", "For each round the auditors of its panel; repeated.", .whole(0...maximumAuditors - 1),
    absent: "drawn from the pool in every round, without replacement")
  /// `alpha` of scenario files.
  public static let alpha = Parameter.number(
    "alpha", "By how much acceptance probabilities may differ beyond an auditor's distance.", .closed(0...1),
    default: 0.05, unit: "probability")
  /// `votes` of scenario files.
  public static let votes = Parameter.whole(
    "votes", "How many auditors of a panel must see a violation, r; at most as many as sit on it.", 1...maximumAuditors,
    default: 3, unit: "auditors", why: "the majority of a panel of five")
  /// `slack` of scenario files.
  public static let slack = Parameter.number(
    "slack", "epsilon: the rules compared with must be fair with alpha - epsilon; at most alpha.", .closed(0...1),
    default: 0.02, unit: "probability")

  private static func wholeRows(
    _ name: String, _ meaning: String, _ kind: ParameterKind, count: Int = maximumRounds, absent: String
  ) -> Parameter<[[Int]]?> {
    Parameter(
      AnyParameter(
        name, meaning, .list(of: .list(of: kind, count: 1...maximumContexts), count: 1...count),
        default: .absent(absent)),
      read: { if case .list(let rows)? = $0 { rows.map { $0.asWholes ?? [] } } else { nil } },
      write: { $0.map { .list($0.map { .list($0.map { .whole($0) }) }) } })
  }

  public static let card = EnvironmentCard(
    id: "fair-onesided", family: .oneSided,
    summary: "Individuals whose labels follow a hidden rule, and a panel of auditors with metrics of their own.",
    dynamics:
      """
      Round t has k individuals x uniform on [0, 1]^2. y = h*(x), flipped with probability `labelNoise`, h* hidden. \
      Auditor j sees d_j(x, x') = min(1, lambda_j (w_j1 |x_1 - x'_1| + w_j2 |x_2 - x'_2|)), w uniform in [0, 1], lambda \
      uniform in `scale`; m of the pool sit on the panel of a round. The panel looks at the acceptance probabilities \
      pi(x), not at who was accepted, and votes on all k(k - 1) ordered pairs: auditor j for "violation" if pi(x) - \
      pi(x') > d_j(x, x') + alpha. Of the pairs with r votes it reports the one with the largest excess over its r-th \
      smallest distance, the first on ties. Contexts, labels, metrics, panels and rules may be given instead.
      """,
    feedback: "The labels of the accepted individuals; the reported pair, or none.",
    truth:
      """
      All labels and distances. The rules of the class are known to learners, too: rule 9 j + i - 1 accepts where u_j . x \
      >= b_i, u_j = (cos(2 pi j / 8), sin(2 pi j / 8)), j = 0...7, b_i i tenths of the way from the least u_j . x on the \
      square to the largest, i = 1...9; rule 72 accepts all, 73 rejects all.
      """,
    comparators:
      """
      misclassification: the rule with the fewest errors so far among those without an (alpha - epsilon, r)-violation in \
      any round so far; missing where there is none, which takes `rules` without accept all and reject all. external: \
      the rule with the fewest errors, fair or not.
      """,
    parameters: [
      individuals, contexts, rounds, labels, rules, target, labelNoise, auditors, scale, metrics, panel, panels, alpha,
      votes, slack,
    ],
    example: ["individuals": 6, "votes": 2],
    swift: "try FairOnesidedModel(horizon: 1000, individuals: 6, votes: 2)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, rewards: .bounded, feedback: .semiBandit),
    notes:
      """
      Stochastic and stationary unless given, independent of what is played; errors are whole numbers in [0, k]. A rule \
      is deterministic, so that it is unfair once it parts two individuals whom the panel finds close: after many rounds \
      often accept all and reject all alone are fair (`fair_rules`). Differences below 1e-12 are no violation.
      """,
    reference:
      """
      Inspired by the one-sided fair feedback setting of Y. Bechavod and A. Roth, Individually fair learning with \
      one-sided feedback, ICML 2023 (arXiv 2206.04475); the details are this package's own.
      """)

  private let tables: Tables
  private let target: Int?
  private let labelNoise: Double
  private let scale: ClosedRange<Double>
  private let poolSize: Int
  private let metrics: [[Double]]?
  public let problem: OneSidedProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      horizon: horizon, individuals: settings[Self.individuals], contexts: settings[Self.contexts],
      rounds: settings[Self.rounds], labels: settings[Self.labels], rules: settings[Self.rules],
      target: settings[Self.target], labelNoise: settings[Self.labelNoise], auditors: settings[Self.auditors],
      scale: settings[Self.scale], metrics: settings[Self.metrics], panel: settings[Self.panel],
      panels: settings[Self.panels], alpha: settings[Self.alpha], votes: settings[Self.votes],
      slack: settings[Self.slack])
  }

  /// Creates the model: `FairOnesidedModel(horizon: 1000, votes: 2)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or they do not go together.
  public init(
    horizon: Int, individuals: Int? = nil, contexts: Contexts? = nil, rounds: [[Int]]? = nil, labels: [[Int]]? = nil,
    rules: [[Int]]? = nil, target: Int? = nil, labelNoise: Double? = nil, auditors: Int? = nil,
    scale: ClosedRange<Double>? = nil, metrics: [[[Double]]]? = nil, panel: Int? = nil, panels: [[Int]]? = nil,
    alpha: Double = Self.alpha.default, votes: Int = Self.votes.default, slack: Double = Self.slack.default
  ) throws(InvalidSettings) {
    try Self.individuals.check(individuals)
    try Self.contexts.check(contexts)
    try Self.rounds.check(rounds)
    try Self.labels.check(labels)
    try Self.rules.check(rules)
    try Self.target.check(target)
    try Self.labelNoise.check(labelNoise)
    try Self.auditors.check(auditors)
    try Self.scale.check(scale)
    try Self.metrics.check(metrics)
    try Self.panel.check(panel)
    try Self.panels.check(panels)
    try Self.alpha.check(alpha)
    try Self.votes.check(votes)
    try Self.slack.check(slack)
    let count = try FairOnesidedModel.individualCount(individuals, contexts, rounds, labels)
    try FairOnesidedModel.check(rules, metrics, contexts)
    // Numbers drawn, where numbers are given.
    let idle: [(String, Bool, String)] = [
      ("target", target != nil && labels != nil, "labels"),
      ("labelNoise", labelNoise != nil && labels != nil, "labels"),
      ("scale", scale != nil && metrics != nil, "metrics"),
      ("auditors", auditors != nil && metrics != nil && auditors != metrics?.count, "metrics"),
      ("panel", panel != nil && panels != nil && panel != panels?[0].count, "panels"),
    ]
    if let (name, _, other) = idle.first(where: \.1) {
      throw InvalidSettings(name, "says what `\(other)` says otherwise; leave one of them out")
    }
    let rules = rules.map { RuleClass(tables: $0.map { $0.map { $0 == 1 } }) } ?? .linear
    if let target, target >= rules.count {
      throw InvalidSettings("target", "found \(target); accepted: a rule in 0...\(rules.count - 1)")
    }
    poolSize = metrics?.count ?? auditors ?? 20
    let panelSize = try FairOnesidedModel.panelSize(panel, panels, poolSize: poolSize)
    if votes > panelSize {
      throw InvalidSettings("votes", "found \(votes), but a panel has \(panelSize); accepted: 1...\(panelSize)")
    }
    if slack > alpha {
      throw InvalidSettings("slack", "found \(slack), but alpha is \(alpha); accepted: at most alpha")
    }
    let people = contexts?.individuals ?? []
    tables = Tables(
      contexts: people, rounds: rounds, labels: labels?.map { $0.map { $0 == 1 } }, panels: panels)
    self.target = target
    self.labelNoise = labelNoise ?? 0.1
    self.scale = scale ?? 0.5...2
    self.metrics = metrics?.map { $0.flatMap { $0 } }
    var known: [[Individual]] = []
    var seen: Set<[Int]> = []
    for row in (rounds ?? []).prefix(horizon) where seen.insert(row).inserted { known.append(row.map { people[$0] }) }
    problem = OneSidedProblem(
      individualCount: count, horizon: horizon, rules: rules,
      audit: AuditTerms(alpha: alpha, votes: votes, panelSize: panelSize, slack: slack),
      knownRounds: rounds == nil ? nil : known, contexts: contexts == nil ? nil : people)
  }

  private static func individualCount(
    _ individuals: Int?, _ contexts: Contexts?, _ rounds: [[Int]]?, _ labels: [[Int]]?
  ) throws(InvalidSettings) -> Int {
    guard let rounds else {
      if labels != nil { throw InvalidSettings("labels", "are those of `rounds`, which are not given") }
      return individuals ?? 4
    }
    guard let contexts else { throw InvalidSettings("rounds", "name some of `contexts`, which are not given") }
    let count = rounds[0].count
    guard count <= maximumIndividuals else {
      throw InvalidSettings("rounds[0]", "has \(count) individuals; accepted: up to \(maximumIndividuals)")
    }
    if let individuals, individuals != count {
      throw InvalidSettings("individuals", "found \(individuals), but each of `rounds` has \(count); leave it out")
    }
    for (place, row) in rounds.enumerated() {
      if row.count != count {
        throw InvalidSettings(
          "rounds[\(place)]", "\(counted: row.count, "individual"), but the first round has \(count)")
      }
      if let context = row.first(where: { $0 >= contexts.count }) {
        throw InvalidSettings(
          "rounds[\(place)]", "found \(context); accepted: a context in 0...\(contexts.count - 1)")
      }
    }
    if let labels {
      if labels.count != rounds.count {
        throw InvalidSettings("labels", "are for \(labels.count) of \(counted: rounds.count, "round"); give all")
      }
      if let place = labels.firstIndex(where: { $0.count != count }) {
        throw InvalidSettings(
          "labels[\(place)]",
          "\(counted: labels[place].count, "label") for \(counted: count, "individual"); give one for each")
      }
    }
    return count
  }

  private static func check(
    _ rules: [[Int]]?, _ metrics: [[[Double]]]?, _ contexts: Contexts?
  ) throws(InvalidSettings) {
    guard let contexts else {
      if rules != nil { throw InvalidSettings("rules", "decide on `contexts`, which are not given") }
      if metrics != nil { throw InvalidSettings("metrics", "compare `contexts`, which are not given") }
      return
    }
    if case .count = contexts {
      if rules == nil {
        throw InvalidSettings("contexts", "have no features that half-planes could look at; give points, or `rules`")
      }
      if metrics == nil {
        throw InvalidSettings("contexts", "have no features that auditors could compare; give points, or `metrics`")
      }
    }
    for (place, rule) in (rules ?? []).enumerated() where rule.count != contexts.count {
      throw InvalidSettings(
        "rules[\(place)]",
        "\(counted: rule.count, "decision") for \(counted: contexts.count, "context"); give one for each"
      )
    }
    for (auditor, rows) in (metrics ?? []).enumerated() {
      guard rows.count == contexts.count, rows.allSatisfy({ $0.count == rows.count }) else {
        throw InvalidSettings(
          "metrics[\(auditor)]", "accepted: \(contexts.count) rows of \(counted: contexts.count, "distance")")
      }
      for first in rows.indices {
        for second in rows.indices.dropFirst(first)
        where rows[first][second] != rows[second][first] || (first == second && rows[first][first] != 0) {
          throw InvalidSettings(
            "metrics[\(auditor)][\(first)][\(second)]",
            first == second
              ? "found \(rows[first][second]); accepted: 0, for the same context"
              : "found \(rows[first][second]), but \(rows[second][first]) the other way round")
        }
      }
    }
  }

  private static func panelSize(_ size: Int?, _ panels: [[Int]]?, poolSize: Int) throws(InvalidSettings) -> Int {
    guard let panels else {
      if let size, size > poolSize {
        throw InvalidSettings("panel", "found \(size) of \(counted: poolSize, "auditor"); accepted: 1...\(poolSize)")
      }
      return size ?? min(5, poolSize)
    }
    let size = panels[0].count
    for (place, row) in panels.enumerated() {
      if row.count != size {
        throw InvalidSettings("panels[\(place)]", "\(counted: row.count, "auditor"), but the first panel has \(size)")
      }
      if let auditor = row.first(where: { $0 >= poolSize }) {
        throw InvalidSettings("panels[\(place)]", "found \(auditor); accepted: an auditor in 0...\(poolSize - 1)")
      }
      if Set(row).count != size { throw InvalidSettings("panels[\(place)]", "names an auditor twice") }
    }
    return size
  }

  /// Draws the hidden rule and the auditors.
  public func instance(of replication: Int, from stream: inout RandomStream) -> FairOnesided {
    let target = target ?? (tables.labels == nil ? stream.integer(below: problem.rules.targetCount) : 0)
    let pool: FairOnesided.Pool
    if let metrics {
      pool = .tables(metrics, contexts: tables.contexts.count)
    } else {
      var auditors: [FairOnesided.Auditor] = []
      for _ in 0..<poolSize {
        let first = stream.uniform()
        let second = stream.uniform()
        auditors.append(
          FairOnesided.Auditor(
            first: first, second: second,
            scale: scale.lowerBound + stream.uniform() * (scale.upperBound - scale.lowerBound)))
      }
      pool = .points(auditors)
    }
    return FairOnesided(
      tables: tables, rules: problem.rules, target: target, labelNoise: labelNoise, pool: pool,
      panelSize: problem.audit.panelSize)
  }

  /// The tables; rules and distances.
  public var modelBytes: Int {
    let rows = [tables.rounds?.count, tables.labels?.count].compactMap { $0 }.reduce(0, +) * problem.individualCount
    return 1024 + 8 * rows + 8 * (metrics ?? []).reduce(0) { $0 + $1.count }
      + problem.rules.count * (problem.rules.contextCount ?? 24)
  }

  /// The accounts of each rule, what it says of each individual, the distances of a round.
  public var replicationBytes: Int {
    problem.rules.count * (64 + problem.individualCount)
      + 16 * problem.individualCount * problem.individualCount * problem.audit.panelSize + 64 * poolSize + 4096
  }

  /// 1, 2, ..., m: numbers of votes.
  public var itemNames: [String]? { (1...problem.audit.panelSize).map(String.init) }
}
