import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditScenarios
import BanditStreams
import Testing

/// The scenarios of Scenarios/papers/recovering against independent simulations.
struct RecoveringTests {
  /// The first 1000 of 12000 periods of rec5.json: mean and deviation of 60 seeds of an independent simulation, gap to
  /// the planner's value; within 4 sqrt(sd^2/R + sd^2/60) plus half a printed digit.
  @Test func learnersOnTheReferenceInstance() throws {
    let model = try RecoveringModel(
      settings: Settings(
        defaultsOf: RecoveringModel.card.parameters,
        given: [
          "capacity": .whole(2), "arms": .list(Self.tables.map { .object(["table": .list($0.map { .number($0) })]) }),
        ]),
      horizon: 12000)
    let replications = 30
    func gap<Policy: SemiBanditLearner & Configurable<SemiBanditProblem>>(_ type: Policy.Type, _ settings: Settings)
      throws -> [Double]
    {
      let policy = try Policy(
        settings: Settings(defaultsOf: Policy.card.parameters, given: settings), problem: model.problem)
      return (0..<replications).map { replication in
        let key = StreamKey(seed: 38).child(index: replication)
        var instance = RandomStream(key: key.child(purpose: .instance))
        var game = SemiBanditGame(
          environment: model.instance(of: 0, from: &instance), learner: policy, problem: model.problem)
        var account = game.openAccount(for: [.planner], metrics: [])
        var noise = RandomStream(key: key.child(purpose: .rewards), itemCount: 5)
        var learner = RandomStream(key: key.child(purpose: .learner))
        for round in 1...1000 {
          game.play(round: round, environmentNoise: &noise, learnerNoise: &learner, account: &account)
        }
        return account.entry(for: .planner, group: "", after: 1000).regret
      }
    }
    for (found, mean, sd) in [
      (try gap(OnlinePurelyPeriodic.self, ["phase": .whole(50)]), 221.7, 11.0),
      (try gap(OnlinePurelyPeriodic.self, ["phase": .whole(110)]), 257.4, 10),
      (try gap(OnlinePurelyPeriodic.self, ["phase": .whole(400)]), 538.1, 0),
      (try gap(MyopicUCB.self, [:]), 174.5, 6),
    ] {
      let average = found.reduce(0, +) / Double(replications)
      let own = found.map { ($0 - average) * ($0 - average) }.reduce(0, +) / Double(replications - 1)
      let tolerance = 4 * (own / Double(replications) + sd * sd / 60).squareRoot() + 0.05
      #expect(abs(average - mean) <= tolerance, "\(average), expected \(mean) within \(tolerance)")
    }
  }

  private static let tables = [
    [0.048, 0.094, 0.395, 0.821, 0.948], [0.037, 0.058, 0.07, 0.091, 0.425, 0.434, 0.507],
    [0.124, 0.223, 0.397, 0.577, 0.627, 0.948, 0.976], [0.133, 0.419, 0.557],
    [0.118, 0.181, 0.308, 0.372, 0.582, 0.639, 0.816],
  ]

  /// Example 2: OPT_30 = 26, reached by looking three periods ahead; greedy play and two periods earn 19.5.
  @Test func whereGreedyFails() throws {
    let results = try shippedPlan("papers/recovering/greedy-fails").run()
    #expect(results.outcomes.count == 4)
    for (label, regret) in ["lookahead-3": 0, "lookahead-2": 6.5, "myopic-greedy": 6.5] {
      #expect(abs(results[label].regrets(.policy)[0] - regret) < 1e-9)
    }
  }

  /// The facts in the manifest: UB = 349/450 and V = 1793/2400.
  @Test func theManifestNamesTheComparators() throws {
    let fact = try #require(try shippedPlan("papers/recovering/rec5").facts.first)
    #expect(fact.contains("the upper bound is 0.77555") && fact.contains("the planner earns 0.74708"))
  }
}
