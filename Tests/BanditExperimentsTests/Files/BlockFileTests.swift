import BanditGames
import Testing

@testable import BanditExperiments

struct BlockFileTests {
  private let plan = TinyPlan.plan()
  private let numerics = Checksum(of: "this machine")

  /// The block of `b` with a failure.
  private var block: BlockID { plan.blocks.first { $0.cell == 1 }! }
  private var cell: Cell { plan.cells[1] }
  private var bytes: [UInt8] {
    BlockFile.encode(TinyPlan.trace(of: block, in: plan), of: cell, numerics: numerics)
  }

  private func decode(_ bytes: [UInt8]) throws(BlockFile.Fault) -> BlockTrace {
    try BlockFile.decode(bytes, replications: block.replications, of: cell, numerics: numerics)
  }

  @Test func whatIsWrittenIsRead() throws {
    let trace = TinyPlan.trace(of: block, in: plan)
    let found = try decode(bytes)
    #expect(found.values.map(\.bitPattern) == trace.values.map(\.bitPattern))
    #expect(found.replications == 0..<2)
    #expect(found.failures == [.init(replication: 1, reason: "over the budget, by 2")])
    #expect(found.layout == cell.layout)
  }

  /// A file without alarms says nothing of any; one with them is longer by five words for the first.
  @Test func alarmsAreKept() throws {
    let plain = TinyPlan.trace(of: block, in: plan)
    let alarms = [
      BlockTrace.Alarm(replication: 0, alarm: RaisedAlarm(round: 2, location: 1, score: 0.25)),
      BlockTrace.Alarm(replication: 1, alarm: RaisedAlarm(round: 1, location: 1)),
      BlockTrace.Alarm(replication: 1, alarm: RaisedAlarm(round: 2, location: 2, score: -3)),
    ]
    func encoded(_ alarms: [BlockTrace.Alarm]) -> [UInt8] {
      BlockFile.encode(
        BlockTrace(
          replications: plain.replications, layout: plain.layout, values: plain.values, failures: plain.failures,
          alarms: alarms), of: cell, numerics: numerics)
    }
    #expect(encoded([]) == bytes)
    #expect(encoded(alarms).count == bytes.count + 8 + 3 * 32)
    #expect(try decode(encoded(alarms)).alarms == alarms && decode(bytes).alarms == [])
    // Out of order, beyond the horizon, of another replication.
    for wrong in [
      [alarms[1], alarms[0]], [.init(replication: 0, alarm: RaisedAlarm(round: cell.horizon + 1, location: 1))],
      [.init(replication: 7, alarm: RaisedAlarm(round: 1, location: 1))],
      [.init(replication: 0, alarm: RaisedAlarm(round: 1, location: 0))],
    ] as [[BlockTrace.Alarm]] {
      #expect(throws: BlockFile.Fault.damaged) { try decode(encoded(wrong)) }
    }
    let torn = encoded(alarms)
    for length in torn.indices {
      #expect(throws: BlockFile.Fault.damaged, "\(length) bytes") { try decode(Array(torn[..<length])) }
    }
  }

  /// The layout of the file, counted by hand from its description.
  @Test func theBytesAreThoseOfTheFormat() {
    #expect(Array(bytes[..<16]) == Array("bablock\n".utf8) + [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(Array(bytes[16..<48]) == Checksum(of: "b with seed 1").bytes)
    #expect(Array(bytes[48..<80]) == numerics.bytes)
    let numbers = stride(from: 80, to: 120, by: 8).map { bytes[$0] }
    #expect(numbers == [0, 2, 2, 1, 0])
    // 10 rounds: 0x4024000000000000.
    #expect(Array(bytes[120..<128]) == [0, 0, 0, 0, 0, 0, 0x24, 0x40])
    #expect(bytes.count == 120 + 8 * 28 + 8 + 16 + 21 + 32)
  }

  @Test func everyFlippedBitIsNoticed() {
    for place in bytes.indices {
      for bit in 0..<8 {
        var edited = bytes
        edited[place] ^= 1 << bit
        #expect(throws: BlockFile.Fault.damaged, "bit \(bit) of byte \(place)") { try decode(edited) }
      }
    }
  }

  @Test func everyTornFileIsNoticed() {
    for length in bytes.indices {
      #expect(throws: BlockFile.Fault.damaged, "\(length) bytes") { try decode(Array(bytes[..<length])) }
    }
    #expect(throws: BlockFile.Fault.damaged) { try decode(bytes + [0]) }
  }

  /// A forger can mend the checksum; what he wrote must still not be believed, and never trap.
  @Test func forgedFilesAreRefusedOrHarmless() {
    let platform = 48..<80
    let values = 120..<120 + 8 * 28
    // Count of failures and the replication with its length come between.
    let reason = values.upperBound + 24..<values.upperBound + 24 + 21
    for place in 0..<bytes.count - 32 {
      for byte: UInt8 in [0x00, 0x01, 0x41, 0x80, 0xFF] where byte != bytes[place] {
        var forged = Array(bytes.dropLast(32))
        forged[place] = byte
        forged += Checksum(of: forged).bytes
        var problem: BlockFile.Fault?
        do { _ = try decode(forged) } catch { problem = error }
        // ASCII keeps the reason a text; the first failure may be any replication of the block.
        let isHarmless =
          values.contains(place) || (reason.contains(place) && byte < 0x80)
          || (place == values.upperBound + 8 && byte == 0)
        let expected: BlockFile.Fault? =
          platform.contains(place)
          ? .otherNumerics(Checksum.hexadecimal(forged[platform])) : isHarmless ? nil : .damaged
        #expect(problem == expected, "byte \(place) as \(byte)")
      }
    }
  }

  @Test func bytesMissingUnderAGoodChecksum() {
    for length in 0..<bytes.count - 32 {
      let short = Array(bytes[..<length])
      #expect(throws: BlockFile.Fault.damaged, "\(length) bytes") { try decode(short + Checksum(of: short).bytes) }
    }
  }

  @Test(arguments: [[0, 0], [1, 0], [0, 2], [0, 1, 1]])
  func failuresThatCannotBe(replications: [Int]) {
    let trace = TinyPlan.trace(of: block, in: plan)
    let impossible = BlockTrace(
      replications: trace.replications, layout: trace.layout, values: trace.values,
      failures: replications.map { .init(replication: $0, reason: "") })
    #expect(throws: BlockFile.Fault.damaged) {
      try decode(BlockFile.encode(impossible, of: cell, numerics: numerics))
    }
  }

  @Test func anotherBlockIsNotTakenForThisOne() {
    let others = [plan.cells[0], TinyPlan.plan(seed: 2).cells[1]]
    for other in others {
      #expect(throws: BlockFile.Fault.damaged) {
        try BlockFile.decode(bytes, replications: block.replications, of: other, numerics: numerics)
      }
    }
    #expect(throws: BlockFile.Fault.damaged) {
      try BlockFile.decode(bytes, replications: 2..<4, of: cell, numerics: numerics)
    }
  }

  @Test func anotherMachineIsNamedAsSuch() {
    #expect(throws: BlockFile.Fault.otherNumerics(numerics.description)) {
      try BlockFile.decode(
        bytes, replications: block.replications, of: cell, numerics: Checksum(of: "another machine"))
    }
  }

  /// Computed with `sha256sum`: the name is a promise to folders that exist.
  @Test func namesAreStable() {
    #expect(
      BlockFile.name(of: block, in: cell) == "c0d9acf2895ff41cc030a53f14d4e826816b124b9e4dbbb3d0e4ea03208ded85")
    #expect(Set(plan.blocks.map { BlockFile.name(of: $0, in: plan.cells[$0.cell]) }).count == plan.blocks.count)
  }
}
