import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import Testing

@testable import BanditAlgorithms

struct ProcessBeliefsTests {
  private let plain = BanditProblem(armCount: 3, horizon: 100, rewardRange: 0...1)

  private func message(_ problem: BanditProblem, _ prior: ProcessPrior, largest: Int = 2000) -> String? {
    do throws(InvalidSettings) {
      _ = try ProcessBeliefs(problem, prior, id: "gp-ucb", largest: largest)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func refusals() {
    let needs = """
      gp-ucb needs to know where arms lie and how their means depend on each other, and this environment does not \
      state it; give "points" and "kernel", or play gp-grid
      """
    #expect(message(plain, ProcessPrior()) == "points: \(needs)")
    #expect(message(plain, ProcessPrior(points: .line)) == "kernel: \(needs)")
    #expect(message(plain, ProcessPrior(kernel: .se)) == "points: \(needs)")
    #expect(message(plain, ProcessPrior(points: .line, kernel: .se)) == nil)
    let two = ProcessPrior(points: .given([[0], [1]]), kernel: .se)
    #expect(message(plain, two) == "points: 2 points for 3 arms; give one for each arm")
    let mixed = ProcessPrior(points: .given([[0], [1], [0, 1]]), kernel: .se)
    #expect(message(plain, mixed)?.hasPrefix("points[2]: found 2 coordinates") == true)
    let scales = ProcessPrior(points: .line, kernel: .se, a: [1, 2])
    #expect(message(plain, scales) == "a: 2 scales for 1 coordinate; give one number or one for each")
    #expect(message(plain, ProcessPrior(points: .line, kernel: .se), largest: 2)?.contains("at most 2") == true)
    #expect(message(plain, ProcessPrior(points: .line, kernel: .se, a0: -1))?.hasPrefix("a0") == true)
  }

  /// What is given, else what is told, else the defaults; what is assumed is said.
  @Test func whatIsGivenAndTold() throws {
    let told = try ProcessBeliefs(processProblem, ProcessPrior(), id: "gp-ucb")
    #expect(told.kernel == StationaryKernel(.matern32, a0: 1.5, a: [12]) && told.mean == 0.3)
    #expect(told.noiseVariance == 0.04 && told.caveats == [])
    let given = try ProcessBeliefs(
      processProblem,
      ProcessPrior(points: .line, kernel: .se, mean: 1, a0: 2, a: 3, noiseVariance: 0), id: "gp-ucb")
    #expect(given.kernel == StationaryKernel(.se, a0: 2, a: [3]) && given.mean == 1)
    #expect(given.noiseVariance == 2e-10)
    #expect(given.caveats == ["\"kernel\" is se, but this environment states matern32"])
    let assumed = try ProcessBeliefs(plain, ProcessPrior(points: .line, kernel: .se), id: "gp-ucb")
    #expect(assumed.kernel == StationaryKernel(.se, a: [25]) && assumed.noiseVariance == 0.01)
    #expect(assumed.caveats.count == 2)
    let noisy = BanditProblem(armCount: 3, horizon: 100, rewardRange: nil, noiseScale: 2)
    let fitted = ProcessPrior(points: .line, kernel: .se, hyperparameters: .map)
    #expect(try ProcessBeliefs(noisy, fitted, id: "gp-ucb").noiseVariance == 4)
    #expect(try ProcessBeliefs(noisy, fitted, id: "gp-ucb").caveats == [])
  }

  @Test func theFirstArmsAreFarApart() throws {
    func design(_ points: [[Double]], _ count: Int) throws -> [Int] {
      let problem = BanditProblem(armCount: points.count, horizon: 10)
      var beliefs = try ProcessBeliefs(
        problem, ProcessPrior(points: .given(points), kernel: .se, initial: count), id: "gp-ucb")
      var arms: [Int] = []
      while let arm = beliefs.nextOfDesign() { arms.append(arm) }
      return arms
    }
    #expect(try design(ArmPoints.line(50), 3) == [24, 49, 0])
    #expect(try design(ArmPoints.line(3), 9) == [1, 0, 2] && design(ArmPoints.line(3), 0) == [])
    let square = [0, 1, 2].flatMap { x in [0, 10, 20].map { [Double(x), Double($0)] } }
    #expect(try design(square, 5) == [4, 0, 2, 6, 8])
    #expect(try design([[1], [1]], 5) == [0, 1])
  }

  /// After a fit, the posterior is that of the fitted prior on all rewards; the fit is better than the start.
  @Test(arguments: [ProcessPrior.Hyperparameters.maximumLikelihood, .map])
  func fits(hyperparameters: ProcessPrior.Hyperparameters) throws {
    var beliefs = try ProcessBeliefs(
      processProblem, ProcessPrior(hyperparameters: hyperparameters, refit: 20), id: "gp-ucb")
    let start = beliefs.kernel
    var stream = RandomStream(key: StreamKey(seed: 2))
    var rewards: [(arm: Int, reward: Double)] = []
    for round in 1...40 {
      let arm = stream.integer(below: 13)
      let reward = 5 + 3 * Double.sin(Double(arm)) + 0.2 * (stream.uniform() - 0.5)
      rewards.append((arm, reward))
      beliefs.observe(reward, of: arm)
      if round < 20 { #expect(beliefs.kernel == start && beliefs.mean == 0.3) }
      if round == 20 { #expect(beliefs.kernel != start) }
    }
    #expect(beliefs.mean > 1 && beliefs.kernel.a0 > 2)
    func regression(_ kernel: StationaryKernel, _ mean: Double) throws -> ProcessRegression {
      var regression = ProcessRegression(kernel, mean: mean)
      for (arm, reward) in rewards {
        let isAdded = regression.append([Double(arm) / 12], reward, noiseVariance: 0.04)
        #expect(isAdded)
      }
      return regression
    }
    let fitted = try regression(beliefs.kernel, beliefs.mean)
    #expect(try fitted.logMarginalLikelihood > regression(start, 0.3).logMarginalLikelihood)
    for arm in 0..<13 {
      let (mean, variance) = fitted.posterior(at: [Double(arm) / 12])
      #expect(abs(beliefs.posterior.means[arm] - mean) < 1e-7)
      #expect(abs(beliefs.posterior.variance(arm) - variance) < 1e-7)
    }
  }

  @Test func memory() throws {
    let learner = try GPUCB(processProblem)
    #expect(learner.historyBytes(problem: processProblem) >= 8 * 13 * 13)
    let wide = BanditProblem(armCount: 1000, horizon: 10)
    #expect(learner.historyBytes(problem: wide) >= 8_000_000)
  }
}
