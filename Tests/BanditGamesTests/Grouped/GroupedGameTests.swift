import BanditCards
import BanditGames
import BanditStreams
import Testing

/// Round t: features [t], group t mod 2, label t, report group 0.
private struct Counting: GroupedEnvironment {
  let truth = GroupedTruth(reportGroups: ["all"], featureCount: 1)

  mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise) {
    example = GroupedExample(features: [Double(round)], groups: [round % 2])
  }

  mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int) {
    outcome = GroupedOutcome(label: Double(round), reportGroups: [0])
  }
}

/// Predicts the latest label, and notes what it was told.
private struct Latest: GroupedLearner, Reporting {
  var features: [[Double]] = []
  var labels: [Double] = []
  var poison = 0

  mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    features.append(example.features)
    forecast.add(labels.count + 1 == poison ? .nan : labels.last ?? 0)
  }

  mutating func observe(label: Double, of example: GroupedExample, at round: Int) { labels.append(label) }

  func measure(_ metric: Metric) -> Double? { metric.name == "rounds" ? Double(labels.count) : nil }
}

struct GroupedGameTests {
  private func play(_ learner: Latest, rounds: Int) -> (game: GroupedGame<Counting, Latest>, account: GroupedLedger) {
    var game = GroupedGame(
      environment: Counting(), learner: learner, problem: GroupedProblem(featureCount: 1, groupCount: 1, horizon: 10))
    var account = game.openAccount(for: [.group], metrics: [])
    var noise = RandomStream(key: StreamKey(seed: 1))
    var other = RandomStream(key: StreamKey(seed: 2))
    for round in 1...rounds {
      game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
    }
    return (game, account)
  }

  /// The prediction comes before the label: losses 1, 1, 1. Least squares of (1, 1), (2, 2), (3, 3): 0.
  @Test func predictionsComeBeforeLabels() {
    let (game, account) = play(Latest(), rounds: 3)
    #expect(game.learner.features == [[1], [2], [3]] && game.learner.labels == [1, 2, 3])
    let entry = account.entry(for: .group, group: "all", after: 3)
    #expect(entry.value == -3 && abs(entry.regret - 3) < 1e-14)
    #expect(game.failure == nil)
  }

  @Test func aPredictionThatIsNoNumberFailsTheRun() {
    #expect(play(Latest(poison: 2), rounds: 4).game.failure == "the loss of round 2 is not a finite number")
  }

  @Test func metricsOfLearnerAndLedger() {
    let (game, account) = play(Latest(), rounds: 3)
    let rounds = Metric("rounds", "Rounds.", unit: "rounds", isCumulative: true)
    #expect(game.measure(rounds, after: 3, account: account) == 3)
    #expect(abs(game.measure(.maxGroupRegret, after: 3, account: account)! - 3) < 1e-14)
    #expect(game.measure(.bestArmShare, after: 3, account: account) == nil)
  }
}
