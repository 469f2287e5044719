import BanditExperiments

/// What figures are made of: finished results as numbers, from the tables of a folder or from trials. The same results
/// give the same data, whichever way they come.
public struct ResultData: Sendable {
  /// Where algorithms are compared: a point of a sweep, an environment, a notion of regret and a group.
  public struct Contest: Hashable, Sendable {
    /// The point of the sweep: empty, or `path=value;path=value`.
    public let point: String
    /// The label of the environment.
    public let environment: String
    /// The notion of regret.
    public let notion: String
    /// The group; empty outside grouped data.
    public let group: String

    /// Names a place.
    public init(point: String = "", environment: String, notion: String, group: String = "") {
      self.point = point
      self.environment = environment
      self.notion = notion
      self.group = group
    }
  }

  /// The regret of an algorithm after some rounds, over the replications; NaN stands for missing.
  public struct Moment: Hashable, Sendable {
    /// Rounds completed, of the run or of the group's own time.
    public let round: Int
    /// How many replications have a regret.
    public let count: Int
    /// Their mean.
    public let mean: Double
    /// The lower end of the interval of the mean.
    public let low: Double
    /// The upper end of the interval of the mean.
    public let high: Double
    /// The quantiles of 5, 25, 50, 75 and 95 %.
    public let quantiles: [Double]
    /// The largest regret.
    public let maximum: Double
    /// A lower bound on the mean, where one is known.
    public let lowerBound: Double

    init(
      round: Int, count: Int, mean: Double, low: Double, high: Double, quantiles: [Double], maximum: Double,
      lowerBound: Double
    ) {
      self.round = round
      self.count = count
      self.mean = mean
      self.low = low
      self.high = high
      self.quantiles = quantiles
      self.maximum = maximum
      self.lowerBound = lowerBound
    }
  }

  /// The regret of an algorithm in a contest.
  public struct Curve: Hashable, Sendable {
    /// The label of the algorithm.
    public let algorithm: String
    /// At the checkpoints, in their order.
    public internal(set) var moments: [Moment]
    /// After the last round, by replication; empty where nobody kept it.
    public internal(set) var finals: [Double]

    /// After the last round.
    public var last: Moment { moments[moments.count - 1] }
  }

  /// The paired difference of an algorithm to the best of its contest.
  public struct Difference: Hashable, Sendable {
    /// The label of the algorithm.
    public let algorithm: String
    /// The mean of its regret less that of the best.
    public let mean: Double
    /// The lower end of its interval.
    public let low: Double
    /// The upper end of its interval.
    public let high: Double
    /// The p-value of no difference after Holm's adjustment over all pairs of the contest.
    public let adjustedP: Double
  }

  /// The share of the rounds so far in which an action was played, as a mean over the replications.
  public struct Share: Hashable, Sendable {
    /// The action, as results call it.
    public let action: String
    /// At the checkpoints: rounds and shares.
    public internal(set) var points: [Chart.Point]
  }

  /// The scenario's name.
  public let scenario: String
  /// The level of the intervals.
  public internal(set) var confidence: Double
  /// The contests in the order of figures: points, environments, notions, groups.
  public internal(set) var contests: [Contest] = []
  /// The algorithms in the order of the scenario, where that is known.
  public internal(set) var algorithms: [String] = []
  /// The environments in the order of the scenario, where that is known.
  public internal(set) var environments: [String] = []
  /// What figures call algorithms and environments, where that is not their label.
  var titles = Titles()
  var curves: [Contest: [Curve]] = [:]
  var differences: [Contest: [Difference]] = [:]
  var shares: [CellKey: [Share]] = [:]
  var changePoints: [EnvironmentPoint: [Int]] = [:]

  init(scenario: String, confidence: Double) {
    self.scenario = scenario
    self.confidence = confidence
  }

  /// The curves of a contest, in the order of the algorithms; those of which nothing is known left out.
  public func curves(of contest: Contest) -> [Curve] { curves[contest] ?? [] }

  /// The paired differences of the others to the best of a contest, in the order of the algorithms.
  public func differences(of contest: Contest) -> [Difference] { differences[contest] ?? [] }

  /// The algorithm of a contest with the smallest mean after the last round, the first of several; `nil` where there is
  /// no mean.
  public func best(of contest: Contest) -> Curve? {
    curves(of: contest).filter { $0.last.mean.isFinite }.reduce(nil) { best, curve in
      if let best, best.last.mean <= curve.last.mean { best } else { curve }
    }
  }

  /// The shares of the actions of a cell, in the order of the actions.
  public func shares(of key: CellKey) -> [Share] { shares[key] ?? [] }

  /// The rounds in which an environment changes in every replication.
  public func changePoints(of environment: String, at point: String) -> [Int] {
    changePoints[EnvironmentPoint(environment: environment, point: point)] ?? []
  }

  /// The stroke of an algorithm, the same in all figures.
  func stroke(of algorithm: String) -> Stroke { .series(algorithms.firstIndex(of: algorithm) ?? 0) }

  // MARK: Orders

  /// The notions, each once.
  var notions: [String] { contests.map(\.notion).eachOnce }

  /// The points of the sweep, each once.
  var points: [SweepPoint] { contests.map(\.point).eachOnce.map { SweepPoint($0) } }

  /// Puts everything in its order, once it is complete.
  mutating func arrange(_ words: ScenarioWords?) {
    titles = words?.titles ?? Titles()
    algorithms = ResultData.order(curves.values.joined().map(\.algorithm), words?.algorithms ?? [])
    environments = ResultData.order(curves.keys.map(\.environment), words?.environments ?? [])
    let places = Dictionary(uniqueKeysWithValues: algorithms.enumerated().map { ($1, $0) })
    let environmentPlaces = Dictionary(uniqueKeysWithValues: environments.enumerated().map { ($1, $0) })
    func byPlace(_ left: String, _ right: String) -> Bool { places[left] ?? .max < places[right] ?? .max }
    for contest in curves.keys {
      curves[contest] = curves[contest]?.filter { !$0.moments.isEmpty }.sorted { byPlace($0.algorithm, $1.algorithm) }
    }
    let notionOrder = words?.notions ?? []
    func notion(_ id: String) -> Int { notionOrder.firstIndex(of: id) ?? notionOrder.count }
    let points = Dictionary(
      uniqueKeysWithValues: Set(curves.keys.map(\.point)).map { SweepPoint($0) }.sorted()
        .enumerated().map { ($1.text, $0) })
    contests = curves.keys.sorted { left, right in
      let places = [left, right].map { contest in
        (notion(contest.notion), points[contest.point]!, environmentPlaces[contest.environment]!)
      }
      if places[0] != places[1] { return places[0] < places[1] }
      return left.notion != right.notion ? left.notion < right.notion : left.group < right.group
    }
  }

  /// Some labels, each once: those that a scenario lists first, in its order, then the others by their bytes.
  private static func order(_ labels: [String], _ listed: [String]) -> [String] {
    let present = Set(labels)
    let first = listed.filter(present.contains)
    let others = present.subtracting(first)
    return first + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// An environment at a point of a sweep.
struct EnvironmentPoint: Hashable, Sendable {
  let environment: String
  let point: String
}

extension Array where Element: Hashable {
  /// Each element once, in the order of its first occurrence.
  var eachOnce: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
