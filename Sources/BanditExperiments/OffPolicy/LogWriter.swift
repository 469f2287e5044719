import BanditCards
import BanditGames

/// Writes a log, round by round; the file appears complete or not at all.
///
/// Columns: `t` (the round, from 1), `context`, `arm`, `propensity`, `reward`, then `x0`, ... or `f0_0`, ..., then `p0`,
/// ..., as far as the log has them. Numbers have the fewest digits that read back exactly.
public struct LogWriter: ~Copyable {
  private let shape: LogShape
  private var writer: CheckedWriter
  private var count = 0

  /// Starts a log; a file of that name stays as it is until `finish()`.
  ///
  /// - Throws: `FileError`.
  public init(path: String, shape: LogShape) throws(FileError) {
    var writer = try CheckedWriter(path: path)
    try writer.append(CSVRow(LogWriter.columns(of: shape)).text + "\n")
    self.writer = writer
    self.shape = shape
  }

  /// The names of the columns.
  static func columns(of shape: LogShape) -> [String] {
    let features = 0..<shape.featureCount
    return ["t", "context", "arm", "propensity", "reward"]
      + (shape.isShared
        ? features.map { "x\($0)" } : (0..<shape.armCount).flatMap { arm in features.map { "f\(arm)_\($0)" } })
      + (shape.hasProbabilities ? (0..<shape.armCount).map { "p\($0)" } : [])
  }

  /// Adds the next round.
  ///
  /// - Precondition: it has the shape of the log.
  /// - Throws: `FileError`.
  public mutating func append(_ round: LoggedRound) throws(FileError) {
    precondition(
      round.features.count == shape.featuresPerRound
        && round.probabilities.count == (shape.hasProbabilities ? shape.armCount : 0),
      "a round must have the shape of the log")
    count += 1
    var row = CSVRow([Setting]())
    row.add(count)
    if let context = round.context { row.add(context) } else { row.add("") }
    row.add(round.arm)
    row.add(round.propensity ?? .nan)
    row.add(round.reward)
    for feature in round.features { row.add(feature) }
    for probability in round.probabilities { row.add(probability) }
    try writer.append(row.bytes + [UInt8(ascii: "\n")])
  }

  /// Makes the file appear.
  ///
  /// - Throws: `FileError`.
  public consuming func finish() throws(FileError) { _ = try writer.finish() }
}

extension LoggedRounds {
  /// Writes the log; the file appears complete or not at all.
  ///
  /// - Throws: `FileError`.
  public func write(to path: String) throws(FileError) {
    var writer = try LogWriter(path: path, shape: shape)
    for place in 0..<count { try writer.append(self[place]) }
    try writer.finish()
  }
}
