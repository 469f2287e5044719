/// The algorithms that met one environment at one point of the sweep, and how they ended: what ranks and
/// paired differences are about.
struct Comparison {
  /// A line of an algorithm at the last checkpoint.
  private struct Standing {
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

  /// The rows of `pairs.csv`, one by one: of all pairs, only the p-values are in memory at the same time, which Holm's
  /// adjustment has to see together.
  ///
  /// - Complexity: O(m^2 n log n) in the number of algorithms and replications.
  func forEachPair(scenario: String, confidence: Double, _ body: (CSVRow) throws -> Void) rethrows {
    for members in membersByTrack {
      var pValues: [Double] = []
      pValues.reserveCapacity(members.count * (members.count - 1) / 2)
      forEachPair(of: members) { pValues.append(PairedTest($0.regrets, $1.regrets).pValue) }
      var adjusted = Holm.adjusted(pValues)[...]
      try forEachPair(of: members) { left, right in
        let (first, second) = (left.summary, right.summary)
        let difference = PairedDifference(left.regrets, right.regrets, confidence: confidence)
        let labels = [
          scenario, first.key.point, first.key.environment, first.track.notion.id, first.track.group,
          first.key.algorithm, second.key.algorithm,
        ]
        let numbers = [
          difference.mean, difference.se, difference.interval.low, difference.interval.high, difference.pValue,
          adjusted.removeFirst(),
        ]
        try body(CSVRow(labels.map { .text($0) } + [.whole(difference.count)] + numbers.map { .number($0) }))
      }
    }
  }

  private func forEachPair(of members: [Int], _ body: (Standing, Standing) throws -> Void) rethrows {
    for (place, first) in members.enumerated() {
      for second in members[(place + 1)...] { try body(standings[first], standings[second]) }
    }
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
