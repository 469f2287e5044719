import BanditComparators
import Foundation

// Policies whose values are known, written down from their definitions, for tests of exact values.

let uniformPrior = ArmPrior.beta(a: 1, b: 1)

/// The cells (s, f) in the order of their numbers.
func cellCounts(cap: Int) -> [(successes: Int, failures: Int)] {
  (0...cap).flatMap { kept in (0...kept).map { ($0, kept - $0) } }
}

/// A beta variable with whole shapes at the nodes of a rule: its density, and the probability to be smaller.
struct BetaAtNodes {
  let density: [Double]
  let below: [Double]

  /// Evaluates the polynomials; Beta(a, b) has the distribution function P(Bin(a + b - 1, x) >= a).
  init(a: Int, b: Int, _ rule: [(node: Double, weight: Double)]) {
    func choose(_ n: Int, _ k: Int) -> Double { (0..<k).reduce(1) { $0 * Double(n - $1) / Double($1 + 1) } }
    let n = a + b - 1
    density = rule.map { x, _ in
      Double(n) * choose(n - 1, a - 1) * pow(x, Double(a - 1)) * pow(1 - x, Double(b - 1))
    }
    below = rule.map { x, _ in
      (a...n).reduce(0) { $0 + choose(n, $1) * pow(x, Double($1)) * pow(1 - x, Double(n - $1)) }
    }
  }
}

/// The probability that each of some beta variables is the largest: Gauss-Legendre, exact for polynomials.
func probabilitiesToBeLargest(_ laws: [BetaAtNodes], _ rule: [(node: Double, weight: Double)]) -> [Double] {
  laws.indices.map { arm in
    var sum = 0.0
    for place in rule.indices {
      var term = rule[place].weight * laws[arm].density[place]
      for other in laws.indices where other != arm { term *= laws[other].below[place] }
      sum += term
    }
    return sum
  }
}

/// Nodes and weights on [0, 1], exact for polynomials of a degree below twice their number.
func gaussLegendre(_ count: Int) -> [(node: Double, weight: Double)] {
  (1...count).map { place in
    var x = cos(.pi * (Double(place) - 0.25) / (Double(count) + 0.5))
    var slope = 0.0
    for _ in 0..<60 {
      var (last, present) = (1.0, x)
      for degree in 2...max(2, count) where degree <= count {
        (last, present) = (
          present, (Double(2 * degree - 1) * x * present - Double(degree - 1) * last) / Double(degree)
        )
      }
      slope = Double(count) * (x * present - last) / (x * x - 1)
      x -= present / slope
    }
    return ((x + 1) / 2, 1 / ((1 - x * x) * slope * slope))
  }
}

/// A uniform choice among the largest means.
func chooseAmongLargest(_ means: [Double], _ probabilities: inout [Double]) {
  let best = means.max()!
  let ties = means.filter { $0 == best }.count
  for arm in means.indices { probabilities[arm] = means[arm] == best ? 1 / Double(ties) : 0 }
}

/// The lowest arm with the largest mean.
func chooseLowestLargest(_ means: [Double], _ probabilities: inout [Double]) {
  let best = means.firstIndex(of: means.max()!)!
  for arm in means.indices { probabilities[arm] = arm == best ? 1 : 0 }
}
