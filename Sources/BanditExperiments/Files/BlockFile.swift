import BanditGames

/// The bytes of a finished block.
///
/// All numbers are little-endian words of 64 bits: a magic word, the version of the format, the SHA-256
/// of the cell's identity, the numeric fingerprint, the range of replications, the numbers of
/// checkpoints, lines and metrics; the values of the replications as Float64; the number of failures
/// and, for each, its replication, the length of its reason and the reason in UTF-8; where there are alarms, their
/// number and, for each, its replication, round, location and score (not a number: none). The SHA-256 of all that ends
/// the file.
enum BlockFile {
  /// Raised with every change of what the same settings draw or compute in all families, so that older blocks are
  /// not taken for the present ones; a family has a version of its own, which is part of its cells' identity.
  static let numericVersion = 2

  private static let magic: UInt64 = 0x0A6B_636F_6C62_6162  // "bablock\n"
  private static let formatVersion: UInt64 = 1

  /// Why bytes are not the block that was asked for.
  enum Fault: Error, Hashable {
    /// Torn, edited, or another block's.
    case damaged
    /// Whole, but made on another numeric platform, whose fingerprint in hexadecimal digits is given.
    case otherNumerics(String)
  }

  /// The name of a block's file: 64 hexadecimal digits.
  static func name(of block: BlockID, in cell: Cell) -> String {
    let parts = "\(block.number) \(block.replications.count) \(numericVersion)"
    return Checksum(of: "\(Checksum(of: cell.identity)) \(parts)").description
  }

  /// The bytes of a trace of a cell.
  static func encode(_ trace: BlockTrace, of cell: Cell, numerics: Checksum) -> [UInt8] {
    var bytes = header(trace.replications, of: cell, numerics: numerics)
    bytes.reserveCapacity(bytes.count + 8 * trace.values.count + 2 * Checksum.byteCount)
    #if _endian(little)
      trace.values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    #else
      for value in trace.values { bytes.append(word: value.bitPattern) }
    #endif
    bytes.append(word: UInt64(trace.failures.count))
    for failure in trace.failures {
      let reason = Array(failure.reason.utf8)
      bytes.append(word: UInt64(failure.replication))
      bytes.append(word: UInt64(reason.count))
      bytes += reason
    }
    if !trace.alarms.isEmpty { bytes.append(word: UInt64(trace.alarms.count)) }
    for raised in trace.alarms {
      bytes.append(word: UInt64(raised.replication))
      bytes.append(word: UInt64(raised.alarm.round))
      bytes.append(word: UInt64(raised.alarm.location))
      bytes.append(word: (raised.alarm.score ?? .nan).bitPattern)
    }
    bytes += Checksum(of: bytes).bytes
    return bytes
  }

  /// The trace of some replications of a cell.
  static func decode(
    _ bytes: [UInt8], replications: Range<Int>, of cell: Cell, numerics: Checksum
  ) throws(Fault) -> BlockTrace {
    let content = bytes.dropLast(Checksum.byteCount)
    guard Array(bytes.suffix(Checksum.byteCount)) == Checksum(of: content).bytes else { throw .damaged }
    var rest = ByteReader(content)
    // What the file should say is known, so nothing that it says is believed.
    let expected = header(replications, of: cell, numerics: numerics)
    guard let found = rest.bytes(expected.count) else { throw .damaged }
    if !found.elementsEqual(expected) {
      var others = expected
      let numerics = Array(found)[numericsPlace]
      others.replaceSubrange(numericsPlace, with: numerics)
      throw found.elementsEqual(others) ? .otherNumerics(Checksum.hexadecimal(numerics)) : .damaged
    }
    guard let values = rest.doubles(replications.count * cell.layout.valuesPerReplication),
      let failures = failures(&rest, in: replications),
      let alarms = rest.isAtEnd ? [] : alarms(&rest, in: replications, horizon: cell.horizon), rest.isAtEnd
    else { throw .damaged }
    return BlockTrace(
      replications: replications, layout: cell.layout, values: values, failures: failures, alarms: alarms)
  }

  /// Whether the bytes of a block are as they were written, whatever its cell.
  static func isWhole(_ bytes: [UInt8]) -> Bool {
    bytes.count > Checksum.byteCount
      && Array(bytes.suffix(Checksum.byteCount)) == Checksum(of: bytes.dropLast(Checksum.byteCount)).bytes
  }

  private static let numericsPlace = 16 + Checksum.byteCount..<16 + 2 * Checksum.byteCount

  private static func header(_ replications: Range<Int>, of cell: Cell, numerics: Checksum) -> [UInt8] {
    let layout = cell.layout
    var bytes: [UInt8] = []
    bytes.append(word: magic)
    bytes.append(word: formatVersion)
    bytes += Checksum(of: cell.identity).bytes
    bytes += numerics.bytes
    for number in [
      replications.lowerBound, replications.upperBound, layout.checkpoints.count, layout.tracks.count,
      layout.metrics.count,
    ] {
      bytes.append(word: UInt64(number))
    }
    return bytes
  }

  private static func failures(
    _ rest: inout ByteReader, in replications: Range<Int>
  ) -> [BlockTrace.Failure]? {
    guard let count = rest.word(), count <= replications.count else { return nil }
    var failures: [BlockTrace.Failure] = []
    for _ in 0..<count {
      guard let replication = rest.word().flatMap({ Int(exactly: $0) }), replications.contains(replication),
        replication > failures.last?.replication ?? -1, let length = rest.word().flatMap({ Int(exactly: $0) }),
        let reason = rest.bytes(length).flatMap({ String(validating: $0, as: UTF8.self) })
      else { return nil }
      failures.append(BlockTrace.Failure(replication: replication, reason: reason))
    }
    return failures
  }

  private static func alarms(
    _ rest: inout ByteReader, in replications: Range<Int>, horizon: Int
  ) -> [BlockTrace.Alarm]? {
    guard let count = rest.word(), count > 0 else { return nil }
    var alarms: [BlockTrace.Alarm] = []
    for _ in 0..<count {
      guard let replication = rest.word().flatMap({ Int(exactly: $0) }), replications.contains(replication),
        let round = rest.word().flatMap({ Int(exactly: $0) }), 1...horizon ~= round,
        let location = rest.word().flatMap({ Int(exactly: $0) }), 1...horizon ~= location,
        let score = rest.doubles(1)?[0],
        alarms.last.map({ ($0.replication, $0.alarm.round) < (replication, round) }) ?? true
      else { return nil }
      alarms.append(
        BlockTrace.Alarm(
          replication: replication,
          alarm: RaisedAlarm(round: round, location: location, score: score.isNaN ? nil : score)))
    }
    return alarms
  }
}
