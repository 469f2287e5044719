/// A finite Markov chain with one state of reference, which all others reach: solved by leaving one state out after the
/// other (W. K. Grassmann, M. I. Taksar and D. P. Heyman, Regenerative analysis and steady state distributions for
/// Markov chains, Operations Research 33, 1985).
///
/// The probability to leave a state is the sum of the probabilities of all others, not what is missing to 1, so that
/// nothing is subtracted: each probability and expected number of steps has about as many correct digits as the numbers
/// of the chain, however small these are.
struct StateReduction {
  /// How many states there are; 0 is that of reference.
  private let count: Int
  /// At (n, j) with j < n: the probability to come from n to j while the states above n are left out. At (i, n) with
  /// i < n: the expected number of visits of n between two of the states below it, from i.
  private var flows: [Double]
  /// The probability to come from n to any state below it.
  private var exits: [Double]

  /// Reduces a chain; `nil` where some state does not reach the reference within the range of the numbers.
  ///
  /// - Parameter probability: of a step from a state to another; never asked of a state and itself.
  /// - Complexity: O(count^3).
  init?(count: Int, probability: (_ from: Int, _ to: Int) -> Double) {
    self.count = count
    exits = Array(repeating: 0, count: count)
    flows = Array(repeating: 0, count: count * count)
    for from in 0..<count {
      for to in 0..<count where to != from { flows[from * count + to] = probability(from, to) }
    }
    for latest in (0..<count).dropFirst().reversed() {
      let row = latest * count
      let exit = flows[row..<row + latest].reduce(0, +)
      guard exit > 0 else { return nil }
      exits[latest] = exit
      for from in 0..<latest where flows[from * count + latest] > 0 {
        let visits = flows[from * count + latest] / exit
        guard visits.isFinite else { return nil }
        flows[from * count + latest] = visits
        for to in 0..<latest where to != from { flows[from * count + to] += visits * flows[row + to] }
      }
    }
  }

  /// The stationary law; `nil` where a probability is beyond the range of the numbers.
  var stationaryLaw: [Double]? {
    var law = Array(repeating: 1.0, count: count)
    for state in law.indices.dropFirst() {
      law[state] = (0..<state).reduce(0) { $0 + law[$1] * flows[$1 * count + state] }
    }
    let sum = law.reduce(0, +)
    return sum.isFinite ? law.map { $0 / sum } : nil
  }

  /// What is paid, in expectation, from each state on until the reference is reached, 0 for the reference itself; and
  /// over a cycle that begins and ends there.
  ///
  /// - Parameter costs: what is paid for a step from each state; without digits lost where none is below 0.
  /// - Complexity: O(count^2).
  func totals(of costs: [Double]) -> (untilReference: [Double], cycle: Double) {
    var reduced = costs
    for latest in (0..<count).dropFirst().reversed() {
      for from in 0..<latest where flows[from * count + latest] > 0 {
        reduced[from] += flows[from * count + latest] * reduced[latest]
      }
    }
    var totals = Array(repeating: 0.0, count: count)
    for state in totals.indices.dropFirst() {
      let paid = (1..<state).reduce(reduced[state]) { $0 + flows[state * count + $1] * totals[$1] }
      totals[state] = paid / exits[state]
    }
    return (totals, reduced[0])
  }
}
