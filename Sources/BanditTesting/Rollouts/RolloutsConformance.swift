import BanditCards
import BanditGames
import BanditStreams

/// What every learner that chooses what is rolled out must do, whatever its rule.
public enum RolloutsConformance {
  /// Which terms the worlds have.
  public enum Worlds: Sendable {
    /// Prompts are selected.
    case selections
    /// A budget is shared.
    case budgets
  }

  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A batch keeps to the terms of the problem. Hostile worlds have one prompt, batches of all prompts, one rollout each,
  /// budgets without any choice, rollouts that always succeed or never, and one round.
  public static func violations<Learner: RolloutsLearner & Configurable<RolloutsProblem>>(
    of type: Learner.Type, settings: Settings = [:], in worlds: Worlds, isRandomized: Bool
  ) -> [String] {
    Suite<Learner>(arena(worlds), settings: settings, isRandomized: isRandomized).violations()
  }

  /// The same for a yardstick.
  public static func violations<Learner: RolloutsLearner & Yardstick<RolloutsProblem, PromptTruth>>(
    ofYardstick type: Learner.Type, settings: Settings = [:], in worlds: Worlds, isRandomized: Bool = false
  ) -> [String] {
    Suite<Learner>(arena(worlds), settings: settings, isRandomized: isRandomized).violations()
  }

  private typealias Suite<Learner: RolloutsLearner> = GameConformance<
    RolloutsGame<ScriptedPrompts, Recorder<Learner, [[Int]]>>, Learner, [[Int]]
  >

  private static func arena(_ worlds: Worlds) -> ScriptedArena<ScriptedPrompts, RolloutsProblem> {
    let mixed = [0.5, 0.1, 0.9, 0.35, 0, 1, 0.75, 0.5]
    let alike = Array(repeating: 0.4, count: 6)
    switch worlds {
    case .selections:
      return ScriptedArena(
        rounds: 40,
        hostile: [
          selection("one prompt", [0.5], size: 1), selection("batches of all prompts", mixed, size: 8),
          selection("one rollout each", mixed, size: 3, rollouts: 1), selection("one round", mixed, size: 3, rounds: 1),
          selection("prompts that are alike", alike, size: 2),
          selection("rollouts that always succeed", [1, 1, 1, 1], size: 2),
          selection("rollouts that never succeed", [0, 0, 0, 0], size: 2),
          selection("a target of 0", mixed, size: 3, target: 0), selection("a target of 1", mixed, size: 3, target: 1),
          selection("no evaluation", mixed, size: 3, evaluation: 0),
        ]
      ) { selection("an ordinary world", Array((1...30).map { Double($0) / 31 }), size: 3, rounds: $0) }
    case .budgets:
      return ScriptedArena(
        rounds: 40,
        hostile: [
          budgets("one prompt", [0.5], total: 7), budgets("the least budget", mixed, total: 16),
          budgets("the largest budget", mixed, total: 160), budgets("no choice", mixed, total: 24, range: 3...3),
          budgets("one round", mixed, total: 40, rounds: 1), budgets("prompts that are alike", alike, total: 31),
          budgets("rollouts that always succeed", [1, 1, 1, 1], total: 20),
          budgets("rollouts that never succeed", [0, 0, 0, 0], total: 21),
          budgets("budgets from 1", mixed, total: 11, range: 1...4),
        ]
      ) { budgets("an ordinary world", mixed, total: 61, rounds: $0) }
    }
  }

  private static func selection(
    _ name: String, _ probabilities: [Double], size: Int, rollouts: Int = 5, target: Double = 0.5, rounds: Int = 40,
    evaluation: Int = 2
  ) -> ScriptedWorld<ScriptedPrompts, RolloutsProblem> {
    world(
      name, probabilities,
      RolloutsProblem(
        promptCount: probabilities.count, horizon: rounds,
        terms: .selection(size: size, rollouts: rollouts, target: target), evaluationRollouts: evaluation))
  }

  private static func budgets(
    _ name: String, _ probabilities: [Double], total: Int, range: ClosedRange<Int> = 2...20, rounds: Int = 40
  ) -> ScriptedWorld<ScriptedPrompts, RolloutsProblem> {
    world(
      name, probabilities,
      RolloutsProblem(
        promptCount: probabilities.count, horizon: rounds, terms: .budgets(total: total, range: range)))
  }

  private static func world(
    _ name: String, _ probabilities: [Double], _ problem: RolloutsProblem
  ) -> ScriptedWorld<ScriptedPrompts, RolloutsProblem> {
    ScriptedWorld(
      name, ScriptedPrompts(probabilities: probabilities), problem, rounds: problem.horizon,
      choices: probabilities.count, mayBeRefused: false)
  }
}

/// Prompts whose rollouts succeed as evenly as their probabilities allow: after m rollouts of a prompt the nearest whole
/// number to p m have succeeded. No chance at all, and nothing is learned.
public struct ScriptedPrompts: RolloutsEnvironment {
  public let truth: PromptTruth
  private var rolled: [Int]

  /// Creates the pool.
  public init(probabilities: [Double]) {
    truth = PromptTruth(probabilities: probabilities)
    rolled = Array(repeating: 0, count: probabilities.count)
  }

  public mutating func roll(_ prompt: Int, at round: Int, noise: inout RoundNoise) -> Bool {
    let p = truth.probabilities[prompt]
    let before = (p * Double(rolled[prompt])).rounded()
    rolled[prompt] += 1
    return (p * Double(rolled[prompt])).rounded() > before
  }

  public mutating func close(_ batch: RolloutBatch, at round: Int) {}
}

/// An entry: the prompts of a batch, and their numbers of rollouts.
extension Recorder: RolloutsLearner where Base: RolloutsLearner, Entry == [[Int]] {
  public mutating func begin(with evaluation: RolloutBatch) { base.begin(with: evaluation) }

  public mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
    base.selectRollouts(into: &batch, at: round, noise: &noise)
    entries.append([batch.prompts, batch.rollouts])
    guard let wrong = batch.fault else { return }
    fault = "rolls out \(wrong)"
    // What the game may see of a fault.
    batch.removeAll()
    switch batch.terms {
    case .selection(let size, let rollouts, _): for prompt in 0..<size { batch.add(prompt, rollouts: rollouts) }
    case .budgets(let total, _):
      let (share, rest) = total.quotientAndRemainder(dividingBy: batch.promptCount)
      for prompt in 0..<batch.promptCount { batch.add(prompt, rollouts: prompt < rest ? share + 1 : share) }
    }
  }

  public mutating func observe(_ batch: RolloutBatch, at round: Int) {
    if fault == nil { base.observe(batch, at: round) }
  }
}
