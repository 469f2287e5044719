import BanditCards
import BanditGames
import BanditStreams
import Testing

@testable import BanditEnvironments

struct ContextualCSVTests {
  private static let animals = """
    kind,size,home,low,high
    cat,2,York,0.25,1
    ant,1,Bath,0,0.5
    cat,3,Bath,1,0.75
    bee,1,York,0.5,0.5

    """

  private func model(_ settings: Settings, _ text: String = animals, horizon: Int = 4) throws -> ContextualCSVModel {
    let table = try TemporaryTable(text)
    let usual: Settings = [
      "file": .text(table.path), "numeric": .list([.text("size")]), "categorical": .list([.text("home")]),
      "order": "given",
    ]
    let rest = usual.entries.filter { !settings.has($0.name) }
    return try ContextualCSVModel(settings: Settings(rest + settings.entries), horizon: horizon)
  }

  private func problem(_ settings: Settings, _ text: String = animals, horizon: Int = 4) -> InvalidSettings? {
    do {
      _ = try model(settings, text, horizon: horizon)
      return nil
    } catch { return error as? InvalidSettings }
  }

  @Test func classes() throws {
    let model = try model(["target": "kind"])
    let run = ContextualRun(model, rounds: 4, arm: 2)
    #expect(run.views.map(\.features) == [[1, 0.5, 0, 1], [1, 0, 1, 0], [1, 1, 1, 0], [1, 0, 0, 1]])
    #expect(run.views.allSatisfy { $0.isShared && $0.context == nil })
    #expect(run.means == [[0, 0, 1], [1, 0, 0], [0, 0, 1], [0, 1, 0]])
    #expect(run.rewards == [1, 0, 1, 0])
    let told = model.problem
    #expect(told.rewardRange == 0...1 && told.meanRange == 0...1 && told.isBinary && told.noiseScale == 0)
    #expect(told.parameterNorm == nil && told.featureNorm == 3.0.squareRoot() && told.contextCount == nil)
    #expect(model.facts == [#"4 rows, 4 features, 3 arms: 0 is "ant", 1 is "bee", 2 is "cat""#])
    #expect(model.replications == nil && model.absence(of: .policyClass) != nil)
  }

  @Test func rewardsOfClasses() throws {
    let model = try model(["target": "kind", "rewards": ["right": 0, "wrong": -1]])
    #expect(ContextualRun(model, rounds: 2).means == [[-1, -1, 0], [0, -1, -1]])
    #expect(model.problem.rewardRange == -1...0 && model.problem.meanRange == -1...0 && !model.problem.isBinary)
  }

  @Test func costs() throws {
    let model = try model(["costs": ["low", "high"]])
    #expect(ContextualRun(model, rounds: 4).means == [[0.75, 0], [1, 0.5], [0, 0.25], [0.5, 0.5]])
    #expect(model.problem.armCount == 2 && !model.problem.isBinary)
    #expect(problem(["costs": ["size"], "numeric": []])?.message.contains("line 2") == true)
    #expect(problem(["costs": ["low"], "numeric": ["low"]])?.path == "numeric[0]")
  }

  /// Sizes 1 to 3 in four bins: centres 1.25, 1.75, 2.25, 2.75.
  @Test func bins() throws {
    let model = try model(["target": "size", "bins": 4, "numeric": ["low"]])
    let means = ContextualRun(model, rounds: 4).means
    let expected = [2.0, 1, 3, 1].map { size in [1.25, 1.75, 2.25, 2.75].map { 1 - abs(size - $0) / 2 } }
    for (row, other) in zip(means, expected) { #expect(zip(row, other).allSatisfy { abs($0 - $1) < 1e-15 }) }
    #expect(problem(["target": "kind", "bins": 2])?.path == "target")
    let equal = "a,b\n1,2\n1,3\n"
    #expect(
      problem(["target": "a", "bins": 2, "numeric": ["b"], "categorical": []], equal, horizon: 2)?.path == "target")
  }

  /// Each replication has its own shuffle, NumPy's.
  @Test func orders() throws {
    let shuffled = try model(["target": "kind", "order": "shuffled", "shuffleSeeds": [473, 503]])
    #expect(shuffled.replications == 2)
    let given = ContextualRun(try model(["target": "kind"]), rounds: 4)
    for (replication, seed) in [UInt32(473), 503].enumerated() {
      var stream = NumPyStream(seed: seed)
      let order = stream.permutation(of: 4)
      let run = ContextualRun(shuffled, rounds: 4, replication: replication)
      #expect(run.means == order.map { given.means[$0] })
      #expect(run.views.map(\.features) == order.map { given.views[$0].features })
    }
    let sorted = try model(["target": "kind", "order": ["descending": "size"], "shuffleSeeds": [1]])
    #expect(ContextualRun(sorted, rounds: 2).means == [[0, 0, 1], [0, 0, 1]])
  }

  @Test func missingCells() throws {
    let text = "kind,size\ncat,1\n,2\nant,?\nant,3\n"
    #expect(problem(["target": "kind", "categorical": []], text)?.message.contains("line 4") == true)
    #expect(problem(["target": "kind", "categorical": [], "numeric": []], text)?.message.contains("line 3") == true)
    let dropped = try model(["target": "kind", "categorical": [], "missing": "drop"], text, horizon: 2)
    #expect(dropped.facts.last == "2 rows of the file left out, because of missing values")
    let table = try TemporaryTable(text)
    let rows = try withExtendedLifetime(table) {
      try ContextualCSVModel.rowCount(
        settings: ["file": .text(table.path), "target": "kind", "numeric": ["size"], "missing": "drop"])
    }
    #expect(rows == 2)
  }

  @Test func refusals() {
    #expect(problem([:])?.path == "target")
    #expect(problem(["target": "kind", "costs": ["low"]])?.path == "costs")
    #expect(problem(["costs": ["low"], "bins": 2])?.path == "bins")
    #expect(problem(["bins": 2])?.path == "bins")
    #expect(problem(["target": "sort"])?.message.contains("has no column") == true)
    #expect(problem(["target": "kind"], horizon: 5)?.message.contains("accepted: at most as many, or \"rows\"") == true)
    #expect(problem(["target": "kind", "numeric": ["home"]])?.path == "numeric[0]")
    #expect(problem(["target": "kind", "policyClass": "all"])?.path == "policyClass")
    #expect(problem(["target": "kind", "meanRange": [1, 0]])?.path == "meanRange")
    #expect(problem(["target": "kind", "file": "/nowhere.csv"])?.path == "file")
    let wide = "k,c\n" + (0..<1001).map { "\($0),\($0)" }.joined(separator: "\n") + "\n"
    #expect(problem(["target": "k", "numeric": [], "categorical": ["c"]], wide)?.path == "categorical")
  }
}
