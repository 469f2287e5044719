import BanditComparators
import BanditStreams
import BanditTesting
import Testing

struct LayeredProcessTests {
  /// By SmallProcesses.layered: uniform play costs .35 + .575, the best policy .2 + .1.
  @Test func handExample() {
    var scratch: [Double] = []
    let uniform = Array(repeating: 0.5, count: 8)
    #expect(
      abs(SmallProcesses.layered.value(of: uniform, losses: SmallProcesses.layeredLosses, scratch: &scratch) - 0.925)
        < 1e-15)
    #expect(abs(SmallProcesses.layered.bestValue(losses: SmallProcesses.layeredLosses) - 0.3) < 1e-15)
    var actions: [Int] = []
    SmallProcesses.layered.bestActions(losses: SmallProcesses.layeredLosses, into: &actions, scratch: &scratch)
    #expect(actions == [0, 0, 0, 1])
    var occupancy = Array(repeating: 0.0, count: 8)
    SmallProcesses.layered.occupancy(of: uniform, into: &occupancy)
    #expect(occupancy == [0.5, 0.5, 0, 0, 0.25, 0.25, 0.25, 0.25])
  }

  /// A process drawn at random.
  private func drawn(_ layers: Int, _ states: Int, _ actions: Int, seed: UInt64) throws -> (LayeredProcess, [Double]) {
    var noise = RandomStream(key: StreamKey(seed: seed))
    let law = try Dirichlet(concentrations: Array(repeating: 0.7, count: states))
    let transitions = (0..<(layers - 1) * states * actions).flatMap { _ in law.sample(from: &noise) }
    let process = LayeredProcess(
      layerCount: layers, stateCount: states, actionCount: actions, transitions: transitions)
    return (process, (0..<process.pairCount).map { _ in noise.uniform() })
  }

  /// The best of all deterministic policies, each evaluated by listing all ways through the layers.
  @Test(arguments: [(1, 2, 3), (2, 2, 2), (3, 2, 2), (2, 3, 2), (4, 1, 3)])
  func bestPolicyByEnumeration(layers: Int, states: Int, actions: Int) throws {
    for seed in 0..<4 {
      let (process, losses) = try drawn(layers, states, actions, seed: UInt64(seed))
      var choices = Array(repeating: 0, count: layers * states)
      var best = (value: Double.infinity, actions: choices)
      while true {
        func cost(_ layer: Int, _ state: Int) -> Double {
          let pair = process.pair(layer, state, choices[layer * states + state])
          if layer + 1 == layers { return losses[pair] }
          return losses[pair]
            + (0..<states).reduce(0) { $0 + process.probability(ofState: $1, after: pair) * cost(layer + 1, $1) }
        }
        if cost(0, 0) < best.value { best = (cost(0, 0), choices) }
        guard let place = choices.lastIndex(where: { $0 < actions - 1 }) else { break }
        choices[place] += 1
        for later in choices.indices where later > place { choices[later] = 0 }
      }
      #expect(abs(process.bestValue(losses: losses) - best.value) < 1e-12)
      // Where the best policy never comes, enumeration finds any action good.
      var (found, scratch): ([Int], [Double]) = ([], [])
      process.bestActions(losses: losses, into: &found, scratch: &scratch)
      #expect(found[0] == best.actions[0])
    }
  }

  /// The value of a policy is the sum over pairs of how often they are visited times their losses; visits of a layer
  /// sum to 1.
  @Test func valueIsOccupancyTimesLosses() throws {
    for seed in 0..<5 {
      let (process, losses) = try drawn(4, 3, 3, seed: UInt64(100 + seed))
      var noise = RandomStream(key: StreamKey(seed: UInt64(seed)))
      let law = try Dirichlet(concentrations: [1, 1, 1])
      let policy = (0..<12).flatMap { _ in law.sample(from: &noise) }
      var occupancy = Array(repeating: 0.0, count: process.pairCount)
      var scratch: [Double] = []
      process.occupancy(of: policy, into: &occupancy)
      let value = process.value(of: policy, losses: losses, scratch: &scratch)
      var expected = 0.0
      for pair in losses.indices { expected += occupancy[pair] * losses[pair] }
      #expect(abs(expected - value) < 1e-12)
      for layer in 0..<4 {
        let visits = occupancy[(layer * 9)..<(layer * 9 + 9)].reduce(0, +)
        #expect(abs(visits - 1) < 1e-12)
      }
      #expect(value >= process.bestValue(losses: losses))
    }
  }

  @Test func inversion() {
    let process = LayeredProcess(
      layerCount: 2, stateCount: 3, actionCount: 1, transitions: [0, 0.25, 0.75, 1, 0, 0, 0.5, 0.5, 0])
    #expect([0, 0.2, 0.25, 0.999].map { process.nextState(after: 0, uniform: $0) } == [1, 1, 2, 2])
    #expect(process.nextState(after: 1, uniform: 0.999) == 0)
    #expect(process.nextState(after: 2, uniform: 0.999999) == 1)
    let policy = [1.0, 1, 1, 1, 1, 1]
    #expect(process.action(of: policy, layer: 1, state: 2, uniform: 0.9) == 0)
  }
}
