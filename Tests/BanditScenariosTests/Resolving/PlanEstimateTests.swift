import Testing

@testable import BanditScenarios

@Test("cells, blocks, rounds and rows are counted")
func counts() throws {
  // 2^21 / 10^5 = 20.97, so blocks of 16 replications: 100 replications are 7 blocks.
  let text = scenario(
    horizon: "100000", algorithms: #"[{"id": "ucb1"}, {"id": "greedy"}]"#, #""checkpoints": {"linear": 10}"#,
    #""notions": ["pseudo", "realized"]"#, #""extras": ["heads", "restarts"]"#)
  let estimate = try read(text).estimate
  #expect(estimate.cells == 2)
  #expect(estimate.blocks == 14)
  #expect(estimate.rounds == 2 * 100 * 100_000)
  // Two notions at ten checkpoints, "heads" at ten for both, "restarts" at the end for one.
  #expect(estimate.rows == 100 * (2 * 10 * 2 + 2 * 10 + 1))
}

@Test("the memory grows with the table of one cell and holds it")
func memory() throws {
  // 10^6 replications, 10 checkpoints, 1 line of 7 fields of 8 bytes.
  let text = scenario(#""checkpoints": {"linear": 10}"#, #""replications": 1000000"#)
  let bytes = try read(text).estimate.bytes
  #expect(bytes > 1_000_000 * 10 * 7 * 8)
  #expect(bytes < 2 * 1_000_000 * 10 * 7 * 8)
  let limit = ScenarioLimits(memory: bytes - 1)
  #expect(problems(text, limits: limit).count == 1)
  #expect(problems(text, limits: ScenarioLimits(memory: bytes)).isEmpty)
}

@Test("a plan beyond the limit is refused with the number and the option")
func refusal() {
  // The table: 100 replications x 10^6 checkpoints x 7 x 8 bytes = 5.6e9. Sixteen blocks of two replications:
  // 1.79e9. The plan: 10^6 x (14 + 1) x 8 = 0.12e9. Together 7.51e9 = 7.0 x 2^30.
  let text = scenario(horizon: "1000000", #""checkpoints": {"linear": 1000000}"#)
  #expect(
    problems(text, limits: ScenarioLimits(memory: 1 << 20)) == [
      "s.json:1:1: error: the run needs about 7 GiB of memory; accepted: at most 1 MiB; "
        + "lower the replications, checkpoints, arms or sweep points, or raise --memory-limit"
    ])
}
