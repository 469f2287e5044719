import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

struct RestedMeansTests {
  private func means(_ curves: Settings..., horizon: Int = 4) throws -> [[Double]] {
    let arms = try RestedMeans.arms.value(of: .list(curves.map { .object($0) }))
    return try RestedMeans.tables(arms, horizon: horizon, shape: "be anything") { _ in true }
  }

  private func list(_ numbers: Double...) -> Setting { .list(numbers.map { .number($0) }) }

  @Test func curves() throws {
    #expect(try means(["table": list(0.1, 0.2)]) == [[0.1, 0.2]])
    #expect(try means(["table": list(0.1, 0.2)], horizon: 1) == [[0.1]])
    #expect(try means(["step": list(3, 0.2, 0.4)]) == [[0.2, 0.2, 0.4, 0.4]])
    func expect(_ curve: Settings, _ expected: [Double]) throws {
      for (found, expected) in zip(try means(curve)[0], expected) { #expect(abs(found - expected) < 1e-15) }
    }
    try expect(["power": list(0.1, 0.8, 1)], [0.9, 0.5, 0.1 + 0.8 / 3, 0.3])
    try expect(["exponential": list(0.1, 0.8, 0.5)], [0.9, 0.5, 0.3, 0.2])
    // 1 - e^-n/2, from Python.
    try expect(
      ["saturating": list(1, 0.5)],
      [0.3934693402873666, 0.6321205588285577, 0.7768698398515702, 0.8646647167633873])
  }

  @Test func badMeansAreRefused() {
    func path(_ body: () throws -> [[Double]]) -> String? { #expect(throws: InvalidSettings.self) { try body() }?.path }
    #expect(path { try means(["table": list(0.5)], ["power": list(0.5, 0.6, 1)]) } == "arms[1]")
    #expect(path { try means(["exponential": list(0, 1, 2)], horizon: 2000) } == "arms[0]")
  }

  /// Formulas take a number per round, one arm as well as many; tables no more than they list.
  @Test func curvesThatDoNotFitIntoMemoryAreRefused() throws {
    let power = RestedMeans.power(c: 0.1, a: 0.8, b: 1)
    let table: Settings = ["table": list(0.5)]
    for (curves, horizon) in [
      ([power], 10_000_001), ([.table([0.5]), power, power], 5_000_000), ([power], 100_000_000_000),
    ] {
      let problem = #expect(throws: InvalidSettings.self) {
        try RestedMeans.tables(curves, horizon: horizon, shape: "be anything") { _ in true }
      }
      #expect(problem?.path == "arms" && problem?.message.contains("accepted: at most 10000000") == true)
    }
    #expect(try means(table, table, horizon: 100_000_000_000) == [[0.5], [0.5]])
  }

  @Test func typedCurvesAreChecked() throws {
    let arms: [RestedMeans] = [.table([0.1]), .step(pull: 3, before: 0, after: 1), .saturating(c: 1, a: 2)]
    #expect(try RestedMeans.arms.value(of: RestedMeans.arms.setting(of: arms)) == arms)
    for arm: RestedMeans in [.table([]), .table([2]), .exponential(c: .nan, a: 0, g: 0)] {
      #expect(throws: InvalidSettings.self) {
        try RestedMeans.tables([arm], horizon: 3, shape: "be anything") { _ in true }
      }
    }
  }
}
