import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BinarySearchTests {
  /// Scores (.5, 0, .5, 1); after 1 at position 2 weights (.45, .45, .05, .05), scores (.1, .8, .9, 1).
  @Test func theExample() throws {
    var learner = try BinarySearch(ExplorationExamples.thresholds)
    #expect(zip((0..<4).map(learner.imbalance), [0.5, 0, 0.5, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.selectQuery(at: 1, noise: &noise) == 1)
    learner.observe(1, to: 1, at: 1)
    #expect(zip(learner.posterior.weights, [0.45, 0.45, 0.05, 0.05]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip((0..<4).map(learner.imbalance), [0.1, 0.8, 0.9, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(learner.selectQuery(at: 2, noise: &noise) == 0 && learner.answer == [0])
  }

  /// Against NumPy; `flip` is the mean of min(p, 1 - p), .255.
  @Test func agreesWithTheReference() throws {
    let (learner, queries) = ask(try BinarySearch(ExplorationExamples.table), responses: ExplorationExamples.answers)
    #expect(queries == [0, 1, 3, 3, 3, 0, 0, 0, 0, 0] && learner.answer == [3])
    let expected = [0.0823352488, 0.0267180609, 0.0823352488, 0.7818933807, 0.0267180609]
    #expect(zip(learner.posterior.weights, expected).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(try BinarySearch(ExplorationExamples.table, flip: 0.255).posterior.weights.count == 5)
  }

  /// Of two hypotheses, flips of .1: it stops once (1/9)^n is at most delta.
  @Test func stopsAtItsLevel() throws {
    let two = ExplorationExamples.hypotheses([[0.9], [0.1]])
    let (learner, queries) = ask(try BinarySearch(two, delta: 0.01), responses: Array(repeating: 1, count: 9))
    #expect(queries.count == 3 && learner.measure(.stoppingTime) == 3 && learner.answer == [0])
    let (other, _) = ask(try BinarySearch(two, delta: 1.0 / 81 - 1e-9), responses: [1, 1, 1])
    #expect(other.stop.time == 3)
    let (earlier, _) = ask(try BinarySearch(two, delta: 1.0 / 81 + 1e-9), responses: [1, 1, 1])
    #expect(earlier.stop.time == 2)
    #expect(ask(try BinarySearch(two), responses: Array(repeating: 1, count: 50)).queries.count == 50)
  }

  @Test func wrongArgumentsAreRefused() {
    #expect { try BinarySearch(ExplorationExamples.table, flip: 0.5) } throws: {
      ($0 as? InvalidSettings)?.path == "flip"
    }
    #expect { try BinarySearch(ExplorationExamples.table, delta: 0) } throws: {
      ($0 as? InvalidSettings)?.path == "delta"
    }
    #expect { try BinarySearch(ExplorationExamples.sets) } throws: {
      ($0 as? InvalidSettings)?.message.contains("tells hypotheses apart") == true
    }
  }

  @Test func conforms() {
    for settings in [[:], ["delta": 0.2], ["flip": 0.01]] as [Settings] {
      #expect(ExplorationConformance.violations(of: BinarySearch.self, settings: settings, in: .hypotheses) == [])
    }
  }
}
