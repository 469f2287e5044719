import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct RecoveringBanditTests {
  private let truth = SemiBanditTruth(
    curves: [RecoveryCurve([0.1, 0.5, 0.9]), RecoveryCurve([0.3])], capacity: 2, start: .recovered)

  /// Idle times 3 (recovered), 1, 2, 5 by hand.
  @Test func paysByIdleTime() {
    var bandit = RecoveringBandit(truth: truth, noise: .deterministic)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let means = [1, 2, 4, 9].map { bandit.pull(0, at: $0, noise: &noise).mean }
    #expect(means == [0.9, 0.1, 0.5, 0.9])
    let outcome = bandit.pull(1, at: 9, noise: &noise)
    #expect(outcome.mean == 0.3 && outcome.reward == 0.3)
  }

  /// Rewards are 0 or 1 with the mean of the idle time; exact binomial test per idle time, level 1e-6.
  @Test func coinsHaveTheMeanOfTheirIdleTime() {
    var bandit = RecoveringBandit(truth: truth, noise: .bernoulli)
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 2)
    var ones = [0, 0, 0]
    var round = 10
    for pull in 0..<30_000 {
      round += 1 + pull % 3
      noise.move(to: 0, occurrence: pull)
      let outcome = bandit.pull(0, at: round, noise: &noise)
      #expect(outcome.mean == [0.1, 0.5, 0.9][pull % 3] || pull == 0)
      if outcome.reward == 1 { ones[pull % 3] += 1 }
    }
    for (successes, mean) in zip(ones, [0.1, 0.5, 0.9]) {
      #expect(BinomialTest(successes: successes, trials: 10_000, probability: mean).pValue > 1e-6)
    }
  }
}
