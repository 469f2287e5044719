import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ThresholdingTests {
  @Test func armsAreComparedWithTheLevel() throws {
    let model = try ThresholdingModel(means: .list([0.1, 0.45, 0.9]), epsilon: 0.1, horizon: 10)
    let truth = try #require(model.commonInstance).truth
    #expect(truth.isRight([2]) && truth.isRight([1, 2]) && !truth.isRight([0, 2]))
    #expect(model.problem.noise == .bernoulli)
    guard case .threshold(let level, let margin, let count) = model.problem.structure else {
      Issue.record("no level")
      return
    }
    #expect(level == 0.5 && margin == 0.1 && count == 3)
  }

  @Test func armsAreDrawn() throws {
    let law = ScalarLaw.gaussian(try Gaussian(mean: 1, sd: 0.5))
    let model = try ThresholdingModel(means: .drawn(arms: 3, from: law), level: 1, noise: .gaussian, sd: 2, horizon: 10)
    #expect(model.commonInstance == nil && model.problem.noise == .gaussian(sd: 2))
    var first = RandomStream(key: StreamKey(seed: 1))
    var second = RandomStream(key: StreamKey(seed: 2))
    #expect(model.instance(of: 0, from: &first).truth.means != model.instance(of: 1, from: &second).truth.means)
  }

  @Test func wrongSettingsAreRefused() throws {
    func path(_ make: () throws -> ThresholdingModel) -> String? {
      do { _ = try make() } catch { return (error as? InvalidSettings)?.path }
      return nil
    }
    let law = ScalarLaw.gaussian(try Gaussian())
    #expect(path { try .init(means: .list([0.5, 1.5]), horizon: 5) } == "")
    #expect(path { try .init(means: .drawn(arms: 2, from: law), horizon: 5) } == "prior")
    #expect(path { try .init(means: .list([0.5]), sd: 1, horizon: 5) } == "sd")
    #expect(path { try .init(means: .list([0.5]), epsilon: -1, horizon: 5) } == "epsilon")
    #expect(path { try .init(means: .list([0.5, 1.5]), noise: .gaussian, horizon: 5) } == nil)
  }
}
