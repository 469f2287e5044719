import BanditCards
import Testing

@testable import BanditExperiments

struct ScenarioDifferencesTests {
  private static let there = """
    {"seed": 1, "horizon": 1000, "checkpoints": [10, 100], "confidence": 0.95, "name": "x",
     "environment": {"id": "bernoulli", "means": [0.25, 1.0], "bestArm": "given"},
     "algorithms": [{"id": "ucb1", "exploration": 2.0}, {"id": "moss", "label": "m"}]}
    """

  private func texts(_ there: String, _ here: Settings, of keys: String...) -> [String] {
    ScenarioDifferences.texts(there: Array(there.utf8), here: here, of: keys)
  }

  @Test func everyKeyThatDiffersIsNamed() {
    let here: Settings = [
      "seed": .whole(1), "horizon": .text("rows"), "checkpoints": .list([.whole(10), .whole(200)]),
      "environment": .object(["id": .text("bernoulli"), "means": .list([.number(0.25), .number(1)]), "sd": .number(2)]),
      "algorithms": .list([.object(["id": .text("ucb1"), "exploration": .number(0.5)])]),
    ]
    #expect(
      texts(Self.there, here, of: "seed", "horizon", "checkpoints", "environment", "algorithms") == [
        "horizon: 1000 there, \"rows\" here", "checkpoints: [10,100] there, [10,200] here",
        "environment.sd: not there, 2 here", "algorithms.ucb1.exploration: 2 there, 0.5 here",
        "environment.bestArm: \"given\" there, not here", "algorithms.m.id: \"moss\" there, not here",
        "algorithms.m.label: \"m\" there, not here",
      ])
    #expect(texts(Self.there, here, of: "seed", "horizon") == ["horizon: 1000 there, \"rows\" here"])
  }

  /// A folder may hold anything.
  @Test(arguments: ["", "{", "[1]", "7", String(repeating: "[", count: 100_000)])
  func whatIsNoScenarioDiffersInNothingThatCouldBeNamed(there: String) {
    #expect(texts(there, ["seed": .whole(1)], of: "seed") == [])
  }
}
