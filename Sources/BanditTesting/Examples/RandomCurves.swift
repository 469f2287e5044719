import BanditComparators
import BanditStreams

/// Nondecreasing tables in thousandths, between 1 and `depth` means each.
package func randomCurves(_ count: Int, depth: Int, from stream: inout RandomStream) -> [RecoveryCurve] {
  (0..<count).map { _ in
    RecoveryCurve(
      (0..<1 + stream.integer(below: depth)).map { _ in Double(stream.integer(below: 1000)) / 1000 }.sorted())
  }
}

/// Tables in thousandths that may fall and be negative.
package func roughCurves(_ count: Int, depth: Int, from stream: inout RandomStream) -> [RecoveryCurve] {
  (0..<count).map { _ in
    RecoveryCurve((0..<1 + stream.integer(below: depth)).map { _ in Double(stream.integer(below: 1200) - 200) / 1000 })
  }
}

/// Curves from tables in thousandths.
package func thousandths(_ tables: [[Double]]) -> [RecoveryCurve] { tables.map { RecoveryCurve($0.map { $0 / 1000 }) } }

/// The instance of the reference run: two of five arms per period.
package let rec5 = thousandths([
  [48, 94, 395, 821, 948], [37, 58, 70, 91, 425, 434, 507], [124, 223, 397, 577, 627, 948, 976], [133, 419, 557],
  [118, 181, 308, 372, 582, 639, 816],
])
