import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Foundation
import Testing

struct RecurringBernoulliTests {
  private func model(_ settings: Settings) throws(InvalidSettings) -> RecurringBernoulliModel {
    try RecurringBernoulliModel(settings: settings, horizon: 100)
  }

  /// Both ways to name the arms.
  @Test func arms() throws {
    let uniform: Setting = ["law": "beta"]
    let listed = try model(["priors": [["law": "point", "value": 0.6], uniform], "meanLength": 50])
    #expect(listed.problem.priors == [.known(0.6), .beta(a: 1, b: 1)] && listed.problem.length == .geometric(mean: 50))
    let alike = try model([
      "arms": 3, "prior": ["law": "beta", "a": 2, "b": 0.5], "meanLength": 4, "lengthLaw": "fixed",
      "boundary": "hidden",
    ])
    #expect(alike.problem.priors == Array(repeating: .beta(a: 2, b: 0.5), count: 3))
    #expect(alike.problem.length == .fixed(4) && !alike.problem.isVisible && listed.problem.isVisible)
    #expect(alike.problem.addressCount == 4 && alike.problem.items == [0, 1, 2])
  }

  static let mistakes: [(Settings, String)] = [
    (["meanLength": 5], "give `priors`, or `arms` with `prior`"),
    (["priors": [], "meanLength": 5], "priors: found []; accepted: a list (of 1 to 1000), each an object"),
    (["arms": 2, "meanLength": 5], "arms: `arms` and `prior` go together; give both"),
    (["prior": ["law": "beta"], "meanLength": 5], "prior: `arms` and `prior` go together; give both"),
    (
      ["priors": [["law": "beta"]], "arms": 2, "meanLength": 5],
      "arms: `priors` says it all; keep it, or `arms` with `prior`"
    ),
    (["arms": 0, "prior": ["law": "beta"], "meanLength": 5], "arms: found 0; accepted: a whole number in 1...1000"),
    (["arms": 2, "prior": ["law": "beta", "a": 0], "meanLength": 5], "prior: found"),
    (["arms": 2, "prior": ["law": "beta", "b": -1], "meanLength": 5], "prior: found"),
    (["priors": [["law": "point", "value": 1.2]], "meanLength": 5], "priors: found"),
    (["arms": 2, "prior": ["law": "beta"]], "meanLength: is required; accepted: a number in [1, 1000000000]"),
    (
      ["arms": 2, "prior": ["law": "beta"], "meanLength": 0.5],
      "meanLength: found 0.5; accepted: a number in [1, 1000000000]"
    ),
    (
      ["arms": 2, "prior": ["law": "beta"], "meanLength": 2.5, "lengthLaw": "fixed"],
      "meanLength: found 2.5; accepted with `fixed` lengths: a whole number, 1 or more"
    ),
  ]

  @Test(arguments: mistakes.indices) func refusals(_ place: Int) {
    let (settings, message) = Self.mistakes[place]
    do throws(InvalidSettings) {
      _ = try model(settings)
      Issue.record("accepted: \(settings)")
    } catch {
      #expect(error.description.hasPrefix(message), "\(error.description)")
    }
  }

  /// Means follow their priors, one draw a task (Kolmogorov-Smirnov at 1e-6, fixed key); known ones are known.
  @Test func means() throws {
    let model = try model([
      "priors": [["law": "beta", "a": 2, "b": 1], ["law": "point", "value": 0.3]], "meanLength": 2,
    ])
    var stream = RandomStream(key: StreamKey(seed: 1))
    var tasks = model.instance(of: 0, from: &stream)
    var draws: [Double] = []
    for task in 0..<3000 {
      tasks.beginTask(task, noise: &stream)
      draws.append(tasks.means[0])
      #expect(tasks.means[1] == 0.3)
    }
    #expect(KolmogorovSmirnov(draws) { $0 * $0 }.pValue > 1e-6)
  }

  /// Rewards follow the means of the task, and the last round says that it is the last.
  @Test func rewards() throws {
    let model = try model(["priors": [["law": "point", "value": 0.3]], "meanLength": 400, "lengthLaw": "fixed"])
    var stream = RandomStream(key: StreamKey(seed: 2))
    var tasks = model.instance(of: 0, from: &stream)
    tasks.beginTask(0, noise: &stream)
    let outcomes = (1...400).map { tasks.pull(0, at: $0, noise: &stream) }
    #expect(outcomes.map(\.endsTask) == Array(repeating: false, count: 399) + [true])
    let successes = outcomes.filter { $0.arm.reward == 1 }.count
    #expect(outcomes.allSatisfy { [0, 1].contains($0.arm.reward) && $0.arm.mean == 0.3 && $0.arm.bestMean == 0.3 })
    #expect(BinomialTest(successes: successes, trials: 400, probability: 0.3).pValue > 1e-6)
  }

  /// Stay after a success, change after a failure.
  private struct StayOrChange: RecurringLearner {
    var arm = 0
    mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }
    mutating func observe(reward: Double, of arm: Int, at round: Int) { if reward == 0 { self.arm = 1 - arm } }
    mutating func endTask(at round: Int) { Issue.record("told of a hidden end") }
  }

  /// Hidden ends: the exact value of this rule, an integral over the means p and s of y p + (1 - y) s with
  /// y = ((1 - q)/2 + q (1 - s)) / (1 - q (p + s - 1)), and 400 runs within four standard errors of it.
  @Test(arguments: [(5.0, 0.5700183354), (20, 0.5853373869)]) func hiddenEnds(_ length: Double, _ expected: Double)
    throws
  {
    let q = 1 - 1 / length
    let steps = 400
    var integral = 0.0
    // Simpson's rule in both directions.
    for first in 0...steps {
      for second in 0...steps {
        let (p, s) = (Double(first) / Double(steps), Double(second) / Double(steps))
        let y = ((1 - q) / 2 + q * (1 - s)) / (1 - q * (p + s - 1))
        func weight(_ place: Int) -> Double { place == 0 || place == steps ? 1 : place % 2 == 1 ? 4 : 2 }
        integral += weight(first) * weight(second) * (y * p + (1 - y) * s)
      }
    }
    integral /= Double(9 * steps * steps)
    #expect(abs(integral - expected) < 1e-9)
    let model = try RecurringBernoulliModel(
      .alike(2, .beta(a: 1, b: 1)), meanLength: length, boundary: .hidden, horizon: 1000)
    var rewards: [Double] = []
    for replication in 0..<400 {
      var stream = RandomStream(key: StreamKey(seed: 5))
      let instance = model.instance(of: replication, from: &stream)
      var game = RecurringGame(environment: instance, learner: StayOrChange(), problem: model.problem)
      var account = game.openAccount(for: [], metrics: [])
      let key = StreamKey(seed: 6).child(index: replication)
      var noise = RandomStream(key: key.child(purpose: .rewards), itemCount: model.problem.addressCount)
      var other = RandomStream(key: key.child(purpose: .learner))
      for round in 1...1000 {
        game.play(round: round, environmentNoise: &noise, learnerNoise: &other, account: &account)
      }
      rewards.append(try #require(account.measure(.rewardPerRound, after: 1000)))
    }
    let mean = rewards.reduce(0, +) / 400
    let deviation = (rewards.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 399).squareRoot()
    #expect(abs(mean - expected) < 4 * deviation / 20, "\(mean), not \(expected)")
  }
}
