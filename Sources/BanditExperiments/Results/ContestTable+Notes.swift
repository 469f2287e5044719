import BanditCards
import BanditGames

extension ContestTable {
  /// What a reader must know of the figures, a sentence each, in plain words.
  var notes: [String] {
    if let absence { return [absence] }
    return ContestTable.tunings(of: [self]) + rows.compactMap(shortfall)
      + [
        notTold, stops, fewReplications, equalReplications, heavyReplications, skewness, bound,
      ].compactMap { $0 }
  }

  /// What the table is about, without the scenario.
  var subject: String {
    let group = first.track.group.isEmpty ? "" : " of \(first.track.group)"
    let point = first.key.point.isEmpty ? "" : " at \(first.key.point)"
    let quantity = isOfRewards ? "reward" : "regret"
    return
      "\(first.track.notion.id) \(quantity)\(group) in \(summary.titles.environment(first.key.environment))\(point) "
      + "after \(counted: first.round, "round")"
  }

  /// What the figures are.
  var figures: String { ContestTable.figures(ofAll: [self]) }

  /// What the figures of some tables are that one sums up.
  static func figures(ofAll contests: [ContestTable]) -> String {
    let summary = contests[0].summary
    let replications = summary.replicationsText(of: contests.map(\.first.key))
    return summary.replications == 1
      ? replications : "\(replications); mean ± half-width of the \(summary.level) confidence interval"
  }

  /// What is true of many tables, for one that sums them up: why figures are missing, and how few replications there
  /// are.
  static func notes(ofAll contests: [ContestTable]) -> [String] {
    let absences = contests.compactMap(\.absence)
    let short = contests.count { contest in
      contest.absence == nil && contest.rows.contains { $0.summary.regret.count < contest.replications }
    }
    let shortfall = short > 0 ? "\(counted: short, "row") with figures over fewer replications" : nil
    return tunings(of: contests) + [absences.first, shortfall, contests.first?.fewReplications].compactMap { $0 }
  }

  /// What was chosen for the algorithms of some tables.
  static func tunings(of contests: [ContestTable]) -> [String] {
    guard let summary = contests.first?.summary, !summary.tuning.isEmpty else { return [] }
    let present = Set(contests.flatMap { $0.rows.map(\.summary.key.algorithm) })
    return summary.tuning.filter { present.contains($0.algorithm) }.map {
      $0.text(summary.titles.algorithm($0.algorithm))
    }
  }

  private func names(_ rows: [FinalRow]) -> String {
    rows.map { summary.titles.algorithm($0.summary.key.algorithm) }.joined(separator: ", ")
  }

  /// Why there is nothing in the table; `nil` if there is.
  private var absence: String? {
    let isEmpty = rows.allSatisfy { row in
      row.summary.regret.count == 0 && !summary.failures.contains { $0.key == row.summary.key }
    }
    guard isEmpty else { return nil }
    let known = summary.missing.first {
      $0.point == first.key.point && $0.environment == first.key.environment && $0.notion.id == first.track.notion.id
    }
    let reason =
      known?.reason ?? "what it compares with does not exist there; explain says which notions an environment has"
    return "\(isOfRewards ? "no regret" : "\(first.track.notion.id) is missing"): \(reason)"
  }

  /// What a reader must know of an algorithm whose figures are over fewer replications.
  private func shortfall(_ row: FinalRow) -> String? {
    guard row.summary.regret.count < replications else { return nil }
    let failed = summary.failures.filter { $0.key == row.summary.key }.map(\.failure)
    let figures =
      "\(names([row])): over \(row.summary.regret.count) of \(counted: replications, "replication")"
    guard let first = failed.first else { return figures }
    return "\(figures); \(failed.count) failed, the first of them number \(first.replication): \(first.reason)"
  }

  /// Which algorithms the tests do not tell from the best, although its mean is smaller.
  private var notTold: String? {
    guard let best else { return nil }
    let others = rows.filter { $0.versusBest != nil && isTop($0) && $0.versusBest?.adjusted.isFinite == true }
    guard !others.isEmpty else { return nil }
    let named = 5
    let list = others.prefix(named).map { "\(names([$0])) (\(PValueText.equation($0.versusBest?.adjusted ?? .nan)))" }
    let rest = others.count > named ? " and \(others.count - named) more" : ""
    return "no significant difference to \(names([best])): \(list.joined(separator: ", "))\(rest)"
  }

  /// How often algorithms stopped before the horizon, where that was reported.
  private var stops: String? {
    let counts = rows.compactMap { row -> (name: String, stopped: Int, of: Int)? in
      let key = row.summary.key
      let found = summary.extras.last { $0.key == key && $0.name == Metric.stopped.name }?.statistics
      return found.map { (names([row]), Int(($0.mean * Double($0.count)).rounded()), $0.count) }
    }.filter { $0.of > 0 }
    guard !counts.isEmpty else { return nil }
    if counts.allSatisfy({ $0.stopped == $0.of }) { return "all who may stop did so before the horizon" }
    return "stopped before the horizon: "
      + counts.map { "\($0.name) (\($0.stopped) of \($0.of))" }.joined(separator: ", ")
  }

  private var fewReplications: String? {
    let enough = 10
    guard replications < enough else { return nil }
    if replications == 1 { return "with one replication there is no interval, and no difference can be tested" }
    return "intervals and tests are rough: \(replications) replications, fewer than \(enough)"
  }

  private var equalReplications: String? {
    let equal = rows.filter { $0.summary.regret.count > 1 && $0.summary.regret.sd == 0 }
    guard !equal.isEmpty else { return nil }
    return "the regret is the same in all replications, so that the interval has no width: \(names(equal))"
  }

  /// Two replications with more than a third of a mean: what the mean would be over many more is open.
  private var heavyReplications: String? {
    // Of six equal replications, two have a third.
    let heavy = rows.filter { $0.summary.regret.count >= 10 && $0.twoLargest > 1.0 / 3 }
    guard !heavy.isEmpty else { return nil }
    let shares = heavy.map { "\(names([$0])) (\(Int((100 * $0.twoLargest).rounded())) %)" }
    return "two replications carry more than a third of the mean, so that more of them may change it much: "
      + shares.joined(separator: ", ")
  }

  /// Whose intervals may be too short, by Cochran's rule: with n < 25 g^2 replications, g their skewness, the mean is
  /// not about normal.
  private var skewness: String? {
    let needs = rows.map { (row: $0, count: 25 * $0.summary.regret.skewness * $0.summary.regret.skewness) }
    let skewed = needs.filter { Double($0.row.summary.regret.count) < $0.count }
    guard let needed = skewed.map(\.count).max() else { return nil }
    return "the interval may be too short where regret is skewed: \(names(skewed.map(\.row))); "
      + "about \(Int(needed.rounded(.up))) replications would do"
  }

  /// The lower bound, where it is no more than can be lost at all.
  private var bound: String? {
    guard let row = rows.first(where: { $0.hasBound && $0.summary.lowerBound.isFinite })?.summary else { return nil }
    let digits = NumberFormat.resolving(
      rows.map(\.summary.regret.interval.halfWidth), orElse: rows.map(\.summary.regret.mean))
    return
      "asymptotic lower bound C ln t = \(digits.text(row.lowerBound)): about the slope at large t, so regret may lie below it"
  }
}
