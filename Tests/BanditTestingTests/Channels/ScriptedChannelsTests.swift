import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ScriptedChannelsTests {
  private let world = ScriptedChannels(
    [[[Auction(value: 4, cost: 1)], [Auction(value: 1, cost: 1)]], [[Auction(value: 3, cost: 2)]]], horizon: 3,
    budget: 2)

  @Test func supportPointsTakeTurns() {
    var world = world
    var noise = RandomStream(key: StreamKey(seed: 1))
    let values = (1...3).map {
      world.respond(on: 0, to: ChannelLever(budget: 0.5), at: $0, noise: &noise)
    }
    #expect(values.map(\.feedback.value) == [2, 0.5, 2])
    #expect(values.map(\.point) == [0, 1, 0])
    #expect(values.allSatisfy { $0.meanValue == 1.25 && $0.feedback.spend == 0.5 })
  }

  @Test func theProblemIsThatOfTheScript() {
    #expect(world.problem.channelCount == 2)
    #expect(world.problem.horizon == 3)
    #expect(world.problem.budget == 2)
    #expect(world.problem.valueBound == 4)
  }
}
