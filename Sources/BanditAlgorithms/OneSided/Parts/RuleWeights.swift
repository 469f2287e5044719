import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights on the rules of a class.
struct RuleWeights: Sendable {
  /// Logarithms of weights, the largest 0.
  private var logarithms: [Double]
  /// The probability of each rule.
  private(set) var probabilities: [Double]
  /// Of the policy last fixed, for each individual.
  private(set) var acceptance: [Double]
  /// The same of rejecting: what is left of 1, without its rounding.
  private(set) var rejection: [Double]

  /// All rules alike.
  init(_ problem: OneSidedProblem) {
    let count = problem.rules.count
    logarithms = Array(repeating: 0, count: count)
    probabilities = Array(repeating: 1 / Double(count), count: count)
    acceptance = Array(repeating: 0, count: problem.individualCount)
    rejection = acceptance
  }

  /// Finds the policy's probabilities of accepting those who are shown.
  mutating func fix(_ view: OneSidedView) {
    for individual in acceptance.indices {
      var (accepting, rejecting) = (0.0, 0.0)
      for (rule, probability) in probabilities.enumerated() {
        if view.accepts(individual, by: rule) { accepting += probability } else { rejecting += probability }
      }
      acceptance[individual] = min(1, accepting)
      rejection[individual] = min(1, rejecting)
    }
  }

  /// Draws a rule.
  func draw(noise: inout RoundNoise) -> Int { WeightedDraw.item(at: noise.uniform(), of: probabilities) }

  /// Moves the weights: log w_h -= eta * (sum of losses over h's coordinates).
  mutating func move(by losses: CoordinateLosses, in view: OneSidedView, rate: Double) {
    var largest = -Double.infinity
    for rule in logarithms.indices {
      // A rule of probability next to 0 that was drawn all the same has no finite estimate.
      logarithms[rule] -= min(rate * losses.total(of: rule, in: view), 1e300)
      largest = max(largest, logarithms[rule])
    }
    var sum = 0.0
    for rule in logarithms.indices {
      logarithms[rule] -= largest
      probabilities[rule] = .exp(logarithms[rule])
      sum += probabilities[rule]
    }
    for rule in probabilities.indices { probabilities[rule] /= sum }
  }
}
