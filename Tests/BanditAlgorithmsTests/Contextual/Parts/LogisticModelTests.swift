import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct LogisticModelTests {
  @Test func maximumLikelihood() {
    var regression = LogisticRegression(dimension: 2, lambda: 1, estimator: .mle, refit: 10)
    for row in LogisticUCBTests.rows { regression.add(row.features, from: 0, reward: row.reward) }
    #expect(agree(regression.estimate, [0.1852458579, 0.5256202332]))
    #expect(agree(regression.matrix, [2.194326842, 0.1458927859, 0.1458927859, 1.533052234]))
  }

  @Test func onlineEstimates() {
    var regression = LogisticRegression(dimension: 2, lambda: 1, estimator: .online, refit: 10)
    let expected = [
      [0.4010581375, 0], [0.6313307062, 0.2855864593], [0.2565673564, 0.1093981938], [-0.0363695712, 0.4802587045],
      [0.1843117397, 0.5238457279],
    ]
    for (row, estimate) in zip(LogisticUCBTests.rows, expected) {
      regression.add(row.features, from: 0, reward: row.reward)
      #expect(agree(regression.estimate, estimate))
    }
    #expect(agree(regression.matrix, [2.167160683, 0.1409837295, 0.1409837295, 1.508864449]))
  }

  @Test func roots() {
    let roots = [
      LogisticRegression.root(0.3, 2, 1), LogisticRegression.root(0.3, 2, 0), LogisticRegression.root(-5, 0.001, 1),
      LogisticRegression.root(3, 100, 0),
    ]
    #expect(agree(roots, [0.8844945348, -0.4694790879, -4.999006699, -2.789487923]))
    #expect(LogisticRegression.root(0.7, 0, 1) == 0.7)
  }

  /// After 200 rewards the estimate is made anew every `refit`-th time.
  @Test func refits() {
    var regression = LogisticRegression(dimension: 1, lambda: 1, estimator: .mle, refit: 7)
    var changes: [Int] = []
    var before = regression.estimate
    for count in 1...220 {
      regression.add([1], from: 0, reward: 1)
      if regression.estimate != before { changes.append(count) }
      before = regression.estimate
    }
    #expect(changes == Array(1...200) + [203, 210, 217])
  }

  /// A context that all arms share has a block for each.
  @Test func blocks() throws {
    let problem = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 10, isBinary: true)
    var model = try LogisticModel(problem, lambda: 1, estimator: .online, refit: 10)
    var view = ContextualView(of: problem)
    view.features = [1, 0.5]
    model.add(reward: 1, of: 1, in: view)
    #expect(model.product(of: 0, in: view) == 0 && model.product(of: 1, in: view) > 0)
    #expect(model.squaredWidth(of: 1, in: view) < model.squaredWidth(of: 0, in: view))
  }
}
