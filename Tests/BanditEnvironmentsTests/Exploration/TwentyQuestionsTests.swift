import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct TwentyQuestionsTests {
  @Test func probabilitiesAreGiven() throws {
    let model = try TwentyQuestionsModel(probabilities: [[0.9, 0.2], [0.25, 0.5]], item: 1, horizon: 10)
    var world = try #require(model.commonInstance)
    #expect(world.truth.means == [0.25, 0.5])
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 2)
    var yes = 0
    for time in 0..<2000 {
      noise.move(to: 0, occurrence: time)
      yes += Int(world.respond(to: 0, at: 1, noise: &noise))
    }
    #expect(BinomialTest(successes: yes, trials: 2000, probability: 0.25).pValue > 1e-6)
  }

  /// All replications share the matrix, which learners know; the item is another one.
  @Test func probabilitiesAreDrawnOnce() throws {
    let model = try TwentyQuestionsModel(items: 30, questions: 8, horizon: 10)
    guard case .hypotheses(let table) = model.problem.structure else {
      Issue.record("no hypotheses")
      return
    }
    #expect(table.hypothesisCount == 30 && table.queryCount == 8)
    #expect(table.probabilities.allSatisfy { 0.01 <= $0 && $0 <= 0.99 } && Set(table.probabilities).count > 150)
    // Beta(1/2, 1/2) has a third of its mass below 1/4, by the arcsine law; to a level of 1e-6.
    let low = table.probabilities.count { $0 < 0.25 }
    #expect(BinomialTest(successes: low, trials: 240, probability: 1.0 / 3).pValue > 1e-6)
    var items: Set<Int> = []
    for replication in 0..<40 {
      var stream = RandomStream(key: StreamKey(seed: UInt64(replication)))
      let truth = model.instance(of: replication, from: &stream).truth
      let item = try #require(truth.hypothesis)
      #expect(truth.means == (0..<8).map { table.probability(of: $0, under: item) })
      items.insert(item)
    }
    #expect(items.count > 10)
    let other = try TwentyQuestionsModel(items: 30, questions: 8, dataSeed: 2, horizon: 10)
    guard case .hypotheses(let second) = other.problem.structure else { return }
    #expect(second != table)
  }

  @Test func wrongSettingsAreRefused() {
    func path(_ make: () throws -> TwentyQuestionsModel) -> String? {
      do { _ = try make() } catch { return (error as? InvalidSettings)?.path }
      return nil
    }
    #expect(path { try .init(probabilities: [[0.5, 0.5], [0.5]], horizon: 5) } == "probabilities[1]")
    #expect(path { try .init(items: 3, probabilities: [[0.5]], horizon: 5) } == "items")
    #expect(path { try .init(probabilities: [[0.5]], shape: 1, horizon: 5) } == "shape")
    #expect(path { try .init(probabilities: [[1]], horizon: 5) } == "probabilities")
    #expect(path { try .init(items: 3, item: 3, horizon: 5) } == "item")
    #expect(path { try .init(items: 1, probabilities: [[0.5]], horizon: 5) } == nil)
  }
}
