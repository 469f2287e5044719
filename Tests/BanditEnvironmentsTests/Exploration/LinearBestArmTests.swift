import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct LinearBestArmTests {
  /// Responses are normal around x . theta, to a level of 1e-6.
  @Test func responsesAreProducts() throws {
    let model = try LinearBestArmModel(
      queries: [[1, 0], [0.8, 0.6]], answers: [[0, 1], [1, 0]], theta: [2, -1], sd: 0.5, horizon: 10)
    var world = try #require(model.commonInstance)
    #expect(world.truth.means[0] == 2 && abs(world.truth.means[1] - 1) < 1e-15)
    #expect(world.truth.isRight([1]) && world.truth.bestWorth == 2)
    var noise = RandomStream(key: StreamKey(seed: 2), itemCount: 2)
    var responses: [Double] = []
    for time in 0..<2000 {
      noise.move(to: 1, occurrence: time)
      responses.append(world.respond(to: 1, at: 1, noise: &noise))
    }
    let mean = responses.reduce(0, +) / 2000
    // Standard errors: 0.5 / sqrt(2000) and 0.25 sqrt(2 / 2000); five of them.
    #expect(abs(mean - 1) < 0.056)
    #expect(abs(responses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2000 - 0.25) < 0.04)
  }

  @Test func vectorsAreDrawnOnceAndThetaEachTime() throws {
    let model = try LinearBestArmModel(count: 7, dimension: 4, horizon: 10)
    guard case .linear(let vectors) = model.problem.structure else {
      Issue.record("no vectors")
      return
    }
    #expect(vectors.queryCount == 7 && vectors.answerCount == 7 && vectors.dimension == 4)
    for start in stride(from: 0, to: 28, by: 4) {
      #expect(abs(vectors.queries[start..<start + 4].reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
    }
    var first = RandomStream(key: StreamKey(seed: 1))
    var second = RandomStream(key: StreamKey(seed: 2))
    #expect(model.instance(of: 0, from: &first).truth.means != model.instance(of: 1, from: &second).truth.means)
  }

  @Test func wrongSettingsAreRefused() {
    func path(_ make: () throws -> LinearBestArmModel) -> String? {
      do { _ = try make() } catch { return (error as? InvalidSettings)?.path }
      return nil
    }
    #expect(path { try .init(queries: [[1, 0], [1]], horizon: 5) } == "queries[1]")
    #expect(path { try .init(queries: [[1, 0]], answers: [[1]], horizon: 5) } == "answers[0]")
    #expect(path { try .init(queries: [[1, 0]], theta: [1], horizon: 5) } == "theta")
    #expect(path { try .init(queries: [[1, 0]], count: 2, horizon: 5) } == "count")
    #expect(path { try .init(queries: [[1, 0]], dimension: 3, horizon: 5) } == "dimension")
    #expect(path { try .init(sd: 0, horizon: 5) } == "sd")
  }
}
