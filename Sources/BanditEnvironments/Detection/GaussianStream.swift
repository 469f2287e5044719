import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Numbers that are independent and of one normal law between changes, or simply given.
public struct GaussianStream: NumberStreamEnvironment {
  /// A run of rounds between changes.
  public enum Segment: Sendable {
    /// Drawn from one law.
    case drawn(rounds: Int, Gaussian)
    /// Given, one number a round.
    case given([Double])

    /// Its length, in rounds.
    public var rounds: Int {
      switch self {
      case .drawn(let rounds, _): rounds
      case .given(let values): values.count
      }
    }

    /// Whether it is drawn from the same law.
    fileprivate func hasLaw(of other: Segment) -> Bool {
      guard case .drawn(_, let law) = self, case .drawn(_, let otherLaw) = other else { return false }
      return law == otherLaw
    }
  }

  /// The changes; of no items where a segment has the law of the one before.
  public let changes: [LawChange]
  public let unknownFrom: Int?
  private let segments: [Segment]
  private var segment = -1
  private var firstRound = 1
  private var nextChange = 1

  /// Creates a stream.
  ///
  /// - Precondition: at least one segment, none empty.
  public init(segments: [Segment]) {
    precondition(
      !segments.isEmpty && segments.allSatisfy { $0.rounds >= 1 },
      "a stream needs segments of a round or more, at least one")
    self.segments = segments
    var changes: [LawChange] = []
    var unknownFrom: Int?
    var round = 1
    for (index, segment) in segments.enumerated() {
      if index > 0 {
        changes.append(LawChange(round: round, items: segment.hasLaw(of: segments[index - 1]) ? [] : nil))
      }
      if case .given = segment { unknownFrom = unknownFrom ?? round }
      round += segment.rounds
    }
    self.changes = changes
    self.unknownFrom = unknownFrom
  }

  /// ln of the density of a number under the law of the round last drawn; `nil` where it is given.
  public func logDensity(of value: Double) -> Double? {
    guard segment >= 0, case .drawn(_, let law) = segments[segment] else { return nil }
    let distance = (value - law.location) / law.sd
    return -0.5 * (distance * distance + .log(2 * .pi)) - .log(law.sd)
  }

  /// The number of a round; one normal number where it is drawn. The last segment lasts forever if it is drawn.
  ///
  /// - Precondition: rounds follow one another, and end where a last segment that is given ends.
  public mutating func next(at round: Int, noise: inout RoundNoise) -> Double {
    while round >= nextChange { enter(segment + 1, at: nextChange) }
    switch segments[segment] {
    case .drawn(_, let law): return law.sampleNatively(from: &noise)
    case .given(let values): return values[round - firstRound]
    }
  }

  private mutating func enter(_ index: Int, at round: Int) {
    segment = index
    firstRound = round
    nextChange = index + 1 < segments.count ? round + segments[index].rounds : Int.max
  }
}

/// The environment `gaussian-stream` of scenario files.
public struct GaussianStreamModel: EnvironmentModel {
  /// A run of rounds between changes.
  public enum Segment: Hashable, Sendable {
    /// Drawn with this mean and standard deviation.
    case drawn(length: Int, mean: Double, sd: Double)
    /// Given, one number a round.
    case given([Double])
    /// Given in a column of a file, one number a line; `column` is `nil` where the file has only one.
    case file(DataFile, column: String? = nil, header: CSVTable.Header = .automatic)
  }

  /// Numbers of whose squares sums can be made.
  private static let finite = NumberRange.closed(-1e100...1e100)

  /// `segments` of scenario files.
  public static let segments = Parameter<[Segment]>(
    AnyParameter(
      "segments",
      """
      Lengths, means and standard deviations, or values, or the column of a CSV file, in their order; the last one lasts \
      to the horizon, what would begin after it is left out.
      """,
      .list(
        of: .either([
          .object([
            AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
            AnyParameter("mean", "The mean.", .number(finite), default: .required),
            AnyParameter(
              "sd", "The standard deviation.", .number(NumberRange(lower: .excluded(0), upper: .included(1e100))),
              default: .required),
          ]),
          .object([
            AnyParameter(
              "values", "The numbers of its rounds.", .list(of: .number(finite), count: 1...10_000_000),
              default: .required)
          ]),
          NumberTable.columnKind(file: "A CSV file (RFC 4180) with a number in each line."),
        ]), count: 1...1_000_000), default: .required),
    read: { setting in
      guard case .list(let list)? = setting else { return [] }
      return list.compactMap { element in
        guard case .object(let segment) = element else { return nil }
        if let values = segment["values"]?.asNumbers { return .given(values) }
        if let (file, column, header) = NumberTable.column(named: segment) {
          return .file(file, column: column, header: header)
        }
        return .drawn(length: segment.whole("length"), mean: segment.number("mean"), sd: segment.number("sd"))
      }
    },
    write: { segments in
      .list(
        segments.map { segment in
          switch segment {
          case .drawn(let length, let mean, let sd):
            .object(["length": .whole(length), "mean": .number(mean), "sd": .number(sd)])
          case .given(let values): .object(["values": .list(values.map { .number($0) })])
          case .file(let file, let column, let header):
            NumberTable.setting(ofColumn: column, of: file, header: header)
          }
        })
    })

  public static let card = EnvironmentCard(
    id: "gaussian-stream", family: .detection,
    summary: "A stream of numbers whose normal law changes at given rounds, or a series of your own.",
    dynamics: """
      In round t X_t ~ N(mean, sd^2) of the active segment, independently (one normal number), or the next of the values \
      given.
      """,
    feedback: "The horizon; after each prediction the number.",
    truth: "The first round of every segment, and the law of each.",
    comparators: """
      realized, in nats: the true law of each round, that is ln(density(X_t) / predicted density(X_t)), added up; missing \
      from the first given value on. dynamic is missing.
      """,
    parameters: [segments],
    example: ["segments": [["length": 500, "mean": 0, "sd": 1], ["length": 500, "mean": 2, "sd": 1]]],
    swift: """
      try GaussianStreamModel(segments: [.drawn(length: 500, mean: 0, sd: 1), .drawn(length: 500, mean: 2, sd: 1)], \
      horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: false, rewards: .unbounded, feedback: .full),
    notes: """
      Stochastic or given, not stationary, independent of the history; nothing is decided, nothing is paid: `reward` \
      is the sum of ln of the densities that were predicted for what came. Where segments begin are checkpoints by \
      default, as are the rounds before. A segment with the law of the one before is no change. The law of values \
      given is not known: from the first on, false_alarms and detections are missing; the alarms are in alarms.csv.
      """,
    reference: """
      The kind of stream of R. P. Adams and D. J. C. MacKay, Bayesian online changepoint detection, 2007 (arXiv \
      0710.3742), section 3.
      """,
    mainNotion: .realized)

  private let stream: GaussianStream
  private let hasGivenNumbers: Bool
  public let problem: DetectionProblem

  /// The rounds of the segments, where all of them are given.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    var count = 0
    for segment in try streamSegments(settings[segments]) {
      guard case .given(let values) = segment else { return nil }
      count += values.count
    }
    return count
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(segments: settings[Self.segments], horizon: horizon)
  }

  /// Creates the model: `GaussianStreamModel(segments: [.drawn(length: 500, mean: 0, sd: 1)], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, a file cannot be read, or what
  ///   is given ends before the horizon.
  public init(segments list: [Segment], horizon: Int) throws(InvalidSettings) {
    try Self.segments.check(list)
    var segments: [GaussianStream.Segment] = []
    var remaining = horizon
    for segment in try Self.streamSegments(list) {
      if remaining > 0 { segments.append(segment) }
      remaining -= min(segment.rounds, remaining)
    }
    if remaining > 0, case .given? = segments.last {
      throw InvalidSettings(
        "segments",
        "the values end \(remaining) rounds before the horizon, \(horizon); accepted: more values, or a last segment "
          + "with a law")
    }
    hasGivenNumbers = segments.contains { if case .given = $0 { true } else { false } }
    stream = GaussianStream(segments: segments)
    problem = DetectionProblem(symbolCount: 0, horizon: horizon)
  }

  private static func streamSegments(_ segments: [Segment]) throws(InvalidSettings) -> [GaussianStream.Segment] {
    let use = NumberTable.Use(
      numbers: "numbers", columns: "numbers", accepted: "a number in [-1e100, 1e100]", key: "column"
    ) { abs($0) <= 1e100 }
    var read: [GaussianStream.Segment] = []
    for (index, segment) in segments.enumerated() {
      let path = "segments[\(index)]"
      switch segment {
      case .given(let values): read.append(.given(values))
      case .file(let file, let column, let header):
        read.append(.given(try NumberTable.column(column, of: file, header: header, use: use, path: path + ".file")))
      case .drawn(let length, let mean, let sd):
        do throws(DistributionError) {
          read.append(.drawn(rounds: length, try Gaussian(mean: mean, sd: sd)))
        } catch {
          throw InvalidSettings(path, error.description)
        }
      }
    }
    return read
  }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { stream.changes.map(\.round) }

  /// `dynamic`, and `realized` where numbers are given.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .dynamic: "of numbers, the densities of those that came are compared, which is realized"
    case .realized: hasGivenNumbers ? "the law of given numbers is not known" : nil
    default: nil
    }
  }

  /// The stream of a replication; draws nothing.
  public func instance(of replication: Int, from stream: inout RandomStream) -> GaussianStream { self.stream }
}
