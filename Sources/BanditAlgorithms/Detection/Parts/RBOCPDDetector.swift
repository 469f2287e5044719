import BanditNumerics

/// The restarted Bayesian online change-point detector, R-BOCPD, for streams of symbols
/// (R. Alami, M. Mahfoud and E. Moulines, Restarted Bayesian Online Change-point Detection for Non-Stationary
/// Markov Decision Processes, CoLLAs 2023, definitions 4.4 and 4.5, algorithm 1).
///
/// Symbols are `0..<O`; two of them make the Bernoulli detector (Alami, Maillard and Feraud 2020). With W(a:b)
/// the product of the predictions `(count + 1) / (n + O)` along a segment, and `observations` counted from 1
/// since the last restart, there is an alarm after n of them as soon as for some s in 2...n
///
///     ln eta(s, n) + ln W(1:s-1) + ln W(s:n) - ln W(1:n) > 0,
///
/// which is the paper's comparison of the forecaster born at s with the oldest one, in closed form. What is
/// kept for every s is the evidence `ln W(1:s-1) + ln W(s:n) - ln W(1:n)`; an observation changes it by three
/// logarithms of integers, from a table. Weights themselves would underflow after a thousand observations.
///
/// After an alarm the detector starts afresh. Moments of change that cannot raise an alarm for a while are left alone for
/// that while, by a bound on their evidence and on what it can gain (`PagedEvidence`); alarms, places and scores are
/// those of all candidates. `Search` offers approximations. Nothing is allocated but for growth, which is amortised. The
/// evidence is exact to about 1e-12 in absolute terms for 10^5 observations.
public struct RBOCPDDetector: Sendable {
  /// Which moments of change an observation is tested against.
  public enum Search: Hashable, Sendable {
    /// Every one since the last restart: O(n) an observation at worst; of the order of O (ln n)^2 where the symbols are
    /// of one law.
    case exact
    /// At most so many, 2 or more; the one with the lowest score makes room for the next, and never comes
    /// back. O(that many) an observation. An approximation.
    case best(Int)
    /// The last 1, 2, 4, 8, ... observations against those before: O(O log n) an observation. An approximation.
    case dyadic
  }

  /// An alarm: the observations since the last restart do not look like one law.
  public struct Alarm: Hashable, Sendable {
    /// How many observations there were since the last restart, n.
    public let observations: Int
    /// The first observation of the new law, by the largest score (the lowest on ties), in 2...n.
    ///
    /// The paper's own estimate is n + 1, where the detector starts again.
    public let likeliestChange: Int
    /// The score at that place, ln of the ratio of the forecasters' weights; positive.
    public let score: Double
  }

  /// How many symbols there are, O; 2 or more.
  public let symbolCount: Int
  /// How much evidence an alarm takes.
  public let hazard: ChangeHazard
  /// Which moments of change are tested.
  public let search: Search
  /// The number of observations since the last restart, n.
  public private(set) var observations = 0
  /// How often each symbol occurred since the last restart.
  public private(set) var counts: [Int]

  /// The candidates of the exact search.
  private var pages: PagedEvidence

  // Those of the others: candidate i stands for the change at observation `starts[i]`.
  private var evidence: [Double] = []
  private var starts: [Int] = []
  /// `before[symbol * capacity + i]`: how often the symbol occurred before the change of candidate i.
  private var before: [Int32] = []
  private var capacity = 0
  private var candidateCount = 0
  private var logarithms = IntegerLogarithms()
  private var factorials = LogFactorials()

  /// What a score may exceed 0 by rounding alone; exact ties occur with symmetric data and are no alarms.
  private static let tolerance = 1e-12

  /// Creates a detector that has seen nothing.
  ///
  /// - Precondition: two symbols or more; `best` keeps two moments or more.
  public init(symbolCount: Int, hazard: ChangeHazard, search: Search = .exact) {
    precondition(symbolCount >= 2, "a detector needs two symbols or more, found \(symbolCount)")
    if case .best(let limit) = search { precondition(limit >= 2, "best needs two moments or more, found \(limit)") }
    self.symbolCount = symbolCount
    self.hazard = hazard
    self.search = search
    counts = Array(repeating: 0, count: symbolCount)
    pages = PagedEvidence(symbolCount: symbolCount)
  }

  /// Forgets everything; the memory is kept.
  public mutating func restart() {
    observations = 0
    candidateCount = 0
    pages.restart()
    for symbol in counts.indices { counts[symbol] = 0 }
  }

  /// The probability that the next observation is a symbol, (count + 1) / (n + O), of the observations since the
  /// last restart.
  public func probability(of symbol: Int) -> Double {
    Double(counts[symbol] + 1) / Double(observations + symbolCount)
  }

  /// Updates with an observation; after an alarm the detector has restarted.
  ///
  /// - Precondition: the symbol is in `0..<O`; fewer than 2^31 observations without a restart.
  /// - Complexity: see `Search`.
  public mutating func observe(_ symbol: Int) -> Alarm? {
    precondition(counts.indices.contains(symbol), "a symbol must be in 0..<\(symbolCount), found \(symbol)")
    let highest =
      switch search {
      case .exact: weighPages(symbol)
      case .best: weigh(symbol)
      case .dyadic: weighDyadically(symbol)
      }
    // No weight exceeds 1, so that without evidence there is no alarm.
    if highest > 0, let alarm = bestCandidate(ofEvidence: highest) {
      restart()
      return alarm
    }
    if case .best(let limit) = search, candidateCount == limit { removeWorst() }
    return nil
  }

  /// The score of a change at an observation in 2...n, if it is among those that are tested and may raise an alarm: how
  /// far ln of the ratio of the forecasters' weights is above 0, where the alarm is.
  public func score(ofChangeAt observation: Int) -> Double? {
    let evidence: Double? =
      if search == .exact {
        2...max(2, observations) ~= observation && observations > 1
          ? pages.evidence(ofChangeAfter: observation - 1, logarithms) : nil
      } else {
        (0..<candidateCount).first { starts[$0] == observation }.map { self.evidence[$0] }
      }
    return evidence.flatMap { score(evidence: $0, start: observation, weights) }
  }

  // MARK: - Evidence

  /// Brings the evidence up to date of the candidates that may raise an alarm and returns the highest.
  private mutating func weighPages(_ symbol: Int) -> Double {
    observations += 1
    counts[symbol] += 1
    logarithms.reach(observations + symbolCount)
    return pages.observe(symbol, counts: counts, hazard: hazard, logarithms)
  }

  /// Brings the evidence of all candidates up to date and returns the highest.
  private mutating func weigh(_ symbol: Int) -> Double {
    if observations > 0 { appendCandidate() }
    let seen = observations
    let total = counts[symbol]
    logarithms.reach(seen + symbolCount)
    let ofOldest = logarithms[total + 1] - logarithms[seen + symbolCount]
    let row = symbol * capacity
    let candidates = candidateCount
    let denominator = seen + 1 + symbolCount
    var highest = -Double.infinity
    // Bounds checks would cost a third of the time of the one loop that takes any.
    evidence.withUnsafeMutableBufferPointer { evidence in
      before.withUnsafeBufferPointer { before in
        starts.withUnsafeBufferPointer { starts in
          logarithms.withTable { logarithms in
            for candidate in 0..<candidates {
              // It has seen `seen + 1 - start` observations, `total - before` of them this symbol.
              let ofCandidate =
                logarithms[total - Int(before[row + candidate]) + 1] - logarithms[denominator - starts[candidate]]
              let value = evidence[candidate] + (ofCandidate - ofOldest)
              evidence[candidate] = value
              if value > highest { highest = value }
            }
          }
        }
      }
    }
    observations = seen + 1
    counts[symbol] = total + 1
    return highest
  }

  /// Computes the evidence of a change 1, 2, 4, ... observations ago from counts, and returns the highest.
  private mutating func weighDyadically(_ symbol: Int) -> Double {
    // Every row of `before` is kept, as any of them may be asked for; candidates are made again.
    if observations > 0 {
      candidateCount = observations - 1
      appendCandidate()
    }
    observations += 1
    counts[symbol] += 1
    factorials.reach(observations + symbolCount)
    logarithms.reach(observations + symbolCount)
    candidateCount = 0
    var highest = -Double.infinity
    var length = 1
    while length < observations {
      let start = observations - length + 1
      var value = -factorials[observations - length + symbolCount - 1] - factorials[length + symbolCount - 1]
      value += factorials[observations + symbolCount - 1] + factorials[symbolCount - 1]
      for other in 0..<symbolCount {
        let earlier = Int(before[other * capacity + start - 2])
        value += factorials[earlier] + factorials[counts[other] - earlier] - factorials[counts[other]]
      }
      evidence[candidateCount] = value
      starts[candidateCount] = start
      candidateCount += 1
      if value > highest { highest = value }
      length *= 2
    }
    return highest
  }

  /// The memory of detectors like this one that share some observations, in bytes, at most. All but the exact search
  /// keep for each candidate two words and a count of each symbol, in lists that have room for twice as many; a little
  /// more while one of them grows; tables of logarithms.
  func byteCount(observations: Int, detectors: Int) -> Int {
    let tables = 32 * observations
    guard search == .exact else { return (2 * observations + 16 * detectors) * (16 + 4 * symbolCount) + tables }
    return detectors * PagedEvidence.byteCount(observations: observations / detectors, symbolCount: symbolCount)
      + tables
  }

  /// A change at the observation about to be made: so far, no evidence.
  private mutating func appendCandidate() {
    if candidateCount == capacity { grow() }
    let place = candidateCount
    evidence[place] = 0
    starts[place] = observations + 1
    for symbol in 0..<symbolCount { before[symbol * capacity + place] = Int32(counts[symbol]) }
    candidateCount = place + 1
  }

  private mutating func grow() {
    let larger = max(16, 2 * capacity)
    var rows = [Int32](repeating: 0, count: symbolCount * larger)
    for symbol in 0..<symbolCount {
      for place in 0..<capacity { rows[symbol * larger + place] = before[symbol * capacity + place] }
    }
    before = rows
    evidence += Array(repeating: 0, count: larger - capacity)
    starts += Array(repeating: 0, count: larger - capacity)
    capacity = larger
  }

  private mutating func removeWorst() {
    let weights = weights
    var (worst, lowest) = (0, Double.infinity)
    for candidate in 0..<candidateCount {
      // What may not raise an alarm yet is not given up before the others.
      let score = score(evidence: evidence[candidate], start: starts[candidate], weights) ?? evidence[candidate]
      if score < lowest { (worst, lowest) = (candidate, score) }
    }
    candidateCount -= 1
    evidence[worst] = evidence[candidateCount]
    starts[worst] = starts[candidateCount]
    for symbol in 0..<symbolCount {
      before[symbol * capacity + worst] = before[symbol * capacity + candidateCount]
    }
  }

  // MARK: - Scores

  private var weights: ChangeHazard.Weights {
    hazard.weights(of: observations, symbolCount: symbolCount, logarithms)
  }

  private func score(evidence: Double, start: Int, _ weights: ChangeHazard.Weights) -> Double? {
    weights.logWeight(earlier: start - 1, later: observations - start + 1, logarithms).map { evidence + $0 }
  }

  /// The highest score and its place, the lowest one on ties; `nil` if it is not positive.
  private func bestCandidate(ofEvidence highest: Double) -> Alarm? {
    let weights = weights
    guard highest + weights.upperBound > Self.tolerance else { return nil }
    var best = (start: 0, score: -Double.infinity)
    func consider(_ start: Int, _ evidence: Double) {
      guard evidence > 0, let score = score(evidence: evidence, start: start, weights) else { return }
      let isTie = abs(score - best.score) <= Self.tolerance
      if isTie ? start < best.start : score > best.score { best = (start, score) }
    }
    if search == .exact {
      for earlier in pages.upToDate { consider(earlier + 1, pages[earlier]) }
    } else {
      for candidate in 0..<candidateCount { consider(starts[candidate], evidence[candidate]) }
    }
    guard best.score > Self.tolerance else { return nil }
    return Alarm(observations: observations, likeliestChange: best.start, score: best.score)
  }
}
