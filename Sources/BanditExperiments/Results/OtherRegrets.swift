import BanditCards
import BanditGames
import BanditNumerics

/// The regret of other programs, from a table with columns of `regret.csv`, to be compared with results.
public struct OtherRegrets: Sendable {
  /// A notion's regret of an algorithm, by checkpoints and replications.
  struct Track: Sendable {
    let key: CellKey
    let track: TraceLayout.Track
    /// The rounds of its checkpoints, in order.
    var rounds: [Int]
    /// By checkpoint, then by replication; NaN where missing.
    var regrets: [[Double]]
    /// The mean reward at the last checkpoint; NaN if missing.
    var reward: Double
  }

  /// In the order of the result files.
  private(set) var tracks: [Track] = []

  /// None.
  init() {}

  /// Whether there are none.
  package var isEmpty: Bool { tracks.isEmpty }

  /// The columns that have to be there; the others of `regret.csv` may be.
  static let requiredColumns = ["environment", "algorithm", "notion", "replicate", "t", "regret"]

  /// Whose rows they can be: the rows of `final.csv`, by their labels.
  private typealias Places = [PlaceKey: (round: Int, replications: Int)]

  private struct PlaceKey: Hashable {
    let point: String
    let environment: String
    let notion: String
    let group: String
  }

  /// The numbers of an algorithm's track, by round and replication.
  private struct Numbers {
    var regrets: [Int: [Int: Double]] = [:]
    var rewards: [Int: Double] = [:]
    let firstLine: Int
  }

  private struct TrackKey: Hashable {
    let place: PlaceKey
    let algorithm: String
  }

  /// Reads another table.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - scenario: the name of the results that it joins.
  ///   - standings: their last rows; what they have not, it may not have.
  /// - Throws: `BadRegrets` or `FileError`.
  mutating func add(_ path: String, joining scenario: String, _ standings: [ResultReader.Standing]) throws {
    guard let bytes = try FileSystem.contents(of: path) else {
      throw BadRegrets(path: path, line: nil, reason: "there is no such file", isMissing: true)
    }
    var records = try Records(bytes, of: path)
    var places: Places = [:]
    for standing in standings {
      let place = PlaceKey(
        point: standing.key.point, environment: standing.key.environment, notion: standing.track.notion.id,
        group: standing.track.group)
      let known = places[place]?.replications ?? 0
      places[place] = (standing.round, max(known, standing.regrets.count))
    }
    let ours = Set(standings.map(\.key) + tracks.map(\.key))
    var found: [TrackKey: Numbers] = [:]
    while try records.next() {
      let place = PlaceKey(
        point: records["point"], environment: records["environment"], notion: records["notion"],
        group: records["group"])
      let named = records["scenario"]
      if !named.isEmpty, named != scenario {
        throw records.error(
          "scenario", "found \(JSONText.quoted(named)); the results are of \(JSONText.quoted(scenario))")
      }
      guard let known = places[place] else { throw records.stranger(place, among: places) }
      let algorithm = records["algorithm"]
      if algorithm.isEmpty { throw records.error("algorithm", "is empty; accepted: a name") }
      let key = CellKey(point: place.point, environment: place.environment, algorithm: algorithm)
      if ours.contains(key) {
        throw records.error(
          "algorithm", "\(JSONText.quoted(algorithm)) is in the results already; accepted: a name of its own")
      }
      let replication = try records.whole("replicate", in: 0...known.replications - 1, "a replication of the results")
      let round = try records.whole("t", in: 1...known.round, "a round of the results")
      let track = TrackKey(place: place, algorithm: algorithm)
      if found[track]?.regrets[round]?[replication] != nil {
        throw records.error("t", "round \(round) of replication \(replication) is there twice")
      }
      let regret = try records.number("regret")
      found[track, default: Numbers(firstLine: records.line)].regrets[round, default: [:]][replication] = regret
      if round == known.round { found[track]?.rewards[replication] = try records.number("reward") }
    }
    if found.isEmpty { throw BadRegrets(path: path, line: 1, reason: "it has no rows") }
    tracks += try found.map { track, numbers in
      guard let known = places[track.place], numbers.regrets[known.round] != nil else {
        let last = numbers.regrets.keys.max() ?? 0
        throw BadRegrets(
          path: path, line: numbers.firstLine,
          reason: "\(JSONText.quoted(track.algorithm)) ends after round \(last); the last checkpoint of "
            + "\(track.place.notion) is \(places[track.place]?.round ?? 0)")
      }
      let rounds = numbers.regrets.keys.sorted()
      var reward = RunningMean()
      for replication in numbers.rewards.keys.sorted() {
        if let number = numbers.rewards[replication], number.isFinite { reward.add(number) }
      }
      return Track(
        key: CellKey(
          point: track.place.point, environment: track.place.environment, algorithm: track.algorithm),
        track: .init(notion: Notion(track.place.notion), group: track.place.group), rounds: rounds,
        regrets: rounds.map { round in
          (0..<known.replications).map { numbers.regrets[round]?[$0] ?? .nan }
        }, reward: reward.value)
    }
    tracks.sort { OtherRegrets.comesBefore($0.key, $0.track, $1.key, $1.track) }
  }

  /// The summaries of a track at its checkpoints, and its regrets at the last one.
  package func forEachTrack(
    confidence: Double, _ body: (_ summaries: [SummaryRow], _ finals: [Double]) -> Void
  ) {
    for track in tracks {
      let summaries = zip(track.rounds, track.regrets).map { round, regrets in
        SummaryRow(
          key: track.key, track: track.track, round: round, regret: SampleSummary(regrets, confidence: confidence),
          confidence: confidence, lowerBound: .nan)
      }
      body(summaries, track.regrets[track.regrets.count - 1])
    }
  }

  /// The order of the result files.
  static func comesBefore(
    _ key: CellKey, _ track: TraceLayout.Track, _ otherKey: CellKey, _ other: TraceLayout.Track
  ) -> Bool {
    if key != otherKey { return key < otherKey }
    if track.notion.id != other.notion.id { return byteOrder(track.notion.id, other.notion.id) }
    return byteOrder(track.group, other.group)
  }

  /// The records of a table by the names of their fields.
  private struct Records {
    let path: String
    private let bytes: [UInt8]
    private var position = 0
    private var columns: [String] = []
    private var fields: [String] = []
    /// Of the record, the first line of the file being 1.
    private(set) var line = 0
    private var nextLine = 1

    init(_ bytes: [UInt8], of path: String) throws(BadRegrets) {
      self.path = path
      // The mark of byte order that some programs write is no part of the first name.
      self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
      guard try read() else { throw BadRegrets(path: path, line: 1, reason: "it has no header") }
      let known = ResultFile.regret.columns
      for (place, name) in fields.enumerated() {
        if !known.contains(name) {
          throw BadRegrets(
            path: path, line: 1,
            reason: "unknown column \(JSONText.quoted(name)); accepted: \(known.joined(separator: ", "))"
              + NearestName.hint(for: name, among: known))
        }
        if fields[..<place].contains(name) {
          throw BadRegrets(path: path, line: 1, reason: "the column \(JSONText.quoted(name)) is there twice")
        }
      }
      for name in OtherRegrets.requiredColumns where !fields.contains(name) {
        throw BadRegrets(path: path, line: 1, reason: "the column \(JSONText.quoted(name)) is missing")
      }
      columns = fields
    }

    /// The field of a column; empty where there is none.
    subscript(column: String) -> String { columns.firstIndex(of: column).map { fields[$0] } ?? "" }

    /// Goes to the next record that is not an empty line; whether there is one.
    mutating func next() throws(BadRegrets) -> Bool {
      repeat {
        guard try read() else { return false }
      } while fields == [""]
      if fields.count == columns.count { return true }
      throw BadRegrets(path: path, line: line, reason: "found \(fields.count) fields; wanted: \(columns.count)")
    }

    func error(_ column: String, _ reason: String) -> BadRegrets {
      BadRegrets(path: path, line: line, reason: "column \(JSONText.quoted(column)): \(reason)")
    }

    func whole(_ column: String, in range: ClosedRange<Int>, _ meaning: String) throws(BadRegrets) -> Int {
      if let number = Int(self[column]), range.contains(number) { return number }
      throw error(
        column,
        "found \(JSONText.quoted(self[column])); accepted: \(meaning), \(range.lowerBound) to \(range.upperBound)")
    }

    /// NaN where it is missing.
    func number(_ column: String) throws(BadRegrets) -> Double {
      let text = self[column]
      if text.isEmpty { return .nan }
      // Not infinity or hexadecimal digits, which Swift reads, too.
      if let number = Double(text), number.isFinite, text.utf8.allSatisfy("0123456789+-.eE".utf8.contains) {
        return number
      }
      throw error(column, "found \(JSONText.quoted(text)); accepted: a number, or nothing where it is missing")
    }

    /// The error of a place that the results do not have: about the first label that is none of theirs.
    func stranger(_ place: PlaceKey, among known: Places) -> BadRegrets {
      func names(_ label: (PlaceKey) -> String) -> [String] { Set(known.keys.map(label)).sorted(by: byteOrder) }
      let labels: [(String, String, [String])] = [
        ("environment", place.environment, names(\.environment)), ("notion", place.notion, names(\.notion)),
        ("group", place.group, names(\.group)), ("point", place.point, names(\.point)),
      ]
      for (column, found, names) in labels where !names.contains(found) {
        return error(
          column,
          "found \(JSONText.quoted(found)); the results have "
            + QuotedList.list(Array(names.prefix(20))) + NearestName.hint(for: found, among: names))
      }
      return error("notion", "the results do not have it at this point, environment and group")
    }

    /// Reads a record; `false` at the end.
    private mutating func read() throws(BadRegrets) -> Bool {
      guard position < bytes.count else { return false }
      line = nextLine
      fields = []
      var field: [UInt8] = []
      var (isInside, wasQuoted) = (false, false)
      func text() throws(BadRegrets) -> String {
        guard let text = String(validating: field, as: UTF8.self) else {
          throw BadRegrets(path: path, line: line, reason: "field \(fields.count + 1) is not UTF-8")
        }
        return text
      }
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        if byte == 10 { nextLine += 1 }
        switch byte {
        case UInt8(ascii: "\"") where isInside:
          if position < bytes.count, bytes[position] == byte {
            field.append(byte)
            position += 1
          } else {
            isInside = false
          }
        case _ where isInside: field.append(byte)
        case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted: (isInside, wasQuoted) = (true, true)
        case UInt8(ascii: ","):
          fields.append(try text())
          (field, wasQuoted) = ([], false)
        case 10:
          // Lines may end as on Windows.
          if field.last == 13 { field.removeLast() }
          fields.append(try text())
          return true
        default: field.append(byte)
        }
      }
      if isInside { throw BadRegrets(path: path, line: line, reason: "a quote is not closed") }
      if field.last == 13 { field.removeLast() }
      fields.append(try text())
      return true
    }
  }
}

/// A table of another program's regret that cannot be used.
public struct BadRegrets: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// Its line, from 1; `nil` where it is about all of it.
  public let line: Int?
  /// What is wrong.
  public let reason: String
  /// Whether there is no such file.
  public let isMissing: Bool

  init(path: String, line: Int?, reason: String, isMissing: Bool = false) {
    self.path = path
    self.line = line
    self.reason = reason
    self.isMissing = isMissing
  }

  /// Where it is wrong and how.
  public var description: String { "\(path):\(line.map { "\($0):" } ?? "") \(reason)" }
}

extension ResultReader.Standing {
  /// What another program's track says at the last checkpoint.
  init(_ other: OtherRegrets.Track) {
    var reward = RunningMean()
    if other.reward.isFinite { reward.add(other.reward) }
    let last = other.rounds.count - 1
    self.init(
      key: other.key, track: other.track, round: other.rounds[last], lowerBound: .nan, regrets: other.regrets[last],
      reward: reward)
  }
}
