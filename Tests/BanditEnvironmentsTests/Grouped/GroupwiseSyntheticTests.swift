import BanditCards
import BanditGames
import Testing

@testable import BanditEnvironments

/// Expected numbers: the published data (eight digits), and NumPy by Tests/Reference/groupwise.py.
struct GroupwiseSyntheticTests {
  private func settings(_ given: Settings = [:]) -> Settings {
    Settings(defaultsOf: GroupwiseSyntheticModel.card.parameters, given: given)
  }

  private func problem(_ given: Settings, horizon: Int) -> InvalidSettings? {
    do {
      _ = try GroupwiseSyntheticModel(settings: settings(given), horizon: horizon)
      return nil
    } catch {
      return error
    }
  }

  /// The first rows of the published data; drawn as all 100000, because the labels follow all features.
  @Test func publishedRows() throws {
    let raw = GroupwiseSyntheticModel.RawRows(
      count: 100_000, dimension: 20, sd: 0.16, shapes: [0.5, 0.3, 0.2], colours: [0.6, 0.4], seed: 21)
    #expect(raw.dominance == [3, 1, 4, 2, 0])
    let expected = [
      (
        [0, 3], [4.95550815, 3.43111194, 4.72300394, 4.79468951, 4.36276201],
        [4.87509883, 4.79468951, 4.95550815, 4.79468951]
      ),
      (
        [1, 4], [5.67550265, 4.41717612, 6.34422802, 5.84242638, 5.59176023],
        [5.00446817, 4.41717612, 5.59176023, 4.41717612]
      ),
      (
        [1, 3], [7.05470703, 4.66923465, 6.74521609, 6.38965169, 6.16848962],
        [5.52944317, 4.66923465, 6.38965169, 6.38965169]
      ),
    ]
    for (row, (groups, labels, versions)) in expected.enumerated() {
      #expect((0..<5).filter { raw.isIn($0, row: row) } == groups)
      for (group, label) in labels.enumerated() { #expect(abs(raw.labels[row * 5 + group] - label) < 6e-9) }
      for (rule, version) in zip(GroupwiseSyntheticModel.Label.allCases, versions) {
        #expect(abs(raw.label(row, rule: rule) - version) < 6e-9)
      }
    }
    for (place, feature) in [0.04872488, 0.28910966, 0.72096635].enumerated() {
      #expect(abs(raw.features[place] - feature) < 6e-9)
    }
    let sizes = (0..<5).map { group in (0..<100_000).count { raw.isIn(group, row: $0) } }
    #expect(sizes == [49857, 30044, 20099, 59985, 40015])
    let means = (0..<100_000).map { raw.label($0, rule: .mean) }
    #expect(abs(means.min()! - 2.06047) < 6e-6 && abs(means.max()! - 9.60333) < 6e-6)
    let scaled = GroupedData.scaled(means)
    for (row, label) in [0.37315167, 0.39030290, 0.45990182].enumerated() { #expect(abs(scaled[row] - label) < 6e-9) }
  }

  @Test(arguments: [
    ("mean", [0.555791690361, 0.0, 0.433162895544, 1.0, 0.337545303792, 0.41898156552, 0.148391869645]),
    ("min", [0.965343866965, 0.226127530654, 0.685254509426, 1.0, 0.435787599609, 0.294282241781, 0.0]),
    ("max", [0.366595443824, 0.0, 0.357317691306, 1.0, 0.369102213588, 0.575724872889, 0.357088615728]),
    ("permutation", [0.366595443824, 0.0, 0.081858735193, 1.0, 0.369102213588, 0.575724872889, 0.357088615728]),
  ])
  func dataOfYourOwn(label: String, labels: [Double]) throws {
    let model = try GroupwiseSyntheticModel(
      settings: settings([
        "label": .text(label), "rows": .whole(7), "features": .whole(2), "dataSeed": .whole(5), "sd": .number(0.3),
        "shapes": .list([.number(2), .number(5), .number(3)]), "colours": .list([.number(1), .number(1)]),
      ]), horizon: 7)
    let data = model.instances.data
    let typed = try GroupwiseSyntheticModel(
      horizon: 7, label: #require(GroupwiseSyntheticModel.Label(rawValue: label)), rows: 7, features: 2, sd: 0.3,
      shapes: [2, 5, 3], colours: [1, 1], dataSeed: 5)
    #expect(typed.instances.data.labels == data.labels && typed.problem == model.problem)
    #expect(data.featureCount == 7 && data.rowCount == 7)
    for (found, expected) in zip(data.labels, labels) { #expect(abs(found - expected) < 1e-11) }
    let first = [0.22199317109, 0.870732306177, 0, 1, 0, 1, 0]
    for (found, expected) in zip(data.features, first) { #expect(abs(found - expected) < 1e-12) }
    let last = [0.441309222896, 0.158309867713, 1, 0, 0, 1, 0]
    for (found, expected) in zip(data.features.suffix(7), last) { #expect(abs(found - expected) < 1e-12) }
    #expect(data.expertGroups.names == ["circle", "square", "triangle", "green", "red", "always-on"])
    var groups: [Int] = []
    data.expertGroups.write(row: 6, into: &groups)
    #expect(groups == [0, 3, 5])
    #expect(data.reportGroups.sizes == [1, 1, 5, 4, 3, 7])
  }

  @Test func theModel() throws {
    let model = try GroupwiseSyntheticModel(
      settings: settings(["rows": .whole(50), "comparatorRows": .text("paper-off-by-one"), "alwaysOn": .flag(false)]),
      horizon: 50)
    #expect(model.problem == GroupedProblem(featureCount: 25, groupCount: 5, horizon: 50))
    #expect(model.replications == 10)
    #expect(
      model.groups(of: .group).map(\.name).last == "always-on" && model.groups(of: .group).map(\.ownRounds).last == 50)
    #expect(model.groups(of: .group).prefix(3).compactMap(\.ownRounds).reduce(0, +) == 50)
    #expect(model.facts[0] == "50 rows, 25 features, 5 experts")
    #expect(try GroupwiseSyntheticModel.rowCount(settings: settings(["rows": .whole(50)])) == 50)
  }

  /// Fewer rounds than rows: a group's line ends where the replication with the fewest of its rows ends.
  @Test func shorterHorizons() throws {
    let given: Settings = ["rows": .whole(60), "shuffleSeeds": .list([.whole(1), .whole(2), .whole(3)])]
    let model = try GroupwiseSyntheticModel(settings: settings(given), horizon: 20)
    let data = model.instances.data
    var least = [20, 20, 20, 20, 20, 20]
    for seed in [1, 2, 3] as [UInt32] {
      var counts = [0, 0, 0, 0, 0, 0]
      for row in RowOrder.shuffled([seed]).rows(60, replication: 0).prefix(20) {
        for group in 0..<5 { counts[group] += Int(data.features[row * 25 + 20 + group]) }
        counts[5] += 1
      }
      for group in 0..<6 { least[group] = min(least[group], counts[group]) }
    }
    #expect(model.groups(of: .group).map(\.ownRounds) == least)
  }

  @Test func whatCannotBe() {
    #expect(
      problem(["rows": .whole(10)], horizon: 11)
        == InvalidSettings("", "the horizon is 11, but there are 10 rows; accepted: at most as many, or \"rows\""))
    #expect(problem(["rows": .whole(2)], horizon: 2)?.message.hasSuffix("has no row") == true)
    #expect(problem(["rows": .whole(60)], horizon: 1)?.message.hasSuffix("among the first 1 of a replication") == true)
    #expect(problem(["rows": .whole(10_000_000), "features": .whole(1000)], horizon: 5)?.path == "rows")
  }
}
