import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct AutobiddingTests {
  private let law = ChannelLaw(
    probabilities: [0.75, 0.25],
    points: [
      Procurement([Auction(value: 4, cost: 1), Auction(value: 1, cost: 1)]),
      Procurement([Auction(value: 2, cost: 1), Auction(value: 2, cost: 2)]),
    ])

  private func channels(_ charge: Charge = .budget) -> Autobidding {
    let fixed = ChannelLaw([Auction(value: 3, cost: 1)])
    return Autobidding(
      truth: ChannelsTruth(laws: [law, fixed], horizon: 10, budget: 2, targetReturn: 0), charge: charge)
  }

  /// Level 1e-6.
  @Test func supportPointsComeUpAsOftenAsTheyShould() {
    var channels = channels()
    var noise = RandomStream(key: StreamKey(seed: 5), itemCount: 2)
    var rare = 0
    for period in 1...20_000 {
      noise.move(to: 0, occurrence: period)
      let response = channels.respond(on: 0, to: ChannelLever(budget: 1.5), at: period, noise: &noise)
      #expect(response.feedback.value == (response.point == 1 ? 2.5 : 4.5))
      #expect(response.feedback.spend == 1.5)
      #expect(abs(response.meanValue - 4) < 1e-12)
      rare += response.point
    }
    #expect(BinomialTest(successes: rare, trials: 20_000, probability: 0.25).pValue > 1e-6)
  }

  /// All learners meet the same auctions.
  @Test func auctionsDoNotDependOnTheLever() {
    var first = channels()
    var second = channels()
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    for period in 1...200 {
      noise.move(to: 0, occurrence: period)
      let point = first.respond(on: 0, to: .closed, at: period, noise: &noise).point
      noise.move(to: 0, occurrence: period)
      let lever = ChannelLever(budget: Double(period % 7), targetReturn: Double(period % 3))
      #expect(second.respond(on: 0, to: lever, at: period, noise: &noise).point == point)
    }
  }

  @Test(arguments: Charge.allCases) func charges(charge: Charge) {
    var channels = channels(charge)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let spend = { (lever: ChannelLever) in
      channels.respond(on: 1, to: lever, at: 1, noise: &noise).feedback.spend
    }
    #expect(spend(ChannelLever(budget: 2)) == (charge == .budget ? 2 : 1))
    #expect(spend(ChannelLever(budget: 0.5)) == 0.5)
    #expect(spend(ChannelLever()) == 1)
    #expect(spend(ChannelLever(budget: 2, targetReturn: 3)) == 1)
    #expect(spend(ChannelLever(budget: 2, targetReturn: 3.5)) == 0)
  }

  /// The expected value follows the lever, which is remembered for each channel.
  @Test func meansOfChangingLevers() {
    var channels = channels()
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let levers = [
      ChannelLever(budget: 1), ChannelLever(budget: 2), ChannelLever(budget: 2, targetReturn: 3), ChannelLever(),
      ChannelLever(budget: 2), .closed,
    ]
    for lever in levers {
      for channel in 0..<2 {
        noise.move(to: channel, occurrence: 1)
        let mean = channels.respond(on: channel, to: lever, at: 1, noise: &noise).meanValue
        #expect(abs(mean - channels.truth.laws[channel].meanValue(under: lever)) < 1e-12)
      }
    }
  }
}
