import BanditCards
import BanditGames

/// How likely each hypothesis is after some answers, all alike in the beginning.
struct HypothesisPosterior: Sendable {
  /// The number of hypotheses, N.
  let count: Int
  /// ln p(1) and ln p(0), query after query, for each hypothesis.
  private let logYes: [Double]
  private let logNo: [Double]
  private var logWeights: [Double]
  /// The posterior probabilities.
  private(set) var weights: [Double]

  /// - Parameter probabilities: of 1, query after query, for each hypothesis; inside (0, 1).
  init(count: Int, probabilities: [Double]) {
    self.count = count
    logYes = probabilities.map { .log($0) }
    logNo = probabilities.map { .log(onePlus: -$0) }
    logWeights = Array(repeating: 0, count: count)
    weights = Array(repeating: 1 / Double(count), count: count)
  }

  init(_ table: HypothesisTable) {
    self.init(count: table.hypothesisCount, probabilities: table.probabilities)
  }

  /// Updates by Bayes' rule. O(N).
  mutating func observe(_ response: Double, to query: Int) {
    let start = query * count
    var largest = -Double.infinity
    for hypothesis in 0..<count {
      logWeights[hypothesis] += response > 0.5 ? logYes[start + hypothesis] : logNo[start + hypothesis]
      largest = max(largest, logWeights[hypothesis])
    }
    var sum = 0.0
    for hypothesis in 0..<count {
      // The largest one stays at 0.
      logWeights[hypothesis] -= largest
      weights[hypothesis] = .exp(logWeights[hypothesis])
      sum += weights[hypothesis]
    }
    for hypothesis in 0..<count { weights[hypothesis] /= sum }
  }

  /// The most likely hypothesis; the first one on ties.
  var best: Int {
    var best = 0
    for hypothesis in 1..<max(1, count) where weights[hypothesis] > weights[best] { best = hypothesis }
    return best
  }

  /// Whether to stop at a level: once all hypotheses but the best together have no more than delta/(N - 1 + delta).
  ///
  /// The probability that a wrong one is left is at most delta, whichever is true: sum over h' of L(h')/L(h) is a
  /// martingale under h that begins at N - 1 and must then have reached (N - 1)/delta (Ville's inequality).
  func isDecided(_ delta: Double) -> Bool {
    let best = best
    var rest = 0.0
    for hypothesis in 0..<count where hypothesis != best { rest += weights[hypothesis] }
    return rest <= delta / (Double(count - 1) + delta)
  }

  /// `delta` of learners that may stop once they are sure.
  static let delta = Parameter.auto(
    "delta",
    """
    It stops once all hypotheses but the most likely one together have a posterior probability of at most \
    delta/(N - 1 + delta); `none`: at the horizon only.
    """, .openUnit, word: "none", unit: "probability", why: "a fixed budget")

  /// The rule of that.
  static let stopRule = "Given delta, it stops once max_h w_h >= 1 - delta/(N - 1 + delta)."
}

extension Double {
  /// -p ln p - (1 - p) ln(1 - p), of p in [0, 1].
  var binaryEntropy: Double {
    guard self > 0, self < 1 else { return 0 }
    return -self * .log(self) - (1 - self) * .log(onePlus: -self)
  }
}
