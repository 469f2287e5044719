import BanditCards

/// How panels decide whether a policy treats two individuals too differently.
public struct AuditTerms: Hashable, Sendable {
  /// alpha: by how much acceptance probabilities may differ beyond the distance; 0 or more.
  public let alpha: Double
  /// r: how many votes make a violation; 1...m.
  public let votes: Int
  /// m: the number of auditors on a panel.
  public let panelSize: Int
  /// epsilon: by how much the alpha of the rules compared with is smaller; 0...alpha.
  public let slack: Double

  /// Sets the terms.
  ///
  /// - Precondition: `1 <= votes <= panelSize`, `0 <= slack <= alpha`.
  public init(alpha: Double = 0.05, votes: Int = 3, panelSize: Int = 5, slack: Double = 0.02) {
    precondition(1 <= votes && votes <= panelSize, "a panel of \(panelSize) has no \(votes) votes")
    precondition(0 <= slack && slack <= alpha, "a slack is at least 0 and at most alpha")
    self.alpha = alpha
    self.votes = votes
    self.panelSize = panelSize
    self.slack = slack
  }
}

/// What a panel objects to: that one individual is accepted so much more often than another.
public struct AuditReport: Hashable, Sendable {
  /// Who is accepted more often, by its place in the round.
  public let favoured: Int
  /// Who is accepted less often.
  public let other: Int
  /// By how much the difference exceeds what is allowed; above 0.
  public let excess: Double

  /// Creates a report.
  public init(favoured: Int, other: Int, excess: Double) {
    self.favoured = favoured
    self.other = other
    self.excess = excess
  }
}

/// The panel of a round: for each pair of individuals the distances that its auditors see, sorted.
///
/// An auditor votes "violation" on an ordered pair (a, b) if pi(a) - pi(b) > d(a, b) + alpha. So r of them do exactly if
/// it holds of the r-th smallest distance: of one representative auditor.
public struct AuditPanel: Sendable {
  /// The number of auditors, m.
  public let size: Int
  private let individualCount: Int
  /// m distances for each ordered pair, ascending.
  private var distances: [Double]

  /// What is rounding in a difference of probabilities.
  static let rounding = 1e-12

  /// Creates a panel whose auditors see no difference between anybody.
  public init(individualCount: Int, size: Int) {
    self.individualCount = individualCount
    self.size = size
    distances = Array(repeating: 0, count: individualCount * individualCount * size)
  }

  /// Writes the distances that the auditors see between two individuals.
  ///
  /// - Complexity: O(m^2), for panels are small.
  public mutating func set(_ first: Int, _ second: Int, by distance: (_ auditor: Int) -> Double) {
    let start = (first * individualCount + second) * size
    for auditor in 0..<size {
      let number = distance(auditor)
      var place = auditor
      while place > 0, distances[start + place - 1] > number {
        distances[start + place] = distances[start + place - 1]
        place -= 1
      }
      distances[start + place] = number
    }
    let mirror = (second * individualCount + first) * size
    for auditor in 0..<size { distances[mirror + auditor] = distances[start + auditor] }
  }

  /// The r-th smallest distance between two individuals, r votes being needed.
  public func distance(_ first: Int, _ second: Int, votes: Int) -> Double {
    distances[(first * individualCount + second) * size + votes - 1]
  }

  /// By how much a difference of acceptance probabilities exceeds what is allowed; `nil` if it does not.
  ///
  /// Differences below 1e-12 are rounding: sums of the same probabilities in another order.
  static func excess(_ difference: Double, distance: Double, alpha: Double) -> Double? {
    let excess = difference - (distance + alpha)
    return excess > rounding ? excess : nil
  }

  /// What the panel objects to: of all ordered pairs the one with the largest excess, the lexicographically first on
  /// ties; `nil` if there is no violation.
  ///
  /// - Complexity: O(k^2), whatever the panel's size.
  public func report(on acceptance: [Double], alpha: Double, votes: Int) -> AuditReport? {
    var report: AuditReport?
    for first in 0..<individualCount {
      for second in 0..<individualCount where acceptance[first] > acceptance[second] {
        guard
          let excess = AuditPanel.excess(
            acceptance[first] - acceptance[second], distance: distance(first, second, votes: votes), alpha: alpha)
        else { continue }
        if excess > report.map({ $0.excess + AuditPanel.rounding }) ?? 0 {
          report = AuditReport(favoured: first, other: second, excess: excess)
        }
      }
    }
    return report
  }

  /// Whether a rule, which accepts with probability 0 or 1, violates.
  func isViolated(by rule: Int, in view: OneSidedView, alpha: Double, votes: Int) -> Bool {
    for first in 0..<individualCount where view.accepts(first, by: rule) {
      for second in 0..<individualCount where !view.accepts(second, by: rule) {
        if AuditPanel.excess(1, distance: distance(first, second, votes: votes), alpha: alpha) != nil { return true }
      }
    }
    return false
  }
}
