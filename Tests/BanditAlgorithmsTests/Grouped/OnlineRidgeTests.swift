import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct OnlineRidgeTests {
  /// By hand, lambda 1: theta is 0, 1/2, 2/3, 4/7.
  @Test func oneFeatureByHand() throws {
    var ridge = try makeLearner(OnlineRidge.self, features: 1)
    for (x, prediction) in [(1.0, 0.0), (1, 0.5), (2, 4.0 / 3)] {
      #expect(abs(ridge.predict([x]) - prediction) < 1e-15)
      ridge.update([x], label: 1)
    }
    #expect(abs(ridge.predict([1]) - 4.0 / 7) < 1e-15)
  }

  /// Every prediction against the normal equations solved from scratch.
  @Test(arguments: [1, 0.01, 30]) func solvesTheNormalEquations(lambda: Double) throws {
    let examples = Examples.random(60, features: 4, groups: 1, seed: 71)
    var ridge = try makeLearner(OnlineRidge.self, ["lambda": .number(lambda)], features: 4)
    for (place, forecast) in examples.forecasts(of: &ridge).enumerated() {
      let (matrix, right) = normalEquations(examples, first: place, lambda: lambda)
      let theta = solve(matrix, right).solution
      #expect(abs(forecast.predictions[0] - dot(theta, examples.features[place])) < 1e-10)
      #expect(forecast.probabilities == [1])
    }
  }

  /// sum of (y - yhat)^2 / (1 + x . P x) is the least value of the regularised loss.
  @Test func identityOfTheLosses() throws {
    let examples = Examples.random(80, features: 3, groups: 1, seed: 72)
    var ridge = try makeLearner(OnlineRidge.self, ["lambda": .number(0.7)], features: 3)
    let losses = examples.losses(of: &ridge)
    var left = 0.0
    for (place, loss) in losses.enumerated() {
      let x = examples.features[place]
      let inverse = solve(normalEquations(examples, first: place, lambda: 0.7).matrix, x).solution
      left += loss / (1 + dot(x, inverse))
    }
    let (matrix, right) = normalEquations(examples, first: 80, lambda: 0.7)
    let theta = solve(matrix, right).solution
    let best =
      0.7 * dot(theta, theta)
      + zip(examples.features, examples.labels).reduce(0) { $0 + SquaredError.of(dot(theta, $1.0), $1.1) }
    #expect(abs(left - best) < 1e-10)
  }

  @Test func clippedPredictionsLeaveTheModelAlone() throws {
    var plain = try makeLearner(OnlineRidge.self, features: 1)
    var clipped = try makeLearner(OnlineRidge.self, ["clipPredictions": .flag(true)], features: 1)
    for (x, y) in [(1.0, 1.0), (3, 1), (1, 0), (-2, 0.5)] {
      #expect(clipped.predict([x]) == min(max(plain.predict([x]), 0), 1))
      plain.update([x], label: y)
      clipped.update([x], label: y)
    }
    #expect(plain.predict([9]) > 1 && clipped.predict([9]) == 1)
    #expect(plain.predict([-9]) < 0 && clipped.predict([-9]) == 0)
  }

  @Test func hostileNumbersDoNotTrap() throws {
    var ridge = try makeLearner(OnlineRidge.self, features: 2)
    for (features, label) in [([1e200, -1e200], 1e300), ([0, 0], 0), ([1e-300, .infinity], 1), ([1, 1], .nan)] {
      _ = ridge.predict(features)
      ridge.update(features, label: label)
    }
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = GroupedProblem(featureCount: 2, groupCount: 3, horizon: 10)
    let typed = try OnlineRidge(problem, lambda: 4, clipPredictions: true)
    let settings: Settings = ["lambda": .number(4), "clipPredictions": .flag(true)]
    #expect(haveSameContents(typed, try OnlineRidge(settings: settings, problem: problem)))
    #expect(haveSameContents(try OnlineRidge(problem), try OnlineRidge(settings: [:], problem: problem)))
    #expect(!haveSameContents(typed, try OnlineRidge(problem)))
  }

  @Test(arguments: [false, true]) func conforms(clips: Bool) {
    #expect(GroupedConformance.violations(of: OnlineRidge.self, settings: ["clipPredictions": .flag(clips)]) == [])
  }
}
