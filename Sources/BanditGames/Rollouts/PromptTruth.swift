import BanditNumerics

/// How likely the prompts of a pool are to succeed, and how that grows with what is trained on.
///
/// Prompt i succeeds with probability sigma(theta - b_i) + e_i, cut off at 0 and 1; after a batch the ability theta grows
/// by eta times the mean over its prompts of 1{0 < s < k} 4 q (1 - q), q = s / k. Or probabilities are given and stay.
public struct PromptTruth: Sendable {
  /// The probability that a rollout succeeds, by prompt.
  public private(set) var probabilities: [Double]
  /// The ability theta in logits; `nil` where probabilities are given.
  public private(set) var ability: Double?
  private let difficulties: [Double]
  private let offsets: [Double]
  private let rate: Double

  /// Prompts whose probabilities never change.
  public init(probabilities: [Double]) {
    self.probabilities = probabilities
    difficulties = []
    offsets = []
    rate = 0
  }

  /// Prompts whose probabilities follow an ability.
  ///
  /// - Parameters:
  ///   - difficulties: b_i, in logits.
  ///   - offsets: e_i, what the model does not explain.
  ///   - ability: theta at the beginning, in logits.
  ///   - rate: eta, logits per round.
  /// - Precondition: as many offsets as difficulties.
  public init(difficulties: [Double], offsets: [Double], ability: Double, rate: Double) {
    precondition(difficulties.count == offsets.count, "each prompt needs a difficulty and an offset")
    self.difficulties = difficulties
    self.offsets = offsets
    self.ability = ability
    self.rate = rate
    probabilities = Array(repeating: 0, count: difficulties.count)
    update()
  }

  /// The number of prompts, N.
  public var promptCount: Int { probabilities.count }

  /// Whether training can change anything.
  public var isFixed: Bool { ability == nil || rate == 0 }

  /// Trains on a batch whose successes are known.
  ///
  /// - Complexity: O(N).
  public mutating func learn(from batch: RolloutBatch) {
    guard let ability, rate != 0, !batch.prompts.isEmpty else { return }
    var sum = 0.0
    for place in batch.prompts.indices where batch.isEffective(place) {
      let share = Double(batch.successes[place]) / Double(batch.rollouts[place])
      sum += 4 * share * (1 - share)
    }
    guard sum > 0 else { return }
    self.ability = ability + rate * sum / Double(batch.prompts.count)
    update()
  }

  private mutating func update() {
    guard let ability else { return }
    for prompt in difficulties.indices {
      let success = 1 / (1 + Double.exp(difficulties[prompt] - ability))
      probabilities[prompt] = min(max(success + offsets[prompt], 0), 1)
    }
  }
}
