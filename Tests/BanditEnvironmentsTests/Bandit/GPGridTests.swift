import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import Testing

@testable import BanditEnvironments

struct GPGridTests {
  private func bandit(_ model: GPGridModel, seed: UInt64 = 1) -> ArmsBandit {
    var stream = RandomStream(key: StreamKey(seed: seed))
    return model.instance(of: 0, from: &stream)
  }

  /// The minima in the literature, on grids that come near them.
  @Test func functions() throws {
    func lowest(_ function: TestFunction, _ points: [[Double]]) -> Double { points.map(function.value).min() ?? 0 }
    let line = (0...100_000).map { [Double($0) / 100_000] }
    #expect(abs(lowest(.forrester, line) + 6.020740) < 1e-5)
    #expect(abs(TestFunction.forrester.value(at: [0.757249]) + 6.02074) < 1e-5)
    #expect(abs(lowest(.gramacyLee, line) + 0.869011) < 1e-5)
    let square = (0...300).flatMap { x in (0...300).map { [Double(x) / 300, Double($0) / 300] } }
    #expect(abs(lowest(.branin, square) - 0.397887) < 0.02 && abs(lowest(.sixHumpCamel, square) + 1.0316) < 0.01)
    for (x, y) in [(-Double.pi, 12.275), (.pi, 2.275), (3 * .pi, 2.475)] {
      #expect(abs(TestFunction.branin.value(at: [(x + 5) / 15, y / 15]) - 0.397887) < 1e-6)
    }
    for sign in [1.0, -1] {
      let place = [(sign * 0.0898 + 3) / 6, (-sign * 0.7126 + 2) / 4]
      #expect(abs(TestFunction.sixHumpCamel.value(at: place) + 1.0316285) < 1e-6)
    }
  }

  /// Means are negatives, of mean 0 and standard deviation 1 unless that is not wanted.
  @Test func namedMeans() throws {
    let plain = bandit(try GPGridModel(points: .line(5), function: .forrester, standardised: false, horizon: 10))
    let expected = [0, 0.25, 0.5, 0.75, 1].map { x -> Double in
      let square = (6 * x - 2) * (6 * x - 2)
      return -(square * Double.sin(12 * x - 4))
    }
    #expect(zip(plain.means, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    let model = try GPGridModel(points: .square(12), function: .branin, horizon: 10)
    let means = bandit(model).means
    let mean = means.reduce(0, +) / 144
    #expect(abs(mean) < 1e-12 && abs(means.reduce(0) { $0 + $1 * $1 } / 144 - 1) < 1e-12)
    #expect(model.commonInstance?.means == means && model.facts[0].hasPrefix("144 points; the highest value of branin"))
    #expect(model.largestGap == (means.max() ?? 0) - (means.min() ?? 0))
    #expect(model.problem.process?.points[13] == [1.0 / 11, 1.0 / 11])
    let single = bandit(try GPGridModel(points: .given([[0.25]]), function: .forrester, horizon: 10))
    #expect(single.means == [0])
  }

  /// 4000 functions: mean and covariances within five standard errors.
  @Test(arguments: KernelFamily.allCases) func drawnFunctions(family: KernelFamily) throws {
    let points = [[0, 0], [0.3, 0.1], [0.5, 1], [0.5, 0.9]]
    let model = try GPGridModel(
      points: .given(points), kernel: family, mean: 2, a0: 1.5, a: [3, 8], noiseVariance: 0.04, horizon: 10)
    let kernel = StationaryKernel(family, a0: 1.5, a: [3, 8])
    let count = 4000
    var sums = Array(repeating: 0.0, count: 4)
    var products = Array(repeating: 0.0, count: 16)
    for replication in 0..<count {
      let means = bandit(model, seed: UInt64(replication)).means
      for arm in 0..<4 {
        sums[arm] += means[arm]
        for other in 0..<4 { products[4 * arm + other] += (means[arm] - 2) * (means[other] - 2) }
      }
    }
    let scale = 1 / Double(count)
    for arm in 0..<4 {
      #expect(abs(sums[arm] * scale - 2) < 5 * (1.5 * scale).squareRoot())
      for other in 0..<4 {
        let covariance = kernel(points[arm], points[other])
        let error = ((1.5 * 1.5 + covariance * covariance) * scale).squareRoot()
        #expect(abs(products[4 * arm + other] * scale - covariance) < 5 * error)
      }
    }
  }

  /// Normal rewards with the variance that is told (20000 pulls, five standard errors).
  @Test func rewards() throws {
    let model = try GPGridModel(points: .line(3), noiseVariance: 0.09, horizon: 10)
    var arms = bandit(model)
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: 3)
    var (sum, squares) = (0.0, 0.0)
    for pull in 0..<20_000 {
      noise.move(to: 1, occurrence: pull)
      let outcome = arms.pull(1, at: pull + 1, noise: &noise)
      #expect(outcome.mean == arms.means[1] && outcome.bestMean == arms.means.max())
      sum += outcome.reward - outcome.mean
      squares += (outcome.reward - outcome.mean) * (outcome.reward - outcome.mean)
    }
    #expect(abs(sum / 20_000) < 5 * 0.3 / 20_000.0.squareRoot())
    #expect(abs(squares / 20_000 - 0.09) < 5 * 0.09 * (2 / 20_000.0).squareRoot())
    var exact = bandit(try GPGridModel(points: .line(3), noiseVariance: 0, horizon: 10))
    noise.move(to: 0, occurrence: 0)
    #expect(exact.pull(0, at: 1, noise: &noise).reward == exact.means[0])
  }

  @Test func whatLearnersAreTold() throws {
    let told = try GPGridModel(points: .line(3), kernel: .matern12, mean: 1, a0: 2, a: 3, horizon: 10).problem
    #expect(
      told.process
        == ArmProcess(
          points: [[0], [0.5], [1]], family: .matern12, noiseVariance: 0.01,
          hyperparameters: .init(mean: 1, a0: 2, a: [3])))
    #expect(told.noiseScale == 0.1 && told.rewardRange == nil && told.space == nil)
    let hidden = try GPGridModel(points: .line(3), hyperparameters: .hidden, horizon: 10).problem
    #expect(hidden.process?.hyperparameters == nil && hidden.process?.family == .se)
    // Smooth functions on a fine grid need something on the diagonal.
    let fine = try GPGridModel(points: .line(300), horizon: 10)
    #expect(bandit(fine).means.allSatisfy(\.isFinite) && fine.modelBytes >= 8 * 300 * 300)
    #expect(fine.facts == ["300 points; each replication draws its function"])
  }

  @Test func refusals() {
    func path(_ make: () throws -> GPGridModel) -> String? {
      do {
        _ = try make()
        return nil
      } catch { return (error as? InvalidSettings)?.path }
    }
    #expect(path { try GPGridModel(points: .line(2001), horizon: 10) } == "points")
    #expect(path { try GPGridModel(points: .given([[0], [0, 1]]), horizon: 10) } == "points[1]")
    #expect(path { try GPGridModel(function: .branin, horizon: 10) } == "points")
    #expect(path { try GPGridModel(points: .given([[2]]), function: .forrester, horizon: 10) } == "points[0]")
    #expect(path { try GPGridModel(a: [1, 2], horizon: 10) } == "a")
    #expect(path { try GPGridModel(a0: 0, horizon: 10) } == "a0")
    #expect(path { try GPGridModel(noiseVariance: -1, horizon: 10) } == "noiseVariance")
    #expect(path { try GPGridModel(points: .given([[0.5], [0.5]]), horizon: 10) } == nil)
    for settings: Settings in [["points": 0], ["points": []], ["function": "ackley"], ["a": []], ["a0": -1]] {
      #expect(throws: InvalidSettings.self) { try GPGridModel(settings: settings, horizon: 10) }
    }
  }

  @Test func settingsAndTypedCallsAgree() throws {
    let typed = try GPGridModel(
      points: .square(3), function: .branin, kernel: .matern32, a: [2, 3], hyperparameters: .hidden, horizon: 10)
    let read = try GPGridModel(
      settings: [
        "points": ["square": 3], "function": "branin", "kernel": "matern32", "a": [2, 3], "hyperparameters": "hidden",
      ], horizon: 10)
    #expect(typed.problem == read.problem && bandit(typed).means == bandit(read).means)
    let line = try GPGridModel(settings: ["points": [0, 0.25, 1]], horizon: 10)
    #expect(line.problem.process?.points == [[0], [0.25], [1]])
  }

  /// Costs of pulls are no part of the process.
  @Test func onTerms() throws {
    let model = try GPGridModel(points: .line(3), horizon: 10)
    let late = try OnTerms(model, terms: BanditTerms(delays: [.fixed(1), .fixed(1), .fixed(1)]))
    let costly = try OnTerms(model, terms: BanditTerms(pullCosts: [0, 1, 2]))
    #expect(late.problem.process == model.problem.process && costly.problem.process == nil)
  }
}
