import BanditCards
import BanditGames
import BanditStreams

/// Symbols that are independent and of one law between changes, or simply given.
public struct CategoricalStream: DetectionEnvironment {
  /// A run of rounds between changes.
  public enum Segment: Sendable {
    /// Drawn from one law.
    case drawn(rounds: Int, Categorical)
    /// Given, one symbol a round.
    case given([Int])

    /// Its length, in rounds.
    public var rounds: Int {
      switch self {
      case .drawn(let rounds, _): rounds
      case .given(let symbols): symbols.count
      }
    }

    /// Whether it is drawn from the same law.
    fileprivate func hasLaw(of other: Segment) -> Bool {
      guard case .drawn(_, let law) = self, case .drawn(_, let otherLaw) = other else { return false }
      return law.probabilities == otherLaw.probabilities
    }
  }

  public let symbolCount: Int
  /// The changes; of no items where a segment has the law of the one before.
  public let changes: [LawChange]
  public let unknownFrom: Int?
  /// The probability of each symbol in the round last drawn.
  public private(set) var probabilities: [Double]?
  private let segments: [Segment]
  private var segment = -1
  private var firstRound = 1
  private var nextChange = 1

  /// Creates a stream.
  ///
  /// - Precondition: at least one segment, none empty, and laws and values are of `symbolCount` symbols.
  public init(symbolCount: Int, segments: [Segment]) {
    precondition(
      !segments.isEmpty && segments.allSatisfy { $0.rounds >= 1 },
      "a stream needs segments of a round or more, at least one")
    self.symbolCount = symbolCount
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

  /// By how much each symbol's probability changes with the first round of a new law; `nil` beside given symbols.
  public func gaps(atChange round: Int) -> [Double]? {
    guard let index = changes.firstIndex(where: { $0.round == round }),
      case .drawn(_, let old) = segments[index], case .drawn(_, let new) = segments[index + 1]
    else { return nil }
    return zip(old.probabilities, new.probabilities).map { abs($1 - $0) }
  }

  /// The symbol of a round; one uniform where it is drawn. The last segment lasts forever if it is drawn.
  ///
  /// - Precondition: rounds follow one another, and end where a last segment that is given ends.
  public mutating func next(at round: Int, noise: inout RoundNoise) -> Int {
    while round >= nextChange { enter(segment + 1, at: nextChange) }
    switch segments[segment] {
    case .drawn(_, let law): return law.index(from: &noise)
    case .given(let symbols): return symbols[round - firstRound]
    }
  }

  private mutating func enter(_ index: Int, at round: Int) {
    segment = index
    firstRound = round
    nextChange = index + 1 < segments.count ? round + segments[index].rounds : Int.max
    if case .drawn(_, let law) = segments[index] { probabilities = law.probabilities } else { probabilities = nil }
  }
}

/// The environment `categorical-stream` of scenario files.
public struct CategoricalStreamModel: EnvironmentModel {
  /// A run of rounds between changes.
  public enum Segment: Hashable, Sendable {
    /// Drawn with these probabilities.
    case drawn(length: Int, probabilities: [Double])
    /// Given, one symbol a round.
    case given([Int])
    /// Given in a column of a file, one symbol a line; `column` is `nil` where the file has only one.
    case file(DataFile, column: String? = nil, header: CSVTable.Header = .automatic)
  }

  /// `segments` of scenario files.
  public static let segments = Parameter<[Segment]>(
    AnyParameter(
      "segments",
      """
      Lengths and probabilities, or values, or the column of a CSV file, in their order; the last one lasts to the \
      horizon, what would begin after it is left out.
      """,
      .list(
        of: .either([
          .object([
            AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
            AnyParameter(
              "probabilities", "The probability of each symbol.",
              .list(of: .number(.unit), count: 2...maximumSymbolCount), default: .required),
          ]),
          .object([
            AnyParameter(
              "values", "The symbols of its rounds.",
              .list(of: .whole(0...(maximumSymbolCount - 1)), count: 1...10_000_000), default: .required)
          ]),
          NumberTable.columnKind(file: "A CSV file (RFC 4180) with a symbol in each line, a whole number."),
        ]), count: 1...1_000_000), default: .required),
    read: { setting in
      guard case .list(let list)? = setting else { return [] }
      return list.compactMap { element in
        guard case .object(let segment) = element else { return nil }
        if let values = segment["values"]?.asWholes { return .given(values) }
        if let (file, column, header) = NumberTable.column(named: segment) {
          return .file(file, column: column, header: header)
        }
        return .drawn(length: segment.whole("length"), probabilities: segment.numbers("probabilities"))
      }
    },
    write: { segments in
      .list(
        segments.map { segment in
          switch segment {
          case .drawn(let length, let probabilities):
            .object(["length": .whole(length), "probabilities": .list(probabilities.map { .number($0) })])
          case .given(let values): .object(["values": .list(values.map { .whole($0) })])
          case .file(let file, let column, let header):
            NumberTable.setting(ofColumn: column, of: file, header: header)
          }
        })
    })
  /// `symbols` of scenario files; `nil` for as many as the segments have.
  public static let symbols = Parameter.whole(
    "symbols", "The number of symbols, O.", 2...maximumSymbolCount,
    absent: "that of the probabilities; without any, one more than the largest value")

  public static let card = EnvironmentCard(
    id: "categorical-stream", family: .detection,
    summary: "A stream of symbols whose law changes at given rounds, to watch a change detector alone.",
    dynamics: """
      Symbols 0, ..., O - 1; in round t X_t ~ theta of the active segment, independently (GSL's alias table, one \
      uniform), or the next of the values given.
      """,
    feedback: "The number of symbols and the horizon; after each prediction the symbol.",
    truth: "The first round of every segment, and the law of each.",
    comparators: """
      dynamic, in nats: the true law of each round, that is sum over x of theta(x) ln(theta(x) / predicted(x)), added \
      up; realized: the same of the symbols that came. Both are missing from the first given value on.
      """,
    parameters: [segments, symbols],
    example: [
      "segments": [["length": 500, "probabilities": [0.2, 0.8]], ["length": 500, "probabilities": [0.6, 0.4]]]
    ],
    swift: """
      try CategoricalStreamModel(segments: [.drawn(length: 500, probabilities: [0.2, 0.8]), .drawn(length: 500, \
      probabilities: [0.6, 0.4])], horizon: 1000)
      """,
    facts: EnvironmentFacts(.stochastic, isStationary: false, rewards: .unbounded, feedback: .full),
    notes: """
      Stochastic or given, not stationary, independent of the history; nothing is decided, nothing is paid: `reward` \
      is the sum of ln of the probabilities that were predicted for what came. Where segments begin are checkpoints by \
      default, as are the rounds before. A segment with the law of the one before is no change. The law of values \
      given is not known: from the first on, false_alarms and detections are missing.
      """,
    reference: """
      Bernoulli streams with these changes: R. Alami, O. Maillard and R. Feraud, Restarted Bayesian online \
      change-point detector achieves optimal detection delay, ICML 2020, in the authors' released code; categorical \
      ones: R. Alami, M. Mahfoud and E. Moulines, CoLLAs 2023.
      """)

  /// A limit against typing errors; a detector's memory grows with it.
  private static let maximumSymbolCount = 10_000
  /// How far probabilities may be from a sum of 1.
  private static let tolerance = 1e-9

  private let stream: CategoricalStream
  private let hasGivenSymbols: Bool
  public let problem: DetectionProblem

  /// The rounds of the segments, where all of them are given.
  public static func rowCount(settings: Settings) throws(InvalidSettings) -> Int? {
    let settings = try card.settings(settings)
    var count = 0
    for segment in try read(settings[segments]) {
      guard case .given(let values) = segment else { return nil }
      count += values.count
    }
    return count
  }

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(segments: settings[Self.segments], horizon: horizon, symbols: settings[Self.symbols])
  }

  /// Creates the model:
  /// `CategoricalStreamModel(segments: [.drawn(length: 500, probabilities: [0.2, 0.8])], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the arguments do not go
  ///   together.
  public init(segments list: [Segment], horizon: Int, symbols: Int? = nil) throws(InvalidSettings) {
    try Self.segments.check(list)
    try Self.symbols.check(symbols)
    let list = try Self.read(list)
    let symbolCount = symbols ?? Self.symbolCount(of: list)
    try Self.check(symbolCount, isGiven: symbols != nil, list)
    var segments: [CategoricalStream.Segment] = []
    var remaining = horizon
    for (index, given) in list.enumerated() {
      let segment = try Self.segment(given, at: "segments[\(index)]", symbolCount: symbolCount)
      if remaining > 0 { segments.append(segment) }
      remaining -= min(segment.rounds, remaining)
    }
    if remaining > 0, case .given? = segments.last {
      throw InvalidSettings(
        "segments",
        "the values end \(remaining) rounds before the horizon, \(horizon); accepted: more values, or a last segment "
          + "with probabilities")
    }
    hasGivenSymbols = segments.contains { if case .given = $0 { true } else { false } }
    stream = CategoricalStream(symbolCount: symbolCount, segments: segments)
    problem = DetectionProblem(symbolCount: symbolCount, horizon: horizon)
  }

  /// The first rounds of all segments but the first.
  public var changePoints: [Int] { stream.changes.map(\.round) }

  /// `dynamic`, where symbols are given.
  public func absence(of notion: Notion) -> String? {
    [.dynamic, .realized].contains(notion) && hasGivenSymbols ? "the law of given symbols is not known" : nil
  }

  /// The stream of a replication; draws nothing.
  public func instance(of replication: Int, from stream: inout RandomStream) -> CategoricalStream { self.stream }

  /// Segments with what is in their files.
  private static func read(_ segments: [Segment]) throws(InvalidSettings) -> [Segment] {
    var read: [Segment] = []
    for (index, segment) in segments.enumerated() {
      guard case .file(let file, let column, let header) = segment else {
        read.append(segment)
        continue
      }
      let use = NumberTable.Use(
        numbers: "symbols", columns: "symbols",
        accepted:
          "a symbol, a whole number in 0...\(maximumSymbolCount - 1) (measurements are for gaussian-stream)",
        key: "column"
      ) { 0...Double(maximumSymbolCount - 1) ~= $0 && $0.rounded() == $0 }
      let path = "segments[\(index)].file"
      let numbers = try NumberTable.column(column, of: file, header: header, use: use, path: path)
      read.append(.given(numbers.map { Int($0) }))
    }
    return read
  }

  /// Refuses values that look like measurements: more symbols than there are values, and many.
  private static func check(
    _ symbolCount: Int, isGiven: Bool, _ segments: [Segment]
  ) throws(InvalidSettings) {
    guard !isGiven, symbolCount > 100 else { return }
    var count = 0
    for segment in segments {
      guard case .given(let values) = segment else { return }
      count += values.count
    }
    guard symbolCount > count else { return }
    throw InvalidSettings(
      "segments",
      """
      the largest of \(counted: count, "value") is \(symbolCount - 1), and values are symbols, of which there would be \
      \(symbolCount); accepted: gaussian-stream for measurements, or "symbols": \(symbolCount) if that is meant
      """)
  }

  private static func symbolCount(of segments: [Segment]) -> Int {
    var largest = 1
    for segment in segments {
      switch segment {
      case .drawn(_, let probabilities): return probabilities.count
      case .given(let values): largest = max(largest, values.max() ?? 0)
      case .file: break
      }
    }
    return largest + 1
  }

  private static func segment(
    _ segment: Segment, at path: String, symbolCount: Int
  ) throws(InvalidSettings) -> CategoricalStream.Segment {
    let (length, probabilities): (Int, [Double])
    switch segment {
    case .given(let values):
      if let index = values.firstIndex(where: { $0 >= symbolCount }) {
        throw InvalidSettings(
          "\(path).values[\(index)]", "found \(values[index]); accepted: a symbol in 0...\(symbolCount - 1)")
      }
      return .given(values)
    case .file: preconditionFailure("files were read before")
    case .drawn(let rounds, let list): (length, probabilities) = (rounds, list)
    }
    guard probabilities.count == symbolCount else {
      throw InvalidSettings(
        "\(path).probabilities",
        """
        \(counted: probabilities.count, "probability", "probabilities") for \(counted: symbolCount, "symbol"); give \
        one for each
        """)
    }
    let sum = probabilities.reduce(0, +)
    guard abs(sum - 1) <= tolerance else {
      throw InvalidSettings("\(path).probabilities", "they sum to \(sum); accepted: 1 within \(tolerance)")
    }
    do throws(DistributionError) {
      return .drawn(rounds: length, try Categorical(weights: probabilities))
    } catch {
      throw InvalidSettings("\(path).probabilities", error.description)
    }
  }
}
