import BanditEnvironments
import BanditStreams
import Testing

struct TallyWindowTests {
  /// The tally of the latest pull, from the definition.
  private func tally(_ weights: [Double], _ pulls: [Int]) -> Double {
    (0..<min(weights.count, pulls.count)).reduce(0) { sum, age in
      pulls[pulls.count - 1 - age] == pulls.last! ? sum + weights[age] : sum
    }
  }

  /// m = 3, weights 1, 1/2, 1/4: arms 0, 0, 1, 0, 0, 0 have the tallies 1, 3/2, 1, 5/4, 3/2, 7/4.
  @Test(arguments: [TallyWeights.decay(0.5), .list([1, 0.5, 0.25])])
  func workedExample(weights: TallyWeights) {
    var window = TallyWindow(memory: 3, weights: [weights, weights])
    #expect([0, 0, 1, 0, 0, 0].map { window.pull($0) } == [1, 1.5, 1, 1.25, 1.5, 1.75])
  }

  @Test func agreesWithTheDefinition() {
    var noise = RandomStream(key: StreamKey(seed: 54))
    for _ in 0..<200 {
      let (armCount, memory) = (1 + noise.integer(below: 4), 1 + noise.integer(below: 12))
      let weights = (0..<armCount).map { _ -> TallyWeights in
        switch noise.integer(below: 4) {
        case 0: return .flat
        case 1: return .linear
        case 2: return .decay(0.05 + 0.94 * noise.uniform())
        default: return .list((0..<memory).map { _ in noise.uniform() })
        }
      }
      var window = TallyWindow(memory: memory, weights: weights)
      var pulls: [Int] = []
      // Some arms rarely, so that gaps are longer than the memory.
      let rarity = 1 + noise.integer(below: 10)
      for _ in 0..<80 {
        pulls.append(noise.integer(below: rarity) > 0 ? 0 : noise.integer(below: armCount))
        let expected = tally(weights[pulls.last!].values(memory: memory), pulls)
        #expect(abs(window.pull(pulls.last!) - expected) < 1e-12)
      }
    }
  }

  /// Rounding must not pile up over many rounds: 30000 pulls against the definition.
  @Test func longRunsKeepTheirDigits() {
    var noise = RandomStream(key: StreamKey(seed: 55))
    let weights: [TallyWeights] = [.decay(0.995), .linear, .flat]
    var window = TallyWindow(memory: 50, weights: weights)
    var pulls: [Int] = []
    var largest = 0.0
    for round in 1...30_000 {
      pulls.append(noise.integer(below: 3))
      let found = window.pull(pulls.last!)
      if round > 29_000 {
        let values = weights[pulls.last!].values(memory: 50)
        largest = max(largest, abs(found - tally(values, Array(pulls.suffix(50)))))
      }
    }
    #expect(largest < 1e-11)
  }
}
