import BanditComparators
import BanditGames
import BanditStreams

/// Lets a learner play against a matrix of preferences, and somebody look at it before and after each duel.
@discardableResult
func playDuels<L: DuelsLearner>(
  _ learner: L, _ rows: [[Double]], rounds: Int, seed: UInt64 = 1,
  inspect: (_ before: L, _ pair: DuelPair, _ firstWon: Bool, _ after: L, _ round: Int) -> Void = { _, _, _, _, _ in }
) -> (learner: L, pairs: [DuelPair]) {
  var learner = learner
  var pairs: [DuelPair] = []
  var luck = RandomStream(key: StreamKey(seed: seed + 5000))
  var noise = RandomStream(key: StreamKey(seed: seed))
  for round in 1...rounds {
    let before = learner
    noise.move(to: 0, occurrence: round)
    let pair = learner.selectPair(at: round, noise: &noise)
    let firstWon = luck.uniform() < rows[pair.first][pair.second]
    learner.observe(firstWon: firstWon, of: pair, at: round)
    inspect(before, pair, firstWon, learner, round)
    pairs.append(pair)
  }
  return (learner, pairs)
}

/// How often a copy of a learner would choose each pair in a round, under many keys.
func choices<L: DuelsLearner>(of learner: L, at round: Int, keys: Int) -> [DuelPair: Int] {
  var counts: [DuelPair: Int] = [:]
  for key in 0..<keys {
    var copy = learner
    var noise = RandomStream(key: StreamKey(seed: 77).child(index: key))
    counts[copy.selectPair(at: round, noise: &noise), default: 0] += 1
  }
  return counts
}

/// Whether a count is within five standard deviations of a binomial mean.
func isLikely(_ count: Int, of trials: Int, _ probability: Double) -> Bool {
  let deviation = (probability * (1 - probability) * Double(trials)).squareRoot()
  return abs(Double(count) - probability * Double(trials)) <= 5 * deviation
}

/// A best arm above a cycle.
let cycleBelow = [
  [0.5, 0.7, 0.3, 0.4], [0.3, 0.5, 0.7, 0.35], [0.7, 0.3, 0.5, 0.3], [0.6, 0.65, 0.7, 0.5],
]
