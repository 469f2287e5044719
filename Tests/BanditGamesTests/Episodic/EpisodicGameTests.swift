import BanditComparators
import BanditStreams
import BanditTesting
import Testing

@testable import BanditGames

struct EpisodicGameTests {
  /// A learner that plays one policy and remembers what it saw.
  struct Fixed: EpisodicLearner {
    let policy: [Double]
    var seen: [EpisodeTrajectory] = []
    mutating func observe(_ trajectory: EpisodeTrajectory) { seen.append(trajectory) }
  }

  /// The hand example, whose losses are swapped within each state in even episodes.
  struct Swapping: EpisodicEnvironment {
    let truth = SmallProcesses.layered
    var losses: [Double] = []
    mutating func begin(episode: Int) {
      let first = SmallProcesses.layeredLosses
      losses = episode % 2 == 1 ? first : [first[1], first[0], 0, 0, first[5], first[4], first[7], first[6]]
    }
    mutating func loss(of pair: Int, noise: inout RoundNoise) -> Double { losses[pair] }
  }

  private func play(_ policy: [Double], rounds: Int) -> (account: EpisodicLedger, seen: [EpisodeTrajectory]) {
    var game = EpisodicGame(
      environment: Swapping(), learner: Fixed(policy: policy),
      problem: EpisodicProblem(layerCount: 2, stateCount: 2, actionCount: 2, episodeCount: 10))
    var account = game.openAccount(for: [.external], metrics: [])
    var environment = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    var own = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &environment, learnerNoise: &own, account: &account)
    }
    return (account, game.learner.seen)
  }

  /// Deterministic play of action 0: .2 + .1, then .5 + .9. In hindsight of both episodes all first actions cost .7,
  /// all last ones 1 or 1.3, so that the best policy costs 1.7; after the first it is .3.
  @Test func accountsOfAFixedPolicy() {
    let (account, seen) = play([1, 0, 1, 0, 1, 0, 1, 0], rounds: 2)
    #expect(seen.map(\.states) == [[0, 0], [0, 0]] && seen.map(\.actions) == [[0, 0], [0, 0]])
    #expect(seen.map(\.losses) == [[0.2, 0.1], [0.5, 0.9]])
    let entry = account.entry(for: .external, group: "", after: 2)
    #expect(abs(entry.value + 1.7) < 1e-15 && abs(entry.benchmark + 1.7) < 1e-15 && abs(entry.reward + 1.7) < 1e-15)
    let other = play([0, 1, 1, 0, 1, 0, 1, 0], rounds: 1)
    #expect(other.seen[0].states == [0, 1] && other.seen[0].losses == [0.5, 1])
    #expect(abs(other.account.entry(for: .external, group: "", after: 1).regret - 1.2) < 1e-15)
  }

  /// The value is that of the policy, not of the way it took; uniform play, one episode: .925 - .3.
  @Test func regretIsExact() {
    let (account, seen) = play(Array(repeating: 0.5, count: 8), rounds: 1)
    let entry = account.entry(for: .external, group: "", after: 1)
    #expect(abs(entry.regret - 0.625) < 1e-15)
    #expect(abs(entry.reward + seen[0].losses.reduce(0, +)) < 1e-15)
  }
}
