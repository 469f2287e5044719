import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner in episodic processes must do, whatever its rule.
public enum EpisodicConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A policy has a distribution over the actions for every state. Hostile worlds have losses that are equal, tiny or
  /// alternating, states that are never reached, one layer, state or action, and one episode. Nothing is said of other
  /// keys: the game draws the actions, and so they lead to other policies.
  public static func violations<Learner: EpisodicLearner & Yardstick<EpisodicProblem, LayeredProcess>>(
    of type: Learner.Type, settings: Settings = [:]
  ) -> [String] {
    GameConformance<EpisodicGame<Adversary, Recorder<Learner, [Double]>>, Learner, [Double]>(arena, settings: settings)
      .violations()
  }

  /// Losses from a table that starts over when it ends.
  private struct Adversary: EpisodicEnvironment {
    let truth: LayeredProcess
    let table: [[Double]]
    var losses: [Double] = []

    mutating func begin(episode: Int) { losses = table[(episode - 1) % table.count] }

    mutating func loss(of pair: Int, noise: inout RoundNoise) -> Double { losses[pair] }
  }

  private static var arena: ScriptedArena<Adversary, EpisodicProblem> {
    let hostile = [
      world("one layer", layers: 1), world("one state", states: 1), world("one action", actions: 1),
      world("one of each", layers: 1, states: 1, actions: 1), world("one episode", episodes: 1),
      world("states never reached", isSparse: true), world("losses of 0") { _, _ in 0 },
      world("losses of 1") { _, _ in 1 }, world("tiny losses") { _, _ in .leastNonzeroMagnitude },
      world("alternating losses") { place, _ in Double(place % 2) },
      world("long episodes", layers: 9, isSparse: true) { place, _ in place % 3 == 0 ? 1 : 0 },
    ]
    return ScriptedArena(rounds: 40, hostile: hostile) { world("an ordinary world", episodes: $0) }
  }

  /// Random transitions, and losses of each episode and pair that a closure makes of random ones.
  private static func world(
    _ name: String, layers: Int = 3, states: Int = 2, actions: Int = 2, episodes: Int = 200, isSparse: Bool = false,
    losses: (_ place: Int, _ random: Double) -> Double = { $1 }
  ) -> ScriptedWorld<Adversary, EpisodicProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    let pairs = layers * states * actions
    var transitions: [Double] = []
    for _ in 0..<(layers - 1) * states * actions {
      // Sparse processes stay in the first state.
      let row = (0..<states).map { isSparse ? ($0 == 0 ? 1 : 0) : noise.uniform() + 0.01 }
      transitions += row.map { $0 / row.reduce(0, +) }
    }
    let table = (0..<31).map { episode in
      var random = RandomStream(key: StreamKey(seed: 1).child(index: episode))
      return (0..<pairs).map { losses(episode + $0, random.uniform()) }
    }
    let process = LayeredProcess(
      layerCount: layers, stateCount: states, actionCount: actions, transitions: transitions)
    return ScriptedWorld(
      name, Adversary(truth: process, table: table),
      EpisodicProblem(layerCount: layers, stateCount: states, actionCount: actions, episodeCount: episodes),
      rounds: episodes, choices: actions, places: layers * states, mayBeRefused: false)
  }
}

extension Recorder: EpisodicLearner where Base: EpisodicLearner, Entry == [Double] {
  /// That of the learner; the uniform one where it is no policy.
  public var policy: [Double] {
    isPolicy(base.policy) ? base.policy : Array(repeating: 1 / Double(choices), count: choices * places)
  }

  private func isPolicy(_ policy: [Double]) -> Bool {
    policy.count == choices * places
      && (0..<places).allSatisfy { policy[$0 * choices..<($0 + 1) * choices].isDistribution }
  }

  public mutating func observe(_ trajectory: EpisodeTrajectory) {
    entries.append(base.policy)
    if isPolicy(base.policy) { base.observe(trajectory) } else { fault = "plays the policy \(base.policy)" }
  }
}
