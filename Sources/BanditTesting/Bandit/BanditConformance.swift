import BanditCards
import BanditGames
import BanditStreams

/// What every policy for K-armed bandits must do, whatever its rule.
public enum BanditConformance {
  /// Plays a policy through the laws below and says which of them it breaks.
  ///
  /// * The defaults of its card are of the kinds that the card declares, and the policy can be created
  ///   with them for rewards in [0, 1].
  /// * The same key gives the same arms, also from a copy; other keys give other arms exactly if the
  ///   policy is randomized.
  /// * Where the card says anytime, a run to T is the beginning of a run to 2T.
  /// * Every arm is in `0..<K`, whatever the rewards (negative, equal, huge, tiny, alternating, each
  ///   only where the problem allows it), with one arm, and with fewer rounds than arms.
  /// * Other labels for the arms lead to the same arms under their new labels, up to one pull per arm.
  /// * Every value at a bound of a parameter is either refused with a message or plays on.
  ///
  /// A policy that traps ends the process: that, too, is a failed test.
  ///
  /// - Parameters:
  ///   - type: the policy.
  ///   - settings: the parameters that the card requires, and others to test besides the defaults.
  ///   - isRandomized: whether the policy draws random numbers under these settings.
  ///   - isSymmetric: whether its rule treats all arms alike up to ties; only checked if it draws
  ///     nothing.
  /// - Returns: a sentence for each law broken; none for a policy that conforms.
  public static func violations<Learner: BanditLearner & Configurable<BanditProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool, isSymmetric: Bool = true
  ) -> [String] {
    let examination = Examination<Learner>(
      settings: Settings(defaultsOf: Learner.card.parameters, given: settings))
    var violations = examination.parameters()
    guard violations.isEmpty else { return violations }
    do throws(InvalidSettings) {
      violations += try examination.reproducibility(isRandomized: isRandomized)
      if Learner.card.isAnytime { violations += try examination.prefixes() }
      if isSymmetric && !isRandomized { violations += try examination.relabelling() }
      violations += try examination.shapes()
    } catch {
      violations.append("refuses its settings: \(error.path): \(error.message)")
    }
    return violations + examination.hostileRewards() + examination.bounds()
  }
}

/// One policy under one choice of settings.
private struct Examination<Learner: BanditLearner & Configurable<BanditProblem>> {
  let settings: Settings

  /// Rewards in [0, 1] without ties: an arm's list never meets another's values.
  private static var rewards: [[Double]] {
    (0..<3).map { arm in
      var noise = RandomStream(key: StreamKey(seed: 0).child(index: arm))
      return (0..<64).map { _ in 0.2 * Double(arm) + 0.5 * noise.uniform() }
    }
  }

  private func learner(
    arms: Int = 3, horizon: Int = 200, range: ClosedRange<Double>? = 0...1, settings: Settings? = nil
  ) throws(InvalidSettings) -> Learner {
    try Learner(
      settings: settings ?? self.settings,
      problem: BanditProblem(armCount: arms, horizon: horizon, rewardRange: range))
  }

  func parameters() -> [String] {
    Learner.card.parameters.flatMap { parameter -> [String] in
      var violations: [String] = []
      if case .value(let value) = parameter.defaultValue, !parameter.kind.accepts(value) {
        violations.append("the default of '\(parameter.name)' is not of its kind: \(value)")
      }
      if let value = settings[parameter.name] {
        if !parameter.kind.accepts(value) {
          violations.append("the value of '\(parameter.name)' is not of its kind: \(value)")
        }
      } else if parameter.defaultValue == .required {
        violations.append("'\(parameter.name)' is required: give it in the settings of this test")
      }
      return violations
    }
  }

  func reproducibility(isRandomized: Bool) throws(InvalidSettings) -> [String] {
    let learner = try learner()
    let arms = playScript(learner: learner, rewards: Self.rewards, rounds: 200)
    var violations: [String] = []
    if playScript(learner: learner, rewards: Self.rewards, rounds: 200) != arms {
      violations.append("a copy plays other arms under the same key: the learner shares state with its copies")
    }
    if playScript(learner: try self.learner(), rewards: Self.rewards, rounds: 200) != arms {
      violations.append("the same key gives other arms")
    }
    let seeds: ClosedRange<UInt64> = 1...8
    let alike = seeds.allSatisfy {
      playScript(learner: learner, rewards: Self.rewards, rounds: 200, seed: $0) == arms
    }
    if alike == isRandomized {
      violations.append(
        isRandomized ? "randomized, yet every key gives the same arms" : "not randomized, yet the key matters")
    }
    return violations
  }

  func prefixes() throws(InvalidSettings) -> [String] {
    let short = playScript(learner: try learner(horizon: 100), rewards: Self.rewards, rounds: 100)
    let long = playScript(learner: try learner(horizon: 200), rewards: Self.rewards, rounds: 200)
    return long.starts(with: short) ? [] : ["anytime, yet a run to 100 is not the beginning of one to 200"]
  }

  func relabelling() throws(InvalidSettings) -> [String] {
    let rewards = Self.rewards
    let arms = playScript(learner: try learner(), rewards: rewards, rounds: 200)
    // The arm that was called a is now called a + 1 modulo 3.
    let relabelled = playScript(learner: try learner(), rewards: [rewards[2], rewards[0], rewards[1]], rounds: 200)
    let isAlike = (0..<3).allSatisfy { arm in
      let before = arms.count { $0 == arm }
      let after = relabelled.count { $0 == (arm + 1) % 3 }
      // Round robins go by label, so that an unfinished one shows by one pull.
      return abs(before - after) <= 1
    }
    return isAlike ? [] : ["other labels for the arms change which arms are pulled"]
  }

  func shapes() throws(InvalidSettings) -> [String] {
    var violations: [String] = []
    for (arms, horizon) in [(1, 20), (10, 3), (3, 1)] {
      let learner = try learner(arms: arms, horizon: horizon)
      let rewards = Array(repeating: [0.25, 0.75], count: arms)
      violations += stray(learner, rewards, rounds: horizon, "\(arms) arms and \(horizon) rounds")
    }
    return violations
  }

  func hostileRewards() -> [String] {
    let unbounded: ClosedRange<Double>? = nil
    let cases: [(name: String, range: ClosedRange<Double>?, rewards: [Double])] = [
      ("only 0", 0...1, [0]), ("only 1", 0...1, [1]), ("tiny", 0...1, [.leastNonzeroMagnitude]),
      ("alternately 0 and 1", 0...1, [0, 1]), ("only the lower end", -3...5, [-3]),
      ("alternately both ends", -1e300...1e300, [-1e300, 1e300]), ("negative", unbounded, [-1, -2, -7]),
      ("huge", unbounded, [1e300]), ("hugely negative", unbounded, [-1e300]),
      ("alternately huge and hugely negative", unbounded, [1e300, -1e300]),
      ("tiny and unbounded", unbounded, [.leastNonzeroMagnitude, -.leastNonzeroMagnitude]),
    ]
    return cases.flatMap { name, range, rewards -> [String] in
      // A policy may refuse problems with other ranges than [0, 1].
      guard let learner = try? learner(range: range) else { return [] }
      return stray(learner, Array(repeating: rewards, count: 3), rounds: 200, "rewards that are \(name)")
    }
  }

  func bounds() -> [String] {
    Learner.card.parameters.flatMap { parameter in
      parameter.kind.boundaryValues(listCount: 3).flatMap { value -> [String] in
        do throws(InvalidSettings) {
          let learner = try learner(settings: settings.replacing(parameter.name, by: value))
          return stray(learner, Self.rewards, rounds: 50, "'\(parameter.name)' = \(value)")
        } catch {
          return error.message.isEmpty ? ["refuses '\(parameter.name)' = \(value) without a message"] : []
        }
      }
    }
  }

  private func stray(_ learner: Learner, _ rewards: [[Double]], rounds: Int, _ circumstances: String) -> [String] {
    let arms = playScript(learner: learner, rewards: rewards, rounds: rounds)
    guard let arm = arms.first(where: { !rewards.indices.contains($0) }) else { return [] }
    return ["pulls arm \(arm) of \(rewards.count) with \(circumstances)"]
  }
}
