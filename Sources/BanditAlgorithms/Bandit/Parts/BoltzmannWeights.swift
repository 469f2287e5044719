import BanditGames
import BanditNumerics
import BanditStreams

/// Draws arms with probabilities in proportion to exponentials of numbers, relative to the largest of them, so that nothing
/// overflows.
struct BoltzmannWeights: Sendable {
  /// exp(number - largest); 1 for an arm with the largest number.
  private(set) var weights: [Double]
  /// Their sum, 1 or more.
  private(set) var total: Double

  /// Equal ones.
  init(armCount: Int) {
    weights = Array(repeating: 1, count: armCount)
    total = Double(armCount)
  }

  /// Computes the weights exp((number - largest) / temperature).
  ///
  /// - Precondition: `temperature > 0`.
  mutating func set(_ numbers: [Double], temperature: Double) {
    var largest = -Double.infinity
    for number in numbers where number > largest { largest = number }
    total = 0
    for arm in weights.indices {
      let weight = Double.exp(max(-800, (numbers[arm] - largest) / temperature))
      weights[arm] = weight
      total += weight
    }
  }

  /// The same of the arms that are there; the weights of others are 0.
  mutating func set(_ numbers: [Double], among present: PresentArms, temperature: Double) {
    var largest = -Double.infinity
    for arm in present.arms where numbers[arm] > largest { largest = numbers[arm] }
    total = 0
    for arm in weights.indices {
      let weight =
        present.isPresent[arm] ? Double.exp(max(-800, (numbers[arm] - largest) / temperature)) : 0
      weights[arm] = weight
      total += weight
    }
  }

  /// The probability of an arm.
  func probability(of arm: Int) -> Double { weights[arm] / total }

  /// Draws an arm; one uniform.
  func arm(noise: inout RoundNoise) -> Int { WeightedDraw.item(at: noise.uniform() * total, of: weights) }
}
