import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import Testing

@testable import BanditAlgorithms

/// What learners with a Gaussian process are told in tests: thirteen points of [0, 1] and a prior.
let processProblem = BanditProblem(
  armCount: 13, horizon: 60, rewardRange: nil, noiseScale: 0.2,
  process: ArmProcess(
    points: ArmPoints.line(13), family: .matern32, noiseVariance: 0.04,
    hyperparameters: .init(mean: 0.3, a0: 1.5, a: [12])))

/// What was seen so far, and the posterior by the regression on all of it.
struct ProcessHistory {
  var regression = ProcessRegression(StationaryKernel(.matern32, a0: 1.5, a: [12]), mean: 0.3)
  var pulls = Array(repeating: 0, count: 13)
  let points = ArmPoints.line(13)

  func posterior(_ arm: Int) -> (mean: Double, sd: Double) {
    let (mean, variance) = regression.posterior(at: points[arm])
    return (mean, variance.squareRoot())
  }

  func covariance(_ one: Int, _ other: Int) -> Double { regression.covariance(points[one], points[other]) }

  var evaluated: [Int] { pulls.indices.filter { pulls[$0] > 0 } }
}

/// Plays a learner on a function with noise and returns the rounds in which it does not pull an arm with the largest
/// value of a rule, by brute force; after the three arms that come first.
func roundsOffTheRule(
  _ learner: some BanditLearner & Inferring, rounds: Int = 60, seed: UInt64 = 1,
  _ values: (_ history: ProcessHistory, _ round: Int) -> [Double]
) throws -> [Int] {
  var learner = learner
  var history = ProcessHistory()
  var noise = RandomStream(key: StreamKey(seed: seed))
  let normal = try Gaussian()
  var off: [Int] = []
  for round in 1...rounds {
    noise.move(to: 0, occurrence: round)
    let arm = learner.selectArm(at: round, noise: &noise)
    if round <= 3 {
      if arm != [6, 0, 12][round - 1] { off.append(round) }
    } else {
      let rule = values(history, round)
      if rule[arm] < (rule.max() ?? 0) - 1e-9 { off.append(round) }
    }
    let x = Double(arm) / 12
    let reward = Double.sin(7 * x) + 0.2 * normal.sample(from: &noise)
    learner.observe(reward: reward, of: arm, at: round)
    history.pulls[arm] += 1
    let isAdded = history.regression.append([x], reward, noiseVariance: 0.04)
    #expect(isAdded)
    let means = (0..<13).map { history.posterior($0).mean }
    let highest = means.max() ?? 0
    #expect(means[learner.inferredArm ?? 0] > highest - 1e-9)
    let known = history.evaluated
    #expect(means[learner.recommendation ?? 0] > (known.map { means[$0] }.max() ?? 0) - 1e-9)
    #expect(known.contains(learner.recommendation ?? -1))
  }
  return off
}

/// What a learner without a told process is given.
let processSettings: Settings = ["points": "line", "kernel": "matern52"]
