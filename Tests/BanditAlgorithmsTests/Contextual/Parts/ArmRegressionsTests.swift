import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct ArmRegressionsTests {
  /// One-hot features: estimate sum / (n + lambda), width 1 / sqrt(n + lambda).
  @Test func oneHotFeatures() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 3, isShared: false, horizon: 10)
    var view = ContextualView(of: problem)
    view.features = [1, 0, 0, 0, 1, 0, 0, 0, 1]
    var regressions = try ArmRegressions(problem, model: .shared, lambda: 2)
    for (arm, reward) in [(0, 1.0), (0, 0), (0, 1), (2, 0.5)] { regressions.add(reward: reward, of: arm, in: view) }
    var (predictions, squares) = ([0.0, 0, 0], [0.0, 0, 0])
    regressions.writePredictions(into: &predictions, of: view)
    regressions.writeSquaredWidths(into: &squares, of: view)
    let indices = zip(predictions, squares).map { $0 + 0.7 * $1.squareRoot() }
    #expect(predictions[2] == regressions.prediction(of: 2, in: view))
    #expect(agree(indices, [0.7130495168, 0.4949747468, 0.5708118551]))
    #expect(regressions.ridges.count == 1 && regressions.count == 4)
  }

  @Test func blocksOfASharedContext() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 10)
    #expect(try ArmRegressions(problem, model: .shared, lambda: 1).ridges.count == 3)
    #expect(try ArmRegressions(problem, model: .shared, lambda: 1).dimension == 6)
    #expect(try ArmRegressions(problem, model: .disjoint, lambda: 1).dimension == 2)
    var view = ContextualView(of: problem)
    view.features = [1, 0.5]
    var regressions = try ArmRegressions(problem, model: .shared, lambda: 1, initial: 0.25)
    regressions.add(reward: 1, of: 1, in: view)
    #expect(regressions.prediction(of: 0, in: view) == 0.25)
    #expect(regressions.prediction(of: 1, in: view) > 0.25)
    #expect(regressions.squaredDistance(to: regressions.estimate) == 0)
    #expect(regressions.error(of: regressions.estimate) == 0)
  }

  @Test func whatDoesNotFitIsRefused() {
    let problem = ContextualProblem(armCount: 10_000, dimension: 1000, isShared: true, horizon: 10)
    #expect(throws: InvalidSettings.self) { try ArmRegressions(problem, model: .disjoint, lambda: 1) }
  }
}
