import BanditCards
import BanditStreams
import Foundation
import Testing

@testable import BanditEnvironments

/// No bytes are a trap: a data file is a rectangle of what it should be, or refused with a sentence.
struct DataFuzzTests {
  private static let fragments = [
    ",", "\"", "\"\"", "\n", "\r\n", "\r", "nan", "inf", "1e400", "-0", "0x1p3", "\u{0}", "\u{FEFF}", " ", ";", "é",
    "1,1",
    "\u{1B}[1m", "99999999999999999999",
  ]

  private static func mutated(_ text: String, _ stream: inout RandomStream) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0...stream.integer(below: 4) {
      let place = stream.integer(below: bytes.count + 1)
      switch stream.integer(below: 5) {
      case 0 where place < bytes.count: bytes[place] = UInt8(stream.integer(below: 256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + stream.integer(below: 12)))
      case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + stream.integer(below: 20))], at: place)
      case 3 where stream.integer(below: 4) == 0: bytes.removeSubrange(place...)
      default: bytes.insert(contentsOf: fragments[stream.integer(below: fragments.count)].utf8, at: place)
      }
    }
    return bytes
  }

  @Test func tablesWithNames() {
    var stream = RandomStream(key: StreamKey(seed: 31))
    let text = "age,\"town, old\",income\r\n36,York,1e3\r\n51,\"a \"\"b\"\"\",-2.5\r\n7,\"two\nlines\",0\r\n"
    var refused = 0
    for _ in 0..<10_000 {
      do throws(CSVTable.Mistake) {
        let table = try CSVTable(bytes: Self.mutated(text, &stream))
        #expect(table.columns.count == table.header.count && table.columns.allSatisfy { $0.count == table.rowCount })
        _ = try table.header.first.map { name throws(CSVTable.Mistake) in try table.numbers(name) }
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 1_000 && refused < 10_000)
  }

  @Test func tablesOfLosses() throws {
    var stream = RandomStream(key: StreamKey(seed: 32))
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bandits-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    var refused = 0
    for _ in 0..<2_000 {
      try Data(Self.mutated("first,second,third\n0,0.5,1\n1,2.5e-1,0\n0.125,0,0\n", &stream)).write(to: path)
      do throws(InvalidSettings) {
        let table = try LossTable(DataFile(path.path))
        #expect(table.rowCount >= 1 && table.actionCount >= 1)
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    #expect(refused > 200 && refused < 2_000)
  }
}
