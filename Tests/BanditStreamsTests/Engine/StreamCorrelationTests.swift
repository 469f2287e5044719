import BanditStreams
import Testing

/// Neighbouring streams, items, occurrences and words are independent as far as correlations tell.
struct StreamCorrelationTests {
  /// The correlation of pairs of uniform numbers in units of its standard deviation under independence,
  /// 1 / sqrt(n); mean and variance are known, 1/2 and 1/12.
  private func sigmas(_ pairs: [(Double, Double)]) -> Double {
    let sum = pairs.reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) }
    return abs(12 * sum) / Double(pairs.count).squareRoot()
  }

  private func uniform(_ stream: inout RandomStream, at item: Int, _ occurrence: Int) -> Double {
    stream.move(to: item, occurrence: occurrence)
    return stream.uniform()
  }

  @Test(arguments: [1, 2, 3, 4])
  func occurrences(distance: Int) {
    // Distances below 4 lie mostly in one block, 4 is the same lane of the next.
    var stream = RandomStream(key: StreamKey(seed: 3))
    let pairs = (0..<100_000).map { occurrence in
      (uniform(&stream, at: 0, occurrence), uniform(&stream, at: 0, occurrence + distance))
    }
    #expect(sigmas(pairs) < 4)
  }

  @Test func items() {
    var stream = RandomStream(key: StreamKey(seed: 3), itemCount: 101)
    let pairs = (0..<100_000).map { n in
      (uniform(&stream, at: n % 100, n / 100), uniform(&stream, at: n % 100 + 1, n / 100))
    }
    #expect(sigmas(pairs) < 4)
  }

  @Test func wordsOfAnAddress() {
    var stream = RandomStream(key: StreamKey(seed: 3))
    let pairs = (0..<100_000).map { occurrence in
      (uniform(&stream, at: 0, occurrence), stream.uniform())
    }
    #expect(sigmas(pairs) < 4)
  }

  @Test func aThousandNeighbouringReplications() {
    let root = StreamKey(seed: 3)
    let replications = (0...1000).map { replication in
      var stream = RandomStream(key: root.child(index: replication))
      return (0..<250).map { _ in stream.uniform() }
    }
    let all = zip(replications, replications.dropFirst()).map { first, second in
      sigmas(Array(zip(first, second)))
    }
    #expect(all.allSatisfy { $0 < 4 })
    #expect(sigmas(zip(replications, replications.dropFirst()).flatMap { Array(zip($0, $1)) }) < 4)
  }

  @Test func purposes() {
    let root = StreamKey(seed: 3)
    var rewards = RandomStream(key: root.child(purpose: .rewards))
    var learner = RandomStream(key: root.child(purpose: .learner))
    #expect(sigmas((0..<100_000).map { _ in (rewards.uniform(), learner.uniform()) }) < 4)
  }
}
