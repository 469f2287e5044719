/// The algorithms that met one environment at one point of the sweep, and how they ended: what ranks and
/// paired differences are about.
struct Comparison: Sendable {
  /// A line of an algorithm at the last checkpoint.
  private struct Standing: Sendable {
    let summary: SummaryRow
    let reward: Double
    let largestGap: Double?
    /// By replication; NaN where missing or failed.
    let regrets: [Double]
  }

  /// In the order of the cells, then of their lines.
  private var standings: [Standing] = []

  /// Enters an algorithm's line.
  mutating func enter(_ summary: SummaryRow, sample: RegretSample, largestGap: Double? = nil) {
    enter(summary, reward: sample.reward, regrets: sample.regrets.last ?? [], largestGap: largestGap)
  }

  /// Enters an algorithm's line by its regrets at the last checkpoint, one for each replication.
  mutating func enter(_ summary: SummaryRow, reward: Double, regrets: [Double], largestGap: Double? = nil) {
    standings.append(Standing(summary: summary, reward: reward, largestGap: largestGap, regrets: regrets))
  }

  /// The rows of `final.csv`, with what tables on screen and in papers say besides.
  ///
  /// - Complexity: as `forEachPair`.
  var finalRows: [FinalRow] {
    var ranks = [Int?](repeating: nil, count: standings.count)
    for members in membersByTrack {
      for (member, rank) in zip(members, Ranking.ranks(members.map { standings[$0].summary.regret.mean })) {
        ranks[member] = rank
      }
    }
    var rows = zip(standings, ranks).map { standing, rank in
      FinalRow(
        summary: standing.summary, reward: standing.reward, rank: rank, largestGap: standing.largestGap,
        twoLargest: Comparison.shareOfTwo(standing.regrets))
    }
    for members in membersByTrack { judge(members, in: &rows) }
    return rows
  }

  /// Says of each algorithm how many are significantly better, and how far it is from the one with the smallest mean.
  private func judge(_ members: [Int], in rows: inout [FinalRow]) {
    guard let best = members.first(where: { rows[$0].rank == 1 }) else { return }
    let confidence = rows[best].summary.confidence
    for member in members where rows[member].rank != nil { rows[member].place = 1 }
    // No more than these of each pair: there are many.
    var (pValues, isFirstBetter): ([Double], [Bool]) = ([], [])
    for (position, first) in members.enumerated() {
      for second in members[(position + 1)...] {
        let test = PairedTest(standings[first].regrets, standings[second].regrets)
        pValues.append(test.pValue)
        isFirstBetter.append(test.moments.mean < 0)
      }
    }
    let adjusted = Holm.adjusted(pValues)
    var pair = 0
    for (position, first) in members.enumerated() {
      for second in members[(position + 1)...] {
        let p = adjusted[pair]
        if p < 1 - confidence { rows[isFirstBetter[pair] ? second : first].place? += 1 }
        pair += 1
        guard first == best || second == best else { continue }
        let other = first == best ? second : first
        guard rows[other].rank != nil else { continue }
        rows[other].versusBest = VersusBest(
          best: rows[best].summary.key.algorithm,
          difference: PairedDifference(standings[other].regrets, standings[best].regrets, confidence: confidence),
          adjusted: p)
      }
    }
  }

  /// What part of the sum of the absolute values the two largest of them have; NaN where all are 0 or missing.
  static func shareOfTwo(_ values: [Double]) -> Double {
    let sizes = values.filter(\.isFinite).map(abs).sorted()
    let sum = sizes.reduce(0, +)
    return sum > 0 ? sizes.suffix(2).reduce(0, +) / sum : .nan
  }

  /// The rows of `pairs.csv`, in order, the pairs of an algorithm with all after it at a time: of all pairs, only the
  /// p-values are in memory at the same time, which Holm's adjustment has to see together.
  ///
  /// - Parameter threads: how many test pairs and put them into text; cannot be seen in the rows.
  /// - Complexity: O(m^2 n log n) in the number of algorithms and replications.
  func forEachPair(scenario: String, confidence: Double, threads: Int, _ body: (TableRows) throws -> Void) throws {
    for members in membersByTrack where members.count > 1 {
      let threads = workers(members, threads)
      var found: [Double] = []
      found.reserveCapacity(members.count * (members.count - 1) / 2)
      try makeInOrder(members.count - 1, threads: threads, waiting: 4 * threads) { place in
        members[(place + 1)...].map { PairedTest(standings[members[place]].regrets, standings[$0].regrets).pValue }
      } use: {
        found += $1
      }
      let (pValues, adjusted) = (found, Holm.adjusted(found))
      try makeInOrder(members.count - 1, threads: threads, waiting: 4 * threads) { place in
        let first = standings[members[place]]
        let key = first.summary.key
        let labels = CSVRow([
          scenario, key.point, key.environment, first.summary.track.notion.id, first.summary.track.group, key.algorithm,
        ])
        var pair = place * (2 * members.count - place - 1) / 2
        var rows = TableRows([])
        for second in members[(place + 1)...].lazy.map({ standings[$0] }) {
          let difference = PairedDifference(
            PairedTest.moments(first.regrets, second.regrets), pValue: pValues[pair], confidence: confidence)
          var row = labels
          row.add(second.summary.key.algorithm)
          row.add(difference.count)
          for number in [
            difference.mean, difference.se, difference.interval.low, difference.interval.high, difference.pValue,
            adjusted[pair],
          ] {
            row.add(number)
          }
          rows.append(row)
          pair += 1
        }
        return rows
      } use: {
        try body($1)
      }
    }
  }

  /// How many threads pay for themselves: a test takes about a microsecond for ten replications.
  private func workers(_ members: [Int], _ threads: Int) -> Int {
    let numbers = members.count * members.count / 2 * standings[members[0]].regrets.count
    return min(threads, 1 + numbers >> 13)
  }

  /// The places of the standings of each line, lines in the order of the result files.
  private var membersByTrack: [[Int]] {
    let order = standings.indices.sorted {
      let (left, right) = (standings[$0].summary.track, standings[$1].summary.track)
      if left.notion.id != right.notion.id { return byteOrder(left.notion.id, right.notion.id) }
      if left.group != right.group { return byteOrder(left.group, right.group) }
      return $0 < $1
    }
    return order.chunked { standings[$0].summary.track == standings[$1].summary.track }
  }
}
