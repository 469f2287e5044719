import BanditStreams
import Testing

@testable import BanditAlgorithms

/// The exact search, which leaves alone what cannot raise an alarm, against the definition: every candidate is brought
/// up to date with every observation. Alarms must be equal in every bit.
struct PagedEvidenceTests {
  /// R-BOCPD by the book.
  private struct Plain {
    let symbolCount: Int
    let hazard: ChangeHazard
    private var logarithms = IntegerLogarithms()
    private var counts: [Int]
    private var observations = 0
    /// For each change: how often each symbol occurred before it.
    private var before: [[Int]] = []
    private(set) var evidence: [Double] = []

    init(symbolCount: Int, hazard: ChangeHazard) {
      (self.symbolCount, self.hazard) = (symbolCount, hazard)
      counts = Array(repeating: 0, count: symbolCount)
    }

    mutating func observe(_ symbol: Int) -> RBOCPDDetector.Alarm? {
      if observations > 0 {
        before.append(counts)
        evidence.append(0)
      }
      logarithms.reach(observations + symbolCount + 1)
      let ofOldest = logarithms[counts[symbol] + 1] - logarithms[observations + symbolCount]
      for place in before.indices {
        let seen = observations - place - 1
        let ofCandidate =
          logarithms[counts[symbol] - before[place][symbol] + 1] - logarithms[seen + symbolCount]
        evidence[place] += ofCandidate - ofOldest
      }
      observations += 1
      counts[symbol] += 1
      var best: RBOCPDDetector.Alarm?
      for place in evidence.indices where evidence[place] > 0 {
        guard
          let weight = hazard.logWeight(
            earlier: place + 1, later: observations - place - 1, symbolCount: symbolCount, logarithms)
        else { continue }
        let score = evidence[place] + weight
        if score > (best.map { $0.score + 1e-12 } ?? 1e-12) {
          best = RBOCPDDetector.Alarm(observations: observations, likeliestChange: place + 2, score: score)
        }
      }
      if best != nil { self = Plain(symbolCount: symbolCount, hazard: hazard) }
      return best
    }
  }

  private static let hazards: [ChangeHazard] = [
    .constant(1e-3), .constant(1e-9), .inverseRunLength, .inverseSquare, .theorem(delta: 0.05, alpha: 1.1),
    .theorem(delta: 0.5, alpha: 3),
  ]

  /// Streams: constant, alternating, in long turns, of one law, with rare symbols, that changes by little or by much,
  /// that drifts; of a few symbols among many.
  private static func stream(kind: Int, symbols: Int, length: Int, noise: inout RandomStream) -> [Int] {
    let (low, high) = (noise.uniform(), noise.uniform())
    let change = noise.integer(below: length)
    let offset = noise.integer(below: symbols)
    func skewed(_ rare: Double) -> Int { noise.uniform() < rare ? noise.integer(below: symbols) : offset }
    return (0..<length).map { round in
      switch kind {
      case 0: return offset
      case 1: return round % symbols
      case 2: return round / (1 + change / 8) % symbols
      case 3: return noise.integer(below: symbols)
      case 4: return skewed(0.01)
      case 5: return skewed(round < change ? 0.3 * low : 0.3 * low + 0.1 * high)
      case 6: return skewed(round < change ? low : high)
      case 7: return skewed(Double(round) / Double(length))
      case 8: return round < 3 ? (offset + 1) % symbols : offset
      default: return (offset + noise.integer(below: min(3, symbols))) % symbols
      }
    }
  }

  /// 10 kinds of 12 streams each with two hazards, of 2 to 40 symbols and 50 to 600 observations.
  @Test(arguments: 0..<10) func alarmsAreThoseOfAllCandidates(kind: Int) {
    var alarms = 0
    for replication in 0..<12 {
      var noise = RandomStream(key: StreamKey(seed: 61).child(index: kind).child(index: replication))
      let symbols = [2, 2, 3, 5, 12, 40][noise.integer(below: 6)]
      let length = [50, 129, 300, 600][noise.integer(below: 4)]
      let stream = Self.stream(kind: kind, symbols: symbols, length: length, noise: &noise)
      for place in [replication, replication + 3] {
        let hazard = Self.hazards[place % Self.hazards.count]
        var plain = Plain(symbolCount: symbols, hazard: hazard)
        var detector = RBOCPDDetector(symbolCount: symbols, hazard: hazard)
        for symbol in stream {
          let expected = plain.observe(symbol)
          let found = detector.observe(symbol)
          if found != expected {
            Issue.record(
              "\(symbols) symbols, \(hazard), replication \(replication): \(found as Any), \(expected as Any)")
            return
          }
          if found != nil { alarms += 1 }
        }
        // What was asleep catches up to the very same numbers.
        for place in stride(from: 0, to: plain.evidence.count, by: 37) {
          let weight = hazard.logWeight(
            earlier: place + 1, later: plain.evidence.count - place, symbolCount: symbols, IntegerLogarithms())
          #expect(detector.score(ofChangeAt: place + 2) == weight.map { plain.evidence[place] + $0 })
        }
      }
    }
    // Of the others some have no change.
    #expect(![2, 6, 7].contains(kind) || alarms > 0)
  }

  /// The bound of no branch is below the evidence of one of its changes: with a hazard that asks for next to nothing,
  /// changes that are asleep would be found to raise alarms.
  @Test func weakHazards() {
    for replication in 0..<8 {
      var noise = RandomStream(key: StreamKey(seed: 62).child(index: replication))
      let hazard = ChangeHazard.constant(.exp(-12 * noise.uniform()))
      let share = noise.uniform()
      var plain = Plain(symbolCount: 2, hazard: hazard)
      var detector = RBOCPDDetector(symbolCount: 2, hazard: hazard)
      for _ in 0..<1500 {
        let symbol = noise.uniform() < share ? 1 : 0
        #expect(detector.observe(symbol) == plain.observe(symbol))
      }
    }
  }

  /// A long constant stream, which would take seconds by the book, then a change.
  @Test func longConstantStreams() {
    var detector = RBOCPDDetector(symbolCount: 2, hazard: .constant(1e-6))
    for _ in 0..<50_000 { #expect(detector.observe(0) == nil) }
    var ones = 1
    while detector.observe(1) == nil { ones += 1 }
    // The first one has evidence ln(50002 / 2) = 10.1, both ln(50002 50003 / 6) = 19.8; -ln eta is 13.8.
    #expect(ones == 2)
  }
}
