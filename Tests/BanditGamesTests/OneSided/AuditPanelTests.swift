import BanditGames
import BanditStreams
import Testing

/// What panels report, from worked examples and by counting votes.
struct AuditPanelTests {
  /// A panel of three whose auditors see .1 |i - j|, .25 |i - j| and .2 between different individuals i and j.
  private func panelOfThree() -> AuditPanel {
    var panel = AuditPanel(individualCount: 4, size: 3)
    for first in 0..<4 {
      for second in first + 1..<4 {
        let steps = Double(second - first)
        panel.set(first, second) { [0.1 * steps, 0.25 * steps, 0.2][$0] }
      }
    }
    return panel
  }

  /// d = (.1, .3, .6), alpha = .05, a gap of .4: two auditors see a violation.
  @Test func theRepresentativeOfThree() {
    var panel = AuditPanel(individualCount: 2, size: 3)
    panel.set(0, 1) { [0.6, 0.1, 0.3][$0] }
    #expect((1...3).map { panel.distance(0, 1, votes: $0) } == [0.1, 0.3, 0.6])
    #expect((1...3).map { panel.distance(1, 0, votes: $0) } == [0.1, 0.3, 0.6])
    let acceptance = [0.9, 0.5]
    #expect(panel.report(on: acceptance, alpha: 0.05, votes: 1) != nil)
    #expect(abs((panel.report(on: acceptance, alpha: 0.05, votes: 2)?.excess ?? 0) - 0.05) < 1e-12)
    #expect(panel.report(on: acceptance, alpha: 0.05, votes: 3) == nil)
  }

  /// pi = (.9, .35, .6, .1), alpha = .05, three votes: (1, 2) with excess .25 and (3, 4) with excess .2, and no other; the
  /// pair (1, 4), whose gap is exactly what is allowed, is none.
  @Test func theTableOfFour() throws {
    let panel = panelOfThree()
    let acceptance = [0.9, 0.35, 0.6, 0.1]
    let report = try #require(panel.report(on: acceptance, alpha: 0.05, votes: 3))
    #expect(report.favoured == 0 && report.other == 1 && abs(report.excess - 0.25) < 1e-12)
    var found: [[Int]] = []
    for first in 0..<4 {
      for second in 0..<4 where second != first {
        // Everybody else out of the way.
        var pair = AuditPanel(individualCount: 2, size: 3)
        pair.set(0, 1) { panel.distance(first, second, votes: $0 + 1) }
        guard let report = pair.report(on: [acceptance[first], acceptance[second]], alpha: 0.05, votes: 3),
          report.favoured == 0
        else { continue }
        found.append([first, second])
        #expect(abs(report.excess - (first == 0 ? 0.25 : 0.2)) < 1e-12)
      }
    }
    #expect(found == [[0, 1], [2, 3]])
  }

  /// Of two pairs with the same excess, up to rounding, the first: (1, 2) before (3, 4).
  @Test func tiesGoToTheFirstPair() throws {
    var panel = AuditPanel(individualCount: 4, size: 1)
    for first in 0..<4 {
      for second in first + 1..<4 { panel.set(first, second) { _ in first / 2 == second / 2 ? 0.1 : 1 } }
    }
    // 0.8 - 0.3 is a little more than 0.7 - 0.2.
    let report = try #require(panel.report(on: [0.7, 0.2, 0.8, 0.3], alpha: 0, votes: 1))
    #expect([report.favoured, report.other] == [0, 1])
    let other = try #require(panel.report(on: [0.7, 0.2, 0.81, 0.3], alpha: 0, votes: 1))
    #expect([other.favoured, other.other] == [2, 3])
  }

  /// The report against its definition, by votes of all auditors on all ordered pairs, in 20000 random cases; distances
  /// and probabilities are multiples of 1/16, so that ties and gaps of exactly d + alpha come up.
  @Test func reportsAreThoseOfTheVotes() {
    var noise = RandomStream(key: StreamKey(seed: 4))
    func sixteenth(_ noise: inout RandomStream) -> Double { Double(noise.integer(below: 17)) / 16 }
    var reports = 0
    for _ in 0..<20_000 {
      let count = 2 + noise.integer(below: 3)
      let size = 1 + noise.integer(below: 6)
      let votes = 1 + noise.integer(below: size)
      let alpha = Double(noise.integer(below: 4)) / 16
      var panel = AuditPanel(individualCount: count, size: size)
      var distances: [[[Double]]] = Array(repeating: Array(repeating: [], count: count), count: count)
      for first in 0..<count {
        for second in first + 1..<count {
          let row = (0..<size).map { _ in sixteenth(&noise) }
          distances[first][second] = row
          distances[second][first] = row
          panel.set(first, second) { row[$0] }
        }
      }
      let acceptance = (0..<count).map { _ in sixteenth(&noise) }
      var expected: AuditReport?
      for first in 0..<count {
        for second in 0..<count where second != first {
          let gap = acceptance[first] - acceptance[second]
          let excesses = distances[first][second].map { gap - $0 - alpha }.filter { $0 > 0 }
          guard excesses.count >= votes else { continue }
          // The excess over the r-th smallest distance is the r-th largest.
          let excess = excesses.sorted(by: >)[votes - 1]
          if excess > expected?.excess ?? 0 {
            expected = AuditReport(favoured: first, other: second, excess: excess)
          }
        }
      }
      let found = panel.report(on: acceptance, alpha: alpha, votes: votes)
      #expect(found == expected)
      if found != nil { reports += 1 }
    }
    // Neither side is empty.
    #expect((4000...16_000).contains(reports))
  }

  /// Sums of the same probabilities in another order are the same probability.
  @Test func roundingIsNoViolation() {
    let panel = AuditPanel(individualCount: 2, size: 1)
    #expect(0.1 + 0.2 > 0.3)
    #expect(panel.report(on: [0.1 + 0.2, 0.3], alpha: 0, votes: 1) == nil)
    #expect(panel.report(on: [0.3 + 1e-11, 0.3], alpha: 0, votes: 1) != nil)
  }
}
