import BanditCards
import BanditGames
import BanditStreams

/// What every policy for K-armed bandits must do, whatever its rule.
public enum BanditConformance {
  /// Plays a policy through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Hostile worlds have rewards that are negative, equal, huge, tiny or alternating (each only where the problem
  /// allows it), one arm, and fewer rounds than arms. If `isSymmetric` and it draws nothing, other labels for the arms
  /// lead to the same arms under their new labels, up to one pull per arm.
  public static func violations<Learner: BanditLearner & Configurable<BanditProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool, isSymmetric: Bool = true
  ) -> [String] {
    violations(Suite<Learner>(arena, settings: settings, isRandomized: isRandomized), isSymmetric)
  }

  /// The same for a policy that is told the truth.
  public static func violations<Learner: BanditLearner & Yardstick<BanditProblem, BanditTruth>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool, isSymmetric: Bool = true
  ) -> [String] {
    violations(Suite<Learner>(arena, settings: settings, isRandomized: isRandomized), isSymmetric)
  }

  private typealias World = ScriptedWorld<ScriptedBandit, BanditProblem>
  private typealias Suite<Learner: BanditLearner> = GameConformance<
    BanditGame<ScriptedBandit, Recorder<Learner, RecordedGame.Pull>>, Learner, RecordedGame.Pull
  >

  private static func violations<Learner>(_ suite: Suite<Learner>, _ isSymmetric: Bool) -> [String] {
    suite.violations { suite throws(InvalidSettings) in
      guard isSymmetric, suite.isRandomized == false else { return [] }
      // The arm that was called a is now called a + 1 modulo 3.
      let before = try suite.entries(in: ordinary(200))
      let after = try suite.entries(in: ordinary(200, shift: 1))
      // Round robins go by label, so that an unfinished one shows by one pull.
      let isAlike = (0..<3).allSatisfy { arm in
        abs(before.count { $0.arm == arm } - after.count { $0.arm == (arm + 1) % 3 }) <= 1
      }
      return isAlike ? [] : ["other labels for the arms change which arms are pulled"]
    }
  }

  private static var arena: ScriptedArena<ScriptedBandit, BanditProblem> {
    let rewards: [(name: String, range: ClosedRange<Double>?, rewards: [Double])] = [
      ("only 0", 0...1, [0]), ("only 1", 0...1, [1]), ("tiny", 0...1, [.leastNonzeroMagnitude]),
      ("alternately 0 and 1", 0...1, [0, 1]), ("only the lower end", -3...5, [-3]),
      ("alternately both ends", -1e300...1e300, [-1e300, 1e300]), ("negative", nil, [-1, -2, -7]),
      ("huge", nil, [1e300]), ("hugely negative", nil, [-1e300]),
      ("alternately huge and hugely negative", nil, [1e300, -1e300]),
      ("tiny and unbounded", nil, [.leastNonzeroMagnitude, -.leastNonzeroMagnitude]),
    ]
    let shapes = [(1, 20), (10, 3), (3, 1)].map { arms, rounds in
      world("\(arms) arms and \(rounds) rounds", Array(repeating: [0.25, 0.75], count: arms), rounds: rounds)
    }
    let hostile = rewards.map {
      world("rewards that are \($0.name)", Array(repeating: $0.rewards, count: 3), range: $0.range, mayBeRefused: true)
    }
    return ScriptedArena(rounds: 200, hostile: shapes + hostile) { ordinary($0) }
  }

  /// Rewards in [0, 1] without ties: an arm's list never meets another's values.
  private static func ordinary(_ rounds: Int, shift: Int = 0) -> World {
    let rewards = (0..<3).map { place in
      let arm = (place + 3 - shift) % 3
      var noise = RandomStream(key: StreamKey(seed: 0).child(index: arm))
      return (0..<64).map { _ in 0.2 * Double(arm) + 0.5 * noise.uniform() }
    }
    return world("an ordinary world", rewards, rounds: rounds)
  }

  private static func world(
    _ name: String, _ rewards: [[Double]], rounds: Int = 200, range: ClosedRange<Double>? = 0...1,
    mayBeRefused: Bool = false
  ) -> World {
    let problem = BanditProblem(armCount: rewards.count, horizon: rounds, rewardRange: range)
    return ScriptedWorld(
      name, ScriptedBandit(rewards: rewards), problem, rounds: rounds, choices: rewards.count,
      mayBeRefused: mayBeRefused)
  }
}
