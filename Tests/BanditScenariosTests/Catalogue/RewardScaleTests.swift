import BanditAlgorithms
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditScenarios
import BanditStreams
import Testing

/// What rewards outside [0, 1] do: every bandit policy of the catalogue plays two coins alike in {0, 1}, {0, 100} and
/// {-50, 50}, or is refused.
struct RewardScaleTests {
  /// A policy and how its settings must change where rewards are 100 times as large.
  struct Case: Sendable, CustomStringConvertible {
    let id: String
    var settings: Settings = [:]
    var scaled: Settings?
    var description: String { id + JSONText.compact(.object(settings)) }
  }

  /// Every policy with what it requires, so that a new one is not forgotten, but for other programs, and for those that need a
  /// kernel, whose prior is in the unit of rewards (`GPUCBTests`), ...
  static let policies = Catalogue.standard.algorithms.map(\.card).filter { card in
    card.family == .bandit && card.id != External.card.id && !card.parameters.contains { $0.name == "kernel" }
  }.map { card in
    Case(
      id: card.id,
      settings: Settings(
        card.example.entries.filter { entry in
          card.parameters.contains { $0.name == entry.name && $0.defaultValue == .required }
        }))
  }

  /// ... and their other constants.
  static let variants = [
    Case(id: "ucb1", settings: ["level": "horizon", "exploration": 0.3]),
    Case(id: "ucb1", settings: ["bonus": "constant"]),
    Case(id: "ucb1", settings: ["sigma": 0.8], scaled: ["sigma": 80]),
    Case(id: "moss", settings: ["horizon": "anytime", "sigma": 0.5], scaled: ["horizon": "anytime", "sigma": 50]),
    Case(id: "kl-ucb", settings: ["law": "gaussian"]),
    Case(id: "kl-ucb", settings: ["law": "gaussian", "sd": 0.5], scaled: ["law": "gaussian", "sd": 50]),
    Case(id: "ucb-v", settings: ["c": 0.3, "zeta": 1.2]),
    Case(id: "ucb-v", settings: ["zeta": 1.2]),
    Case(id: "softmax", settings: ["annealing": "logarithmic"]),
    Case(id: "softmax", settings: ["temperature": 0.2], scaled: ["temperature": 20]),
    Case(id: "gradient-bandit", settings: ["stepSize": 0.4], scaled: ["stepSize": 0.004]),
    Case(id: "epsilon-greedy", settings: ["firstPulls": 5]),
    Case(id: "exp3", settings: ["schedule": "mixing"]),
    Case(id: "ftrl", settings: ["regularizer": "entropy", "schedule": "self-confident", "estimator": "optimistic"]),
    Case(id: "broad", settings: ["variant": "path-length"]),
    Case(id: "explore-then-commit", settings: ["pulls": ["gap": 0.3]], scaled: ["pulls": ["gap": 30]]),
    Case(id: "batched-exp3", settings: ["switchingCost": 0.5], scaled: ["switchingCost": 50]),
    Case(id: "tsallis-switch", settings: ["switchingCost": 0.5], scaled: ["switchingCost": 50]),
    Case(id: "m-ucb", settings: ["window": 40, "threshold": 8]),
    Case(id: "mini-batch", settings: ["base": ["id": "ucb1"], "block": 5]),
    Case(id: "mini-batch", settings: ["base": ["id": "kl-ucb"], "block": 5]),
    Case(id: "mini-batch", settings: ["base": ["id": "successive-elimination"], "block": 5]),
  ]

  /// Two coins that pay one of two values, and what became of a policy on them.
  private func play(_ policy: Case, _ settings: Settings, values: [Double]) throws -> Outcome {
    let arms: [Setting] = [[0.4, 0.6], [0.5, 0.5]].map { weights in
      ["law": "categorical", "values": .list(values.map { .number($0) }), "weights": .list(weights)]
    }
    let scenario: Settings = [
      "name": "coins", "seed": 5, "horizon": 300, "replications": 3, "checkpoints": ["linear": 10],
      "extras": .list(reportsBound(policy) ? ["bound"] : []), "environment": ["id": "arms", "arms": .list(arms)],
      "algorithms": .list([.object(Settings([.init("id", .text(policy.id))] + settings.entries))]),
    ]
    let bytes = Array(JSONText.compact(.object(scenario)).utf8)
    let plan = try Scenario(source: .bytes(bytes, name: "s.json"), catalogue: .standard).plan
    #expect(RewardScaleTests.ofRewards(plan.caveats) == [])
    return plan.run().outcomes[0]
  }

  /// The caveats that are about rewards; coins of no prior are another matter.
  private static func ofRewards(_ caveats: [String]) -> [String] { caveats.filter { !$0.contains("no priors") } }

  private func reportsBound(_ policy: Case) -> Bool {
    Catalogue.standard.algorithm(policy.id, of: .bandit)?.card.metrics.contains(.bound) == true
  }

  /// Regrets, and the bounds on them.
  @Test(arguments: policies + variants) func rangesChangeTheUnitAlone(policy: Case) throws {
    let unit = try play(policy, policy.settings, values: [0, 1])
    for values in [[0, 100], [-50, 50]] as [[Double]] {
      let large = try play(policy, policy.scaled ?? policy.settings, values: values)
      for round in unit.checkpoints {
        let pairs = zip(unit.regrets(.pseudo, after: round), large.regrets(.pseudo, after: round))
        #expect(pairs.allSatisfy { abs(100 * $0 - $1) <= 1e-9 * max(1, $1) }, "\(policy), \(values), \(round)")
      }
      guard reportsBound(policy) else { continue }
      for (small, bound) in zip(unit.metrics(.bound), large.metrics(.bound)) {
        let areMissing = small.isNaN && bound.isNaN
        #expect(areMissing || abs(100 * small - bound) <= 1e-9 * bound, "\(policy), \(values)")
      }
    }
  }

  /// `range` does what the environment's does; without either a policy is refused, with a sentence that names the key.
  @Test(arguments: policies) func rangesAreKnownOrGiven(policy: Case) throws {
    let entry = try #require(Catalogue.standard.algorithm(policy.id, of: .bandit))
    let scale = try #require(entry.card.rewards, "say what rewards outside [0, 1] do to \(policy.id)")
    let names = entry.card.parameters.map(\.name)
    let gaussian = try GaussianModel(means: .list([0, 1]), horizon: 300)
    let exponential = try ArmsModel(
      arms: [.exponential(Exponential(mean: 1)), .exponential(Exponential(mean: 2))], horizon: 300)
    func caveats(_ model: any EnvironmentModel, _ more: Settings = [:]) throws -> [String] {
      let streams = CellStreams(
        seed: 1, environmentLabel: "e", algorithmLabel: "a", coupling: .pulls, generator: nil,
        slot: StreamSlot(instance: 0, environment: 0, learner: 0, count: 0))
      let layout = TraceLayout(checkpoints: [300], tracks: [], metrics: [])
      return RewardScaleTests.ofRewards(
        try entry.bind(
          Settings(defaultsOf: entry.card.parameters, given: Settings(policy.settings.entries + more.entries)), model,
          CellContext(streams: streams, horizon: 300, layout: layout)
        ).caveats)
    }
    switch scale {
    case .free:
      #expect(try caveats(exponential) == [])
    case .range:
      #expect(names.contains("range"))
      let refusal = #expect(throws: InvalidSettings.self) { try caveats(gaussian) }
      #expect(refusal?.message.contains("\"range\"") == true)
      #expect(try caveats(gaussian, ["range": [-3, 4]]).count == 1)
      #expect(throws: InvalidSettings.self) { try caveats(gaussian, ["range": [4, -3]]) }
    case .subGaussian(let parameter):
      #expect(names.contains(parameter))
      #expect(try caveats(gaussian) == [])
      #expect(try caveats(exponential).count == 1)
      #expect(try caveats(exponential)[0].contains("\"\(parameter)\""))
      #expect(try caveats(exponential, Settings([.init(parameter, 2)])) == [])
      #expect(try caveats(gaussian, Settings([.init(parameter, 0.25)])).count == 1)
    case .settings:
      #expect(!Set(names).isDisjoint(with: ["range", "sigma", "base", "initialValue", "stepSize"]))
    }
  }

  /// Rewards inside [0, 1] are not scaled, however close together they are; `sigma` says otherwise. Regrets of UCB1
  /// with ln t, from an independent program.
  @Test func rewardsInsideTheUnitIntervalStay() throws {
    let means = (0..<17).map { $0 == 3 || $0 == 4 ? 0.1 : 0 }
    let text = """
      {"name": "c", "horizon": 1000, "replications": 1, "checkpoints": [1000],
       "environment": {"id": "arms", "arms": [\(means.map { #"{"law": "constant", "value": \#($0)}"# }.joined(separator: ","))]},
       "algorithms": [{"id": "ucb1"}, {"id": "ucb1", "label": "scaled", "exploration": 0.01},
        {"id": "ucb1", "label": "told", "sigma": 0.05}]}
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "c.json"), catalogue: .standard).plan
    let results = plan.run()
    #expect(abs(results["ucb1"].regret(.pseudo).mean - 82.8) < 1e-9)
    #expect(abs(results["scaled"].regret(.pseudo).mean - 15) < 1e-9)
    #expect(abs(results["told"].regret(.pseudo).mean - 15) < 1e-9)
    #expect(plan.caveats == [])
  }

  /// What the cards say of the laws and parts by which it goes otherwise.
  @Test func settingsDecide() throws {
    func refusal(_ make: () throws -> any BanditLearner) -> String? {
      do { _ = try make() } catch { return (error as? InvalidSettings)?.description }
      return nil
    }
    let unbounded = BanditProblem(armCount: 2, horizon: 100, rewardRange: nil)
    #expect(refusal { try KLUCB(unbounded) }?.contains("\"range\"") == true)
    #expect(refusal { try KLUCB(unbounded, law: .gaussian) } == nil)
    #expect(try KLUCB(unbounded, law: .gaussian).caveats.count == 1)
    #expect(try KLUCB(unbounded, law: .poisson).caveats == [])
    #expect(refusal { try KLUCB(unbounded, law: .poisson, range: 0...2) }?.hasPrefix("range: ") == true)
    #expect(refusal { try MiniBatch(unbounded) }?.contains("\"range\"") == true)
    #expect(try MiniBatch(unbounded, base: .init(.exp3, ["range": [0, 9]])).caveats.count == 1)
    #expect(try MiniBatch(unbounded, base: .init(.ucb1)).caveats.count == 1)
    #expect(try ExploreThenCommit(unbounded).caveats == [])
    #expect(try ExploreThenCommit(unbounded, pulls: .gap(0.1)).caveats.count == 1)
    let normal = BanditProblem(armCount: 2, horizon: 100, rewardRange: nil, noiseScale: 3)
    #expect(try MiniBatch(normal, base: .init(.ucb1)).caveats == [])
  }

  /// Semi-bandits whose means are 100 times as large; normal noise is known, means without a bound are told.
  @Test func semiBanditsAlike() throws {
    func plan(_ arms: String, noise: String, _ algorithms: String) throws -> Plan {
      let text = """
        {"name": "s", "horizon": 200, "replications": 2, "notions": ["upper-bound"],
         "environment": {"id": "recovering", "arms": \(arms), "noise": \(noise)}, "algorithms": \(algorithms)}
        """
      return try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard).plan
    }
    let learners = #"[{"id": "myopic-ucb"}, {"id": "ucb-z"}]"#
    let small = #"[{"table": [0, 1]}, {"table": [0.4]}]"#
    let unit = try plan(small, noise: #""deterministic""#, learners)
    let large = try plan(#"[{"table": [0, 100]}, {"table": [40]}]"#, noise: #""deterministic""#, learners)
    #expect(unit.caveats == [] && large.caveats == [])
    for (one, other) in zip(unit.run().outcomes, large.run().outcomes) {
      let (regret, larger) = (one.regret(.upperBound).mean, other.regret(.upperBound).mean)
      #expect(regret > 1 && abs(100 * regret - larger) < 1e-9 * larger, "\(one.key.algorithm)")
    }
    let all = #"[{"id": "myopic-ucb"}, {"id": "ucb-z"}, {"id": "online-purely-periodic", "sigma": 0.05}]"#
    let normal = try plan(small, noise: #"{"gaussian": 0.1}"#, all)
    #expect(normal.caveats.count == 1 && normal.caveats[0].hasPrefix(#"recovering, online-purely-periodic: "sigma""#))
    let process = #"[{"gp": {"lengthscale": 1}}]"#
    let unbounded = try plan(process, noise: #"{"gaussian": 0.1}"#, learners)
    #expect(unbounded.caveats.count == 1 && unbounded.caveats[0].contains("an unseen cell counts as 1"))
    #expect(throws: ScenarioError.self) {
      try plan(#"[{"table": [0, 100]}]"#, noise: #""deterministic""#, #"[{"id": "online-purely-periodic"}]"#)
    }
  }

  /// Typed calls go by the same rule, and what they say is in the results.
  @Test func trialsAlike() throws {
    let trials = Trials(horizon: 50, replications: 2)
    let arms = ArmsBandit(laws: [.exponential(try Exponential(mean: 1)), .constant(1)])
    #expect(throws: InvalidSettings.self) { try trials.compare(on: arms) { problem in try UCBTuned(problem) } }
    let results = try trials.compare(on: arms, label: "arms") { problem in
      try UCB1(problem)
      try UCB1(problem, sigma: 2)
      try UCBTuned(problem, range: 0...5)
    }
    #expect(results.plan.caveats.map { String($0.prefix { $0 != ":" }) } == ["arms, ucb1", "arms, ucb-tuned"])
    let normal = GaussianBandit(laws: [try Gaussian(mean: 0, sd: 2), try Gaussian(mean: 1, sd: 3)])
    let known = try trials.compare(on: normal) { problem in
      try UCB1(problem)
    }
    #expect(known.plan.caveats == [])
  }

  /// Of losses, rewards are 1 - loss in [0, 1]; a range that is given counts all the same.
  @Test func lossesAreInTheUnitInterval() throws {
    let text = """
      {"name": "l", "horizon": 40, "replications": 2, "environment": {"id": "iid-losses", "means": [0.2, 0.6]},
       "algorithms": [{"id": "exp3"}, {"id": "exp3", "label": "told", "range": [0, 1]}, {"id": "ucb1"},
        {"id": "exp3", "label": "narrow", "range": [0.1, 0.9]}]}
      """
    let plan = try Scenario(source: .bytes(Array(text.utf8), name: "l.json"), catalogue: .standard).plan
    #expect(plan.caveats.count == 1 && plan.caveats[0].hasPrefix("iid-losses, narrow: \"range\""))
    #expect(throws: InvalidSettings.self) {
      try FTRLExperts(
        settings: ["estimator": "full", "range": [0, 2]],
        problem: ExpertsProblem(actionCount: 2, horizon: 10, feedback: .full, switchingCost: 1))
    }
  }
}
