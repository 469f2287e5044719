import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct JokesTests {
  /// Mean ratings are (1 + u . v)/2, linear in what learners know, and in [0, 1].
  @Test func ratingsHaveLowRank() throws {
    let model = try JokesModel(items: 12, rank: 3, horizon: 10)
    guard case .linear(let vectors) = model.problem.structure else {
      Issue.record("no vectors")
      return
    }
    #expect(vectors.dimension == 4 && vectors.queries == vectors.answers && model.problem.noise == .bernoulli)
    var stream = RandomStream(key: StreamKey(seed: 5))
    let truth = model.instance(of: 0, from: &stream).truth
    #expect(truth.means.allSatisfy { -1e-12 <= $0 && $0 <= 1 + 1e-12 } && truth.bestWorth == truth.means.max())
    // A user looks for the item nearest to itself.
    let best = truth.means.firstIndex(of: truth.bestWorth)!
    #expect(truth.isRight([best]) && (0..<12).filter { truth.isRight([$0]) }.count == 1)
  }

  @Test func usersComeFromAPool() throws {
    let model = try JokesModel(items: 5, rank: 2, users: 3, ratings: .gaussian, sd: 0.1, horizon: 10)
    var seen: Set<[Double]> = []
    for replication in 0..<60 {
      var stream = RandomStream(key: StreamKey(seed: UInt64(replication)))
      seen.insert(model.instance(of: replication, from: &stream).truth.means)
    }
    #expect(seen.count == 3 && model.problem.noise == .gaussian(sd: 0.1))
  }

  @Test func wrongSettingsAreRefused() {
    #expect { try JokesModel(sd: 1, horizon: 5) } throws: { ($0 as? InvalidSettings)?.path == "sd" }
    #expect { try JokesModel(items: 0, horizon: 5) } throws: { ($0 as? InvalidSettings)?.path == "items" }
    #expect { try JokesModel(users: 0, horizon: 5) } throws: { ($0 as? InvalidSettings)?.path == "users" }
  }
}
