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

@Test("what several points have counts once, but for its rows")
func bystanders() throws {
  let text = scenario(
    algorithms: #"[{"id": "ucb1"}, {"id": "greedy"}]"#, #""sweep": {"algorithms.ucb1.exploration": [1, 2, 3]}"#)
  let estimate = try read(text).estimate
  let single = try read(scenario(algorithms: #"[{"id": "ucb1"}, {"id": "greedy"}]"#)).estimate
  #expect(estimate.cells == 6 && estimate.distinctCells == 4)
  #expect(estimate.blocks == 2 * single.blocks && estimate.rounds == 2 * single.rounds)
  #expect(estimate.rows == 3 * single.rows)
}

/// The program itself: what an estimate of nothing says.
private let program = 39 << 20

@Test("the memory grows with the table of one cell and holds it")
func memory() throws {
  // One line at 10 checkpoints: 10^6 replications of 8 bytes each, and the last ones once more to be compared.
  let text = scenario(#""checkpoints": {"linear": 10}"#, #""replications": 1000000"#)
  let bytes = try read(text).estimate.bytes - program
  #expect(bytes > 1_000_000 * 11 * 8)
  #expect(bytes < 2 * 1_000_000 * 11 * 8)
  let limit = ScenarioLimits(memory: bytes + program - 1)
  #expect(problems(text, limits: limit).count == 1)
  #expect(problems(text, limits: ScenarioLimits(memory: bytes + program)).isEmpty)
}

@Test("a plan beyond the limit is refused with the number and the option")
func refusal() {
  // Blocks of two replications of 10^6 checkpoints, 56 bytes each, are held three times while they are put together and
  // written: 3.36e8. Sixteen of them and their chunks: 5.38e9 + 0.9e9. Together 6.3e9 = 5.9 x 2^30.
  let text = scenario(horizon: "1000000", #""checkpoints": {"linear": 1000000}"#)
  #expect(
    problems(text, limits: ScenarioLimits(memory: 1 << 20)) == [
      "s.json:1:1: error: the run needs about 5.9 GiB of memory; accepted: at most 1 MiB; "
        + "lower the replications, checkpoints, arms or sweep points, or raise --memory-limit"
    ])
}

@Test("what is simulated at the same time is counted for the threads that there are, and the replications")
func threads() throws {
  let text = scenario(horizon: "1000000", #""checkpoints": {"linear": 1000000}"#)
  func bytes(_ text: String, threads: Int) throws -> Int {
    try read(text, limits: ScenarioLimits(memory: 1 << 40, threads: threads)).estimate.bytes
  }
  let (one, four, many) = (
    try bytes(text, threads: 1), try bytes(text, threads: 4), try bytes(text, threads: 1000)
  )
  // With one thread the table is the largest; there are 50 blocks and 100 chunks, whatever the number of threads.
  #expect(one < 14 * four / 10)
  #expect(try bytes(text, threads: 2000) == many)
  let single = scenario(horizon: "1000000", #""checkpoints": {"linear": 1000000}"#, #""replications": 1"#)
  #expect(try bytes(single, threads: 1) == bytes(single, threads: 16))
}

/// The memory that a scenario of the standard catalogue needs besides the program, with one thread.
private func bytes(_ environment: String, _ algorithm: String, horizon: Int, sweep: String = "{}") throws -> Int {
  let text = """
    {"name": "t", "horizon": \(horizon), "replications": 1, "environment": \(environment), "algorithms": [\(algorithm)],
     "sweep": \(sweep)}
    """
  let limits = ScenarioLimits(memory: 1 << 40, threads: 1)
  return try Scenario(source: .bytes(Array(text.utf8), name: "s.json"), catalogue: .standard, limits: limits)
    .estimate.bytes - program
}

/// Three arms with a mean for each round, which is in a table, a list and a sum of doubles: 72 bytes a round at least.
private let rotting =
  #"{"id": "rotting", "arms": [{"power": [0.1, 0.8, 1]}, {"power": [0.1, 0.8, 1]}, {"power": [0, 1, 1]}]}"#

@Test("a model is counted once, however many points play it, and once for each point that changes it")
func models() throws {
  let one = try bytes(rotting, #"{"id": "ucb1"}"#, horizon: 5000)
  #expect(one > 72 * 5000)
  let still = #"{"algorithms.ucb1.exploration": {"linear": [0.1, 2, 20]}}"#
  #expect(try bytes(rotting, #"{"id": "ucb1"}"#, horizon: 5000, sweep: still) < 12 * one / 10)
  let changing = #"{"environment.noise": ["deterministic", "bernoulli", {"gaussian": 1}]}"#
  let all = try bytes(rotting, #"{"id": "ucb1"}"#, horizon: 5000, sweep: changing)
  #expect(all > 29 * one / 10 && all < 31 * one / 10)
}

@Test("what a learner remembers is counted: a window, all observations of a detector")
func histories() throws {
  let coins = #"{"id": "bernoulli", "means": [0.4, 0.6]}"#
  func window(_ length: Int) throws -> Int {
    try bytes(coins, #"{"id": "sw-ucb", "window": \#(length)}"#, horizon: 1_000_000)
  }
  // An arm and a reward for each round: 16 bytes.
  #expect(try window(1_000_000) - window(1000) > 16 * 999_000)
  #expect(try window(2_000_000) == window(1_000_000))
  // 2000 observations, and before each the counts of 1000 symbols, 4 bytes each, if it is not the exact search; there
  // a bound for each 64 observations, and for twice as many and so on, has two numbers of each symbol.
  let law = Array(repeating: "0.001", count: 1000).joined(separator: ", ")
  let symbols = #"{"id": "categorical-stream", "segments": [{"length": 2000, "probabilities": [\#(law)]}]}"#
  #expect(try bytes(symbols, #"{"id": "r-bocpd", "search": "dyadic"}"#, horizon: 2000) > 8_000_000)
  let exact = try bytes(symbols, #"{"id": "r-bocpd"}"#, horizon: 2000)
  #expect(exact > 2 * 31 * 16_000 && exact < 8_000_000)
}

@Test("pairs of algorithms are counted")
func pairs() throws {
  func bytes(_ count: Int) throws -> Int {
    let algorithms = (0..<count).map { #"{"id": "ucb1", "label": "u\#($0)"}"# }.joined(separator: ",")
    return try read(scenario(algorithms: "[\(algorithms)]", #""replications": 1"#)).estimate.bytes - program
  }
  // 8 bytes for each of n (n - 1) / 2 p-values, at least.
  #expect(try bytes(2000) > 8 * 1000 * 1999)
  #expect(try bytes(2000) > 2 * bytes(1000))
}
