import BanditStreams
import Testing

@testable import BanditGames

/// The winner of a tournament is what looking at all arms gives, in every round.
struct KineticTournamentTests {
  private static func best(_ means: [Double], _ weights: [Double], _ width: Double) -> Int {
    var best = 0
    for arm in means.indices where means[arm] + width * weights[arm] > means[best] + width * weights[best] {
      best = arm
    }
    return best
  }

  /// Coins whose means are from a grid, so that indices tie and cross; widths grow as those of ucb1.
  private func play(arms: Int, rounds: Int, key: Int, width: (Int) -> Double) {
    var stream = RandomStream(key: StreamKey(seed: 20_261_129).child(index: arms).child(index: key))
    let coins = (0..<arms).map { _ in 0.25 * Double(stream.integer(below: 5)) }
    var tournament = KineticTournament(armCount: arms)
    var (means, weights) = (Array(repeating: 0.0, count: arms), Array(repeating: 0.0, count: arms))
    var (pulls, sums) = (Array(repeating: 0.0, count: arms), Array(repeating: 0.0, count: arms))
    var differences = 0
    for round in 1...rounds {
      var arm = round - 1
      if round > arms {
        arm = tournament.winner(at: width(round))
        if arm != Self.best(means, weights, width(round)) { differences += 1 }
      }
      pulls[arm] += 1
      sums[arm] += stream.uniform() < coins[arm] ? 1 : 0
      means[arm] = sums[arm] / pulls[arm]
      weights[arm] = 1 / pulls[arm].squareRoot()
      tournament.set(arm, mean: means[arm], weight: weights[arm])
    }
    #expect(differences == 0, "\(arms) arms, key \(key)")
  }

  @Test func smallInstances() {
    for arms in 1...40 {
      for key in 0..<12 { play(arms: arms, rounds: 6 * arms + 60, key: key) { (2 * .log(Double($0))).squareRoot() } }
    }
  }

  @Test(arguments: [129, 600, 2000, 4097]) func manyArms(arms: Int) {
    play(arms: arms, rounds: arms + 150, key: 0) { (2 * .log(Double($0))).squareRoot() }
  }

  @Test func widthsThatStayAndWidthsThatFall() {
    for key in 0..<10 {
      play(arms: 17, rounds: 300, key: key) { _ in 1 }
      play(arms: 17, rounds: 300, key: key) { _ in 0 }
      play(arms: 17, rounds: 300, key: key) { 3 / Double($0).squareRoot() }
      play(arms: 17, rounds: 300, key: key) { $0 % 50 < 25 ? Double($0) : 0.1 }
    }
  }

  /// Lines that meet where rounding decides: steps of one unit in the last place around the crossing.
  @Test func crossingsToTheLastBit() {
    var stream = RandomStream(key: StreamKey(seed: 20_261_130))
    var differences = 0
    for _ in 0..<150 {
      let means = (0..<8).map { _ in stream.uniform() }
      let weights = (0..<8).map { _ in 1 / Double(1 + stream.integer(below: 9)).squareRoot() }
      var tournament = KineticTournament(armCount: 8)
      for arm in means.indices { tournament.set(arm, mean: means[arm], weight: weights[arm]) }
      let crossings = (0..<8).flatMap { left in
        (0..<left).compactMap { right -> Double? in
          let slope = weights[right] - weights[left]
          let width = (means[left] - means[right]) / slope
          return slope != 0 && width > 0 ? width : nil
        }
      }.sorted()
      var last = 0.0
      for crossing in crossings {
        var width = crossing
        for _ in 0..<6 { width = width.nextDown }
        for _ in 0..<12 {
          if width >= last {
            if tournament.winner(at: width) != Self.best(means, weights, width) { differences += 1 }
            last = width
          }
          width = width.nextUp
        }
      }
    }
    #expect(differences == 0)
  }
}
