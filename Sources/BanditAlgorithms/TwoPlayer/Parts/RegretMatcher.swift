/// Strategies in proportion to positive regrets.
struct RegretMatcher: Sendable {
  /// The sum of the regrets of not having played each action, or what is kept of it.
  private(set) var regrets: [Double]
  /// Whether sums below 0 become 0.
  private let truncates: Bool
  private var rounds = 0

  /// What cards promise, whether sums are truncated or not.
  static let guarantee = """
    For expected feedback, external regret at most sqrt((K - 1) t) in every run and after every t, times the length \
    of the interval of costs, whatever the opponent does: by the usual potential argument, with the constant derived \
    here. Reported as `bound`. In self-play the exploitability of average play is the sum of both regrets over t.
    """

  init(actionCount: Int, truncates: Bool) {
    regrets = Array(repeating: 0, count: actionCount)
    self.truncates = truncates
  }

  /// Writes the strategy; uniform where no regret is positive.
  func write(_ strategy: inout [Double]) {
    var total = 0.0
    for regret in regrets where regret > 0 { total += regret }
    for action in regrets.indices {
      strategy[action] = total > 0 ? max(0, regrets[action]) / total : 1 / Double(regrets.count)
    }
  }

  /// Adds what the strategy cost above each action.
  mutating func record(_ costs: [Double], of strategy: [Double]) {
    rounds += 1
    var own = 0.0
    for action in costs.indices { own += strategy[action] * costs[action] }
    for action in costs.indices {
      let regret = regrets[action] + (own - costs[action])
      regrets[action] = truncates ? max(0, regret) : regret
    }
  }

  /// sqrt((K - 1) t). The sum of squared positive regrets grows by at most the squared regrets of a round, since these
  /// are orthogonal to the strategy; a round's, convex in the own cost, are largest where that is an action's cost, and
  /// then K - 1 of them are at most 1.
  var bound: Double { (Double(regrets.count - 1) * Double(rounds)).squareRoot() }
}
