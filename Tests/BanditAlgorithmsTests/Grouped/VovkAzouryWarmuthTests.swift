import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Foundation
import Testing

struct VovkAzouryWarmuthTests {
  /// By hand, lambda 1: P is 1/2, 1/3, 1/7 at the predictions, the sums of y x before them 0, 1, 2.
  @Test func oneFeatureByHand() throws {
    var learner = try makeLearner(VovkAzouryWarmuth.self, features: 1)
    for (x, prediction) in [(1.0, 0.0), (1, 1.0 / 3), (2, 4.0 / 7)] {
      #expect(abs(learner.predict([x]) - prediction) < 1e-15)
      learner.update([x], label: 1)
    }
  }

  /// Every prediction against the normal equations with the present row, solved from scratch.
  @Test func solvesTheNormalEquations() throws {
    let examples = Examples.random(60, features: 4, groups: 1, seed: 73)
    var learner = try makeLearner(VovkAzouryWarmuth.self, ["lambda": .number(0.3)], features: 4)
    for (place, forecast) in examples.forecasts(of: &learner).enumerated() {
      let matrix = normalEquations(examples, first: place + 1, lambda: 0.3).matrix
      let right = normalEquations(examples, first: place, lambda: 0.3).right
      #expect(abs(forecast.predictions[0] - dot(solve(matrix, right).solution, examples.features[place])) < 1e-10)
    }
  }

  /// The bound, for smooth labels and for labels of 0 and 1 at random.
  @Test(arguments: [true, false]) func boundHolds(isSmooth: Bool) throws {
    var examples = Examples.random(200, features: 3, groups: 1, seed: 74)
    if !isSmooth { examples.labels = examples.features.map { $0[0] * 7919 - floor($0[0] * 7919) < 0.5 ? 0 : 1 } }
    var learner = try makeLearner(VovkAzouryWarmuth.self, features: 3)
    let loss = examples.losses(of: &learner).reduce(0, +)
    let (matrix, right) = normalEquations(examples, first: 200, lambda: 1)
    let (theta, logDeterminant) = solve(matrix, right)
    let best =
      dot(theta, theta)
      + zip(examples.features, examples.labels).reduce(0) { $0 + SquaredError.of(dot(theta, $1.0), $1.1) }
    #expect(loss - best <= logDeterminant)
    #expect(loss - best > 0)
  }

  /// Asked and not told the label, it predicts as if never asked.
  @Test func askingChangesNothing() throws {
    var learner = try makeLearner(VovkAzouryWarmuth.self, features: 2)
    var asked = learner
    for place in 0..<20 {
      let features = [Double(place % 3), Double(place % 5) / 2]
      _ = asked.predict([9, -4])
      #expect(asked.predict(features) == learner.predict(features))
      learner.update(features, label: Double(place % 2))
      asked.update(features, label: Double(place % 2))
    }
  }

  @Test func clippedPredictions() throws {
    var learner = try makeLearner(VovkAzouryWarmuth.self, ["clipPredictions": .flag(true)], features: 1)
    for _ in 0..<50 {
      _ = learner.predict([1])
      learner.update([1], label: 1)
    }
    #expect(learner.predict([5]) == 1 && learner.predict([-5]) == 0)
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = GroupedProblem(featureCount: 2, groupCount: 3, horizon: 10)
    let typed = try VovkAzouryWarmuth(problem, lambda: 4, clipPredictions: true)
    let settings: Settings = ["lambda": .number(4), "clipPredictions": .flag(true)]
    #expect(haveSameContents(typed, try VovkAzouryWarmuth(settings: settings, problem: problem)))
    #expect(haveSameContents(try VovkAzouryWarmuth(problem), try VovkAzouryWarmuth(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try VovkAzouryWarmuth(problem)))
  }

  @Test(arguments: [false, true]) func conforms(clips: Bool) {
    #expect(
      GroupedConformance.violations(of: VovkAzouryWarmuth.self, settings: ["clipPredictions": .flag(clips)]) == [])
  }
}
