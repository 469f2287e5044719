import Testing

@testable import BanditFigures

struct RegretCurvesTests {
  private func panel(_ curves: [ResultData.Curve]) throws -> Panel {
    try #require(RegretCurves.panel(of: Examples.coins, in: Examples.data([Examples.coins: curves])))
  }

  @Test func eachAlgorithmHasALineABandAndALabel() throws {
    let panel = try panel([Examples.curve("ucb1", [1, 10, 40]), Examples.curve("moss", [1, 9, 30])])
    #expect(panel.lines.map(\.name) == ["moss", "ucb1"])
    #expect(panel.bands.map(\.name) == ["moss", "ucb1"])
    #expect(panel.bands[1].spans == [.init(1, 0.5, 1.5), .init(10, 9.5, 10.5), .init(100, 39.5, 40.5)])
    #expect(panel.labels.map(\.text.plain) == ["moss", "ucb1"])
    #expect(panel.labels.map(\.y) == [30, 40])
  }

  @Test func aFactorAboveFiftyMakesTheAxisLogarithmic() throws {
    #expect(try panel([Examples.curve("a", [1, 2, 4]), Examples.curve("b", [1, 20, 200])]).y.scale == .linear)
    #expect(try panel([Examples.curve("a", [1, 2, 3.9]), Examples.curve("b", [1, 20, 200])]).y.scale == .logarithmic)
    // A mean of 0 at the end, or below 0 anywhere, has no logarithm; 0 at the beginning begins later.
    #expect(try panel([Examples.curve("a", [0, 0, 0]), Examples.curve("b", [1, 20, 200])]).y.scale == .linear)
    #expect(try panel([Examples.curve("a", [-1, 2, 3]), Examples.curve("b", [1, 20, 200])]).y.scale == .linear)
    let late = try panel([Examples.curve("a", [0, 2, 3]), Examples.curve("b", [1, 20, 200])])
    #expect(late.y.scale == .logarithmic)
    #expect(late.lines[0].points.map(\.x) == [10, 100])
  }

  @Test func roundsAreLogarithmicAsTheCheckpointsAre() {
    let log = [1, 1.2, 1.4, 1.7, 2, 2.5, 3, 4, 5, 6, 7, 8, 9]
    #expect(ResultData.isLogarithmic((0...3).flatMap { power in log.map { $0 * [1, 10, 100, 1000][power] } }))
    #expect(!ResultData.isLogarithmic((1...20).map { Double($0) * 500 }))
    #expect(!ResultData.isLogarithmic([100, 10_000]))
  }

  /// A bound of C ln t on coins with gaps of at most 0.5: no learner loses more than t / 2 in t rounds.
  @Test func theBoundIsDrawnWhereItIsOne() throws {
    func curve(_ slope: Double) -> ResultData.Curve {
      let rounds = [1, 2, 5, 10, 100, 1000]
      let moments = rounds.map { round in
        ResultData.Moment(
          round: round, count: 5, mean: 0.2 * Double(round), low: 0, high: 1, quantiles: [0, 0, 0, 0, 0],
          maximum: 0.5 * Double(round),
          lowerBound: slope * [0, 0.693, 1.609, 2.303, 4.605, 6.908][rounds.firstIndex(of: round)!])
      }
      return ResultData.Curve(algorithm: "a", moments: moments, finals: [])
    }
    // 3 ln t <= t / 2 from t = 17 on: at 10 it is 6.9 > 5.
    let bound = try #require(LowerBound([curve(3)]))
    #expect(bound.points.map(\.x) == [100, 1000])
    #expect(bound.slope == 3)
    // 100 ln 1000 is 691 > 500: more than anyone can lose.
    #expect(LowerBound([curve(100)]) == nil)
    #expect(LowerBound([curve(.nan)]) == nil)
    #expect(try panel([curve(3)]).lines.map(\.name) == ["asymptotic-slope", "a"])
    #expect(try panel([curve(100)]).lines.map(\.name) == ["a"])
  }

  @Test func changesAreDotted() throws {
    var data = Examples.data([Examples.coins: [Examples.curve("a", [1, 2, 3])]])
    data.changePoints[EnvironmentPoint(environment: "coins", point: "")] = [50, 101]
    let panel = try #require(RegretCurves.panel(of: Examples.coins, in: data))
    #expect(panel.rules.map(\.start.x) == [50])
    #expect(panel.rules.map(\.stroke) == [.change])
    // On a logarithmic axis most changes would be at its end.
    #expect(panel.x.scale == .linear)
  }

  @Test func nothingIsDrawnOfOneCheckpoint() {
    let data = Examples.data([Examples.coins: [Examples.curve("a", [3], rounds: [100])]])
    let made = RegretCurves.figures(of: data)
    #expect(made.figures.isEmpty)
    #expect(made.omissions == ["regret-pseudo: left out, because there is no regret at two checkpoints or more"])
  }

  @Test func missingNotionsLeaveTheOthers() {
    let missing = ResultData.Contest(environment: "coins", notion: "realized")
    let data = Examples.data([
      Examples.coins: [Examples.curve("a", [1, 2, 3])], missing: [Examples.curve("a", [.nan, .nan, .nan])],
    ])
    #expect(Figures(data).all.map(\.name) == ["regret-pseudo", "final-pseudo"])
  }
}
