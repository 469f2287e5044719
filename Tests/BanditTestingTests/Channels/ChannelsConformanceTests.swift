import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// A learner that gives every channel a budget that a test decides on.
private protocol Flawed: ChannelsLearner, Configurable {
  static var flaw: Double { get }
  init()
}

extension Flawed {
  static var card: AlgorithmCard { AlgorithmCard(id: "flawed", family: .channels, summary: "For tests.") }
  init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) { self.init() }
  mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
    for channel in levers.indices { levers[channel] = ChannelLever(budget: Self.flaw) }
  }
  mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
}

struct ChannelsConformanceTests {
  private struct Closed: Flawed { static let flaw = 0.0 }
  private struct Negative: Flawed { static let flaw = -0.0.nextUp }
  private struct Spendthrift: Flawed { static let flaw = 1.5 }

  private struct Moody: ChannelsLearner, Configurable {
    static let card = AlgorithmCard(id: "moody", family: .channels, summary: "For tests.")
    init(settings: Settings, problem: ChannelsProblem) throws(InvalidSettings) {}
    mutating func setLevers(_ levers: inout [ChannelLever], at round: Int, noise: inout RoundNoise) {
      for channel in levers.indices { levers[channel] = ChannelLever(budget: noise.uniform()) }
    }
    mutating func observe(_ feedback: [ChannelFeedback], at round: Int) {}
  }

  @Test func nothingIsWrongWithDoingNothing() {
    #expect(ChannelsConformance.violations(of: Closed.self, isSafe: true) == [])
  }

  @Test func negativeBudgetsAreFound() {
    #expect(
      ChannelsConformance.violations(of: Negative.self, isSafe: false).first
        == "two channels: a budget or target is no number from 0 on")
  }

  @Test func brokenConstraintsAreFound() {
    #expect(ChannelsConformance.violations(of: Spendthrift.self, isSafe: false) == [])
    #expect(
      ChannelsConformance.violations(of: Spendthrift.self, isSafe: true).first
        == "two channels: misses the constraint on budget by 120.0")
  }

  @Test func undeclaredRandomnessIsFound() {
    #expect(
      ChannelsConformance.violations(of: Moody.self, isSafe: false).contains(
        "not randomized, yet the key matters"))
    #expect(ChannelsConformance.violations(of: Moody.self, isRandomized: true, isSafe: false) == [])
  }
}
