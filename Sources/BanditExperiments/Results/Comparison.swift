/// The algorithms that met one environment at one point of the sweep, and how they ended: what ranks and
/// paired differences are about.
struct Comparison: Sendable {
  /// A line of an algorithm at the last checkpoint.
  private struct Standing: Sendable {
    let summary: SummaryRow
    let reward: Double
    /// By replication; NaN where missing or failed.
    let regrets: [Double]
  }

  /// In the order of the cells, then of their lines.
  private var standings: [Standing] = []

  /// Enters an algorithm's line.
  mutating func enter(_ summary: SummaryRow, sample: RegretSample) {
    standings.append(
      Standing(summary: summary, reward: sample.reward, regrets: sample.regrets.last ?? []))
  }

  /// The rows of `final.csv`.
  var finalRows: [FinalRow] {
    var ranks = [Int?](repeating: nil, count: standings.count)
    for members in membersByTrack {
      for (member, rank) in zip(members, Ranking.ranks(members.map { standings[$0].summary.regret.mean })) {
        ranks[member] = rank
      }
    }
    return zip(standings, ranks).map { FinalRow(summary: $0.summary, reward: $0.reward, rank: $1) }
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
