import BanditExperiments
import BanditGames
import BanditScenarios
import Testing

/// The scenarios Scenarios/papers/r-bocpd-ucrl2 against another implementation, in a size that a test can bear.
struct ChangingProcessesTests {
  private func run(_ overrides: [Override]) throws -> TrialResults {
    let results = try shippedPlan("papers/r-bocpd-ucrl2/reference", overrides).run()
    #expect(results.failures.isEmpty)
    return results
  }

  /// Regret per step of another implementation over ten instances of the same law, after 50000 steps: mean and
  /// standard deviation of an instance. Four instances here; five standard errors of the difference.
  @Test func regretPerStepOfTheReference() throws {
    let algorithms = #"""
      [{"id": "ucrl2-oracle", "confidenceScale": 0.2}, {"id": "restarted-ucrl2", "confidenceScale": 0.2}, \#
      {"id": "sw-ucrl2", "window": 4000, "confidenceScale": 0.2}, {"id": "ucrl2", "confidenceScale": 0.2}, \#
      {"id": "ucrl2", "label": "ucrl2-1"}, {"id": "ucrl2-oracle", "label": "oracle-1"}, \#
      {"id": "restarted-ucrl2", "label": "restarted-1"}, {"id": "sw-ucrl2", "label": "sw-1", "window": 4000}, \#
      {"id": "sw-ucrl2", "label": "cw-1", "form": "cheung"}]
      """#
    let results = try run(
      [
        Override(path: "replications", value: "4"), Override(path: "algorithms", value: algorithms),
        Override(path: "extras", value: #"["restarts"]"#),
      ])
    for (algorithm, mean, sd): (String, Double, Double) in [
      ("ucrl2-oracle", 0.054, 0.004), ("restarted-ucrl2", 0.161, 0.016), ("sw-ucrl2", 0.128, 0.007),
      ("ucrl2", 0.273, 0.022), ("ucrl2-1", 0.284, 0.020), ("oracle-1", 0.194, 0.022), ("restarted-1", 0.356, 0.046),
      ("sw-1", 0.239, 0.027), ("cw-1", 0.317, 0.035),
    ] {
      let found = results[algorithm].regrets(.gain).mean / 50000
      #expect(abs(found - mean) < 5 * sd * (1 / 10.0 + 1 / 4.0).squareRoot(), "\(algorithm): \(found)")
    }
    #expect(results["ucrl2-oracle"].metrics(.restarts).mean == 13)
    #expect(results["restarted-ucrl2"].metrics(.restarts).mean == 207)
  }

  /// The first 15000 steps, four changes: detecting costs little more than being told, if the hazard is 1/T; with 1/n
  /// restarts abound.
  @Test func detectionIsWorthWhile() throws {
    let results = try run(
      [
        Override(path: "replications", value: "4"), Override(path: "horizon", value: "15000"),
        Override(path: "checkpoints", value: "[15000]"),
      ])
    func regret(_ algorithm: String) -> Double { results[algorithm].regrets(.gain).mean }
    let (oracle, detecting) = (results["ucrl2-oracle"], results["r-bocpd-ucrl2"])
    #expect(regret("ucrl2-oracle") <= regret("r-bocpd-ucrl2"))
    #expect(regret("r-bocpd-ucrl2") <= 1.3 * regret("ucrl2-oracle"))
    #expect(regret("r-bocpd-ucrl2") <= regret("restarted-ucrl2"))
    #expect(regret("r-bocpd-ucrl2") <= regret("ucrl2"))
    #expect(oracle.metrics(.restarts).mean == 4)
    #expect(abs(detecting.metrics(.restarts).mean - 4) <= 1)
    #expect(detecting.metrics(.detections).mean == 4)
    #expect(results["r-bocpd-ucrl2-1-n"].metrics(.restarts).mean >= 20)
    // The fourth change is in step 12001; a pair is visited every 28 steps or so, and soon more often.
    #expect(detecting.metrics(.delay.at(12001)).allSatisfy { $0 >= 2 && $0 < 500 })
  }
}
