import BanditCards
import BanditGames

// The reader of logs: for off-policy evaluation and for replay.
extension LoggedRounds {
  /// Reads a log of comma-separated values with a row of column names.
  ///
  /// | column | what | |
  /// |---|---|---|
  /// | `arm` | the arm played, from 0 | required |
  /// | `propensity` | the probability with which it was drawn, in (0, 1]; may be empty | required |
  /// | `reward` | its reward, a finite number | required |
  /// | `context` | the index of the context, from 0; may be empty | |
  /// | `x0`, `x1`, ... | the features that all arms share | |
  /// | `f0_0`, `f0_1`, ... | the features of arm 0, and so on for each arm | not with `x0` |
  /// | `p0`, `p1`, ... | the probability with which each arm would have been drawn | |
  ///
  /// Other columns, such as `t`, are passed over. The number of arms is that of the columns; where neither `f` nor `p`
  /// is there, one more than the largest arm.
  ///
  /// - Parameters:
  ///   - arms: the number of arms; `nil` for what the log says.
  ///   - columns: columns `e0`, `e1`, ... for "e" hold the probabilities of a policy, which go to `targets`.
  ///   - needsPropensities: whether rows without a propensity are refused.
  /// - Throws: `CSVTable.Mistake` with the line and the column.
  /// - Complexity: O(the size of the file); only numbers are kept.
  public init(
    _ file: DataFile, arms: Int? = nil, columns: String? = nil, needsPropensities: Bool = true
  ) throws(CSVTable.Mistake) {
    try self.init(CSVRows(file, header: .names), arms: arms, columns: columns, needsPropensities: needsPropensities)
  }

  /// Reads the bytes of a log.
  ///
  /// - Throws: `CSVTable.Mistake` with the line and the column.
  public init(bytes: [UInt8], columns: String? = nil, needsPropensities: Bool = true) throws(CSVTable.Mistake) {
    try self.init(
      CSVRows(bytes: bytes, header: .names), arms: nil, columns: columns, needsPropensities: needsPropensities)
  }

  private init(
    _ source: consuming CSVRows, arms: Int?, columns: String?, needsPropensities: Bool
  ) throws(CSVTable.Mistake) {
    var rows = source
    let layout = try LogColumns(rows.names, arms: arms, target: columns)
    var rounds: [(round: LoggedRound, target: [Double])] = []
    var largestArm = -1
    while let row = try rows.next() {
      let fields = LogFields(names: rows.names, fields: row.fields, line: row.line)
      let round = try layout.round(fields, needsPropensity: needsPropensities)
      largestArm = max(largestArm, round.arm)
      rounds.append((round, try layout.target.isEmpty ? [] : fields.probabilities(layout.target)))
    }
    guard !rounds.isEmpty else { throw CSVTable.Mistake(line: nil, message: "no rows; accepted: at least one round") }
    self.init(
      LogShape(
        armCount: layout.armCount ?? largestArm + 1, featureCount: layout.featureCount,
        isShared: layout.armFeatures.isEmpty, hasProbabilities: !layout.probabilities.isEmpty))
    for (round, target) in rounds { append(round, target: target) }
  }

  /// One more than the largest context of a log.
  static let contextLimit = 1_000_000
}

/// Where a log has what.
private struct LogColumns {
  let arm: Int
  let propensity: Int
  let reward: Int
  let context: Int?
  /// `x0`, `x1`, ...
  let features: [Int]
  /// `f0_0`, `f0_1`, ..., arm after arm.
  let armFeatures: [Int]
  let probabilities: [Int]
  let target: [Int]
  /// The number of arms; `nil` if no column tells.
  let armCount: Int?
  let featureCount: Int

  init(_ names: [String], arms: Int?, target prefix: String?) throws(CSVTable.Mistake) {
    func place(_ name: String) throws(CSVTable.Mistake) -> Int {
      if let place = names.firstIndex(of: name) { return place }
      throw LogColumns.mistake(
        "no column \(JSONText.quoted(name)); accepted: at least \"arm\", \"propensity\" and \"reward\"")
    }
    arm = try place("arm")
    propensity = try place("propensity")
    reward = try place("reward")
    context = names.firstIndex(of: "context")
    features = try LogColumns.numbered("x", names)
    probabilities = try LogColumns.numbered("p", names)
    target = try prefix.map { prefix throws(CSVTable.Mistake) in try LogColumns.numbered(prefix, names) } ?? []
    if let prefix, target.isEmpty {
      throw LogColumns.mistake(
        "no column \(JSONText.quoted(prefix + "0")), which the policy asks for; accepted: one such column for each arm")
    }
    let grid = try LogColumns.grid(names)
    armFeatures = grid.places
    if !features.isEmpty, !armFeatures.isEmpty {
      throw LogColumns.mistake(
        "both \"x0\" and \"f0_0\"; accepted: features that all arms share, or features of each arm")
    }
    featureCount = grid.arms > 0 ? armFeatures.count / grid.arms : features.count
    let counts = [("f", grid.arms), ("p", probabilities.count), (prefix ?? "", target.count)].filter { $0.1 > 0 }
    if let other = counts.first(where: { $0.1 != counts[0].1 }) {
      throw LogColumns.mistake(
        "columns \"\(counts[0].0)\" for \(counted: counts[0].1, "arm"), but columns \"\(other.0)\" for \(other.1); "
          + "accepted: as many arms in both")
    }
    if let arms, let other = counts.first, other.1 != arms {
      throw LogColumns.mistake(
        "columns \"\(other.0)\" for \(counted: other.1, "arm"); accepted: for \(arms), as \"arms\" says")
    }
    armCount = arms ?? counts.first?.1
    if let armCount, armCount > ContextualSettings.maximumArmCount {
      throw LogColumns.mistake("\(armCount) arms; accepted: at most \(ContextualSettings.maximumArmCount)")
    }
  }

  func round(_ row: LogFields, needsPropensity: Bool) throws(CSVTable.Mistake) -> LoggedRound {
    let last = (armCount ?? ContextualSettings.maximumArmCount) - 1
    guard let arm = row.whole(arm, through: last) else {
      throw row.mistake(arm, "accepted: an arm in 0...\(last)")
    }
    var round = LoggedRound(arm: arm, propensity: nil, reward: try row.number(reward))
    if let context, !row.fields[context].isEmpty {
      guard let index = row.whole(context, through: LoggedRounds.contextLimit - 1) else {
        throw row.mistake(context, "accepted: a context, 0 or more and below \(LoggedRounds.contextLimit), or nothing")
      }
      round.context = index
    }
    if needsPropensity || !row.fields[propensity].isEmpty {
      guard let probability = CSVTable.number(row.fields[propensity]), probability > 0, probability <= 1 else {
        throw row.mistake(propensity, "accepted: a number in (0, 1]")
      }
      round.propensity = probability
    }
    for place in features.isEmpty ? armFeatures : features { round.features.append(try row.number(place)) }
    guard !probabilities.isEmpty else { return round }
    round.probabilities = try row.probabilities(probabilities)
    if let propensity = round.propensity, abs(round.probabilities[arm] - propensity) > LogFields.tolerance {
      throw row.mistake(
        probabilities[arm], "but the propensity of this arm is \(propensity); accepted: the same number in both")
    }
    return round
  }

  /// The places of the columns with a prefix and a number, which count up from 0.
  private static func numbered(_ prefix: String, _ names: [String]) throws(CSVTable.Mistake) -> [Int] {
    var places: [Int: Int] = [:]
    for (place, name) in names.enumerated() where name.hasPrefix(prefix) {
      if let number = index(name.dropFirst(prefix.count)) { places[number] = place }
    }
    return try (0..<places.count).map { number throws(CSVTable.Mistake) in
      if let place = places[number] { return place }
      throw mistake(
        "no column \(JSONText.quoted("\(prefix)\(number)")), but \(places.count) of its kind; accepted: numbers from 0 up"
      )
    }
  }

  /// The places of the columns `f<arm>_<feature>`, arm after arm.
  private static func grid(_ names: [String]) throws(CSVTable.Mistake) -> (places: [Int], arms: Int) {
    var places: [[Int]: Int] = [:]
    for (place, name) in names.enumerated() where name.hasPrefix("f") {
      let parts = name.dropFirst().split(separator: "_", omittingEmptySubsequences: false)
      if parts.count == 2, let arm = index(parts[0]), let feature = index(parts[1]) { places[[arm, feature]] = place }
    }
    if places.isEmpty { return ([], 0) }
    let arms = (places.keys.map { $0[0] }.max() ?? 0) + 1
    let features = (places.keys.map { $0[1] }.max() ?? 0) + 1
    var sorted: [Int] = []
    // Bounded by what is there, not by the largest number in a name.
    for cell in 0..<min(arms * features, places.count + 1) {
      guard let place = places[[cell / features, cell % features]] else {
        throw mistake(
          "no column \"f\(cell / features)_\(cell % features)\"; accepted: the same features for each arm, "
            + "numbers from 0 up")
      }
      sorted.append(place)
    }
    return (sorted, arms)
  }

  /// The number that a name ends with, without a sign or leading zeros.
  private static func index(_ text: Substring) -> Int? {
    guard text.count <= 6, let number = Int(text), String(number) == text, number >= 0 else { return nil }
    return number
  }

  private static func mistake(_ message: String) -> CSVTable.Mistake { CSVTable.Mistake(line: 1, message: message) }
}

/// A row of a log.
private struct LogFields {
  let names: [String]
  let fields: [String]
  let line: Int

  /// How far from 1 the sum of probabilities may be, which a file may have rounded.
  static let tolerance = 1e-6

  func mistake(_ place: Int, _ message: String) -> CSVTable.Mistake {
    CSVTable.Mistake(
      line: line,
      message: "column \(JSONText.quoted(names[place])): found \(CSVTable.quoted(fields[place])); \(message)")
  }

  func number(_ place: Int) throws(CSVTable.Mistake) -> Double {
    if let number = CSVTable.number(fields[place]) { return number }
    throw mistake(place, "accepted: a finite decimal number")
  }

  func whole(_ place: Int, through last: Int) -> Int? {
    let field = fields[place]
    guard let number = Int(field), (0...last).contains(number), !field.hasPrefix("+"), !field.hasPrefix("-") else {
      return nil
    }
    return number
  }

  func probabilities(_ places: [Int]) throws(CSVTable.Mistake) -> [Double] {
    var sum = 0.0
    var probabilities: [Double] = []
    for place in places {
      let number = try number(place)
      guard (0...1).contains(number) else { throw mistake(place, "accepted: a number in [0, 1]") }
      sum += number
      probabilities.append(number)
    }
    if abs(sum - 1) > LogFields.tolerance {
      throw CSVTable.Mistake(
        line: line,
        message:
          "the columns \(JSONText.quoted(names[places[0]])) to \(JSONText.quoted(names[places[places.count - 1]])) "
          + "have the sum \(sum); accepted: probabilities with the sum 1")
    }
    return probabilities
  }
}
