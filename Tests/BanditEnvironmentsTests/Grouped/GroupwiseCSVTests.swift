import BanditCards
import BanditGames
import BanditStreams
import Foundation
import Testing

@testable import BanditEnvironments

/// A file for as long as a test runs.
final class TemporaryTable {
  let path: String

  init(_ text: String) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).csv").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

struct GroupwiseCSVTests {
  static let people = """
    age,town,income,note
    20,York,10,a
    40,Bath,30,b
    60,York,20,a
    30,Ely,50,c

    """

  /// As some programs write them.
  @Test func emptyLinesAtTheEndAreNoRows() throws {
    let file = try TemporaryTable("x,c,y\n1,a,1\n2,b,2\n3,a,4\n\n")
    let settings: Settings = [
      "file": .text(file.path), "target": "y", "numeric": ["x"], "categorical": ["c"],
      "groups": [["name": "a", "column": "c", "equals": "a"]], "shuffleSeeds": [1],
    ]
    #expect(try GroupwiseCSVModel.rowCount(settings: settings) == 3)
    #expect(try GroupwiseCSVModel(settings: settings, horizon: 3).problem.horizon == 3)
  }

  static func group(_ name: String, _ column: String, _ rule: Settings) -> Setting {
    .object(Settings([.init("name", .text(name)), .init("column", .text(column))] + rule.entries))
  }

  static let groups: Setting = .list([
    group("under-40", "age", ["to": .number(40)]), group("thirties", "age", ["from": .number(30), "to": .number(60)]),
    group("york", "town", ["equals": .text("York")]), group("sixty", "age", ["equals": .number(60)]),
    group("noted", "note", ["equals": .text("a")]),
  ])

  static let rich = group("rich", "income", ["equals": .number(50)])
  static let noted: Setting = .list([group("noted", "note", ["equals": .text("a")])])

  private func settings(_ given: Settings, file: String) -> Settings {
    let usual: Settings = [
      "file": .text(file), "target": .text("income"), "numeric": .list([.text("age")]),
      "categorical": .list([.text("town")]),
    ]
    let rest = usual.entries.filter { !given.has($0.name) }
    return Settings(defaultsOf: GroupwiseCSVModel.card.parameters, given: Settings(rest + given.entries))
  }

  private func problem(_ given: Settings, _ text: String = people, horizon: Int = 4) throws -> InvalidSettings? {
    let table = try TemporaryTable(text)
    do {
      _ = try GroupwiseCSVModel(settings: settings(given, file: table.path), horizon: horizon)
      return nil
    } catch {
      return error
    }
  }

  /// Scaled age; York after Bath and Ely by bytes; indicators of the groups that are not values of a town.
  @Test func featuresAndGroups() throws {
    let table = try TemporaryTable(Self.people)
    let settings = settings(["groups": Self.groups], file: table.path)
    let data = try GroupwiseCSVModel(settings: settings, horizon: 4).instances.data
    #expect(
      data.features == [
        0, 0, 0, 1, /**/ 1, 0, 0, 1,
        0.5, 1, 0, 0, /**/ 0, 1, 0, 0,
        1, 0, 0, 1, /**/ 0, 0, 1, 1,
        0.25, 0, 1, 0, /**/ 1, 1, 0, 0,
      ])
    #expect(data.featureCount == 8 && data.labels == [0, 0.5, 0.25, 1])
    #expect(data.expertGroups.names == ["under-40", "thirties", "york", "sixty", "noted", "always-on"])
    #expect(
      try GroupwiseCSVModel(settings: settings, horizon: 4).events(of: .item).map {
        Metric(
          "loss", "", unit: "",
          isCumulative: true, scope: .item
        ).at($0).id
      }
        == ["loss.under-40", "loss.thirties", "loss.york", "loss.sixty", "loss.noted", "loss.always-on"])
    #expect(data.expertGroups.sizes == [2, 2, 2, 1, 2, 4])
    #expect(data.reportGroups.names == data.expertGroups.names)
    var groups: [Int] = []
    data.expertGroups.write(row: 3, into: &groups)
    #expect(groups == [0, 1, 5])
    #expect(try GroupwiseCSVModel.rowCount(settings: settings) == 4)
  }

  @Test func reportGroups() throws {
    let table = try TemporaryTable(Self.people)
    let reports: Setting = .list([
      .text("always-on"), .text("york"),
      .object(["name": .text("young-york"), "all": .list([.text("under-40"), .text("york")])]),
      Self.group("old", "age", ["from": .number(50)]),
    ])
    let settings = settings(
      ["groups": Self.groups, "reportGroups": reports, "alwaysOn": .flag(false)], file: table.path)
    let model = try GroupwiseCSVModel(settings: settings, horizon: 4)
    #expect(model.groups(of: .group).map(\.name) == ["always-on", "york", "young-york", "old"])
    #expect(model.groups(of: .group).map(\.ownRounds) == [4, 2, 1, 1])
    #expect(model.problem.groupCount == 5)
  }

  @Test func orders() throws {
    let table = try TemporaryTable(Self.people)
    func first(_ order: Setting) throws -> [Double] {
      let settings = settings(["order": order, "shuffleSeeds": .list([.whole(3)])], file: table.path)
      let model = try GroupwiseCSVModel(settings: settings, horizon: 4)
      var stream = RandomStream(key: StreamKey(seed: 1))
      var environment = model.instance(of: 0, from: &stream)
      return (1...4).map { round in
        var outcome = GroupedOutcome()
        environment.reveal(&outcome, at: round)
        return outcome.label
      }
    }
    #expect(try first(.text("given")) == [0, 0.5, 0.25, 1])
    // RandomState(3).permutation(4) is [3, 1, 0, 2].
    #expect(try first(.text("shuffled")) == [1, 0.5, 0, 0.25])
    #expect(try first(.object(["ascending": .text("age")])) == [0, 1, 0.5, 0.25])
    #expect(try first(.object(["descending": .text("income")])) == [1, 0.5, 0.25, 0])
  }

  @Test func replications() throws {
    let table = try TemporaryTable(Self.people)
    func count(_ given: Settings) throws -> Int? {
      try GroupwiseCSVModel(settings: settings(given, file: table.path), horizon: 4).replications
    }
    #expect(try count([:]) == 10 && count(["shuffleSeeds": .list([.whole(1), .whole(2)])]) == 2)
    #expect(try count(["order": .text("given")]) == nil)
  }

  @Test(
    arguments: [
      ("file", ["target": .text("age")], "age\n"),
      ("target", ["target": .text("wage")], people), ("target", ["target": .text("town")], people),
      ("numeric[0]", ["numeric": .list([.text("town")])], people),
      ("numeric[1]", ["numeric": .list([.text("age"), .text("income")])], people),
      ("categorical[0]", ["categorical": .list([.text("city")])], people),
      ("", ["numeric": .list([]), "categorical": .list([])], people),
      ("groups", ["alwaysOn": .flag(false)], people),
      ("groups[0].column", ["groups": .list([group("a", "size", ["to": .number(1)])])], people),
      ("groups[0].column", ["groups": .list([group("a", "town", ["to": .number(1)])])], people),
      ("groups[0]", ["groups": .list([group("a", "age", ["to": .number(1)])])], people),
      ("groups[1].column", ["groups": .list([group("a", "age", ["to": .number(50)]), rich])], people),
      ("groups[0].name", ["groups": .list([group("a\u{202E}b", "age", ["to": .number(50)])])], people),
      ("categorical[0]", [:], people + "50,,70,b\n"), ("categorical[0]", [:], people + "50,?,70,b\n"),
      ("categorical[0]", [:], people + "50,NaN,70,b\n"), ("numeric[0]", [:], people + ",York,70,b\n"),
      ("target", [:], people + "50,York,,b\n"), ("groups[0].column", ["groups": noted], people + "50,York,70,\n"),
      ("numeric[0]", ["missing": .text("category")], people + ",York,70,b\n"),
      ("missing", ["missing": .text("drop")], "age,town,income\n1,,2\n"),
      ("target", ["header": .flag(false)], people),
      ("groups[0]", ["groups": .list([group("a", "age", [:])])], people),
      ("groups[0]", ["groups": .list([group("a", "age", ["to": .number(50), "equals": .number(1)])])], people),
      ("groups[0].name", ["groups": .list([group("always-on", "age", ["to": .number(50)])])], people),
      ("groups[0].name", ["groups": .list([group("two\nlines", "age", ["to": .number(50)])])], people),
      (
        "groups[1].name",
        ["groups": .list([group("a", "age", ["to": .number(50)]), group("a", "age", ["from": .number(30)])])], people
      ),
      ("reportGroups[0]", ["reportGroups": .list([.text("nobody")])], people),
      ("reportGroups[1]", ["reportGroups": .list([.text("always-on"), .text("always-on")])], people),
      ("reportGroups[0]", ["reportGroups": .list([.object(["name": .text("a")])])], people),
      (
        "reportGroups[0].all[0]",
        ["reportGroups": .list([.object(["name": .text("a"), "all": .list([.text("b")])])])], people
      ),
      (
        "reportGroups[0].from",
        [
          "reportGroups": .list([
            .object(["name": .text("a"), "from": .number(1), "all": .list([.text("always-on")])])
          ])
        ], people
      ),
      ("order.ascending", ["order": .object(["ascending": .text("town")])], people),
    ] as [(String, Settings, String)])
  func whatCannotBe(path: String, given: Settings, text: String) throws {
    let problem = try #require(try problem(given, text))
    #expect(problem.path == path, "\(problem.message)")
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let table = try TemporaryTable(Self.people)
    let reports: Setting = .list([
      .text("york"), .object(["name": .text("both"), "all": .list([.text("under-40"), .text("york")])]),
    ])
    let given = try GroupwiseCSVModel(
      settings: settings(
        ["groups": Self.groups, "reportGroups": reports, "order": .object(["descending": .text("age")])],
        file: table.path), horizon: 4)
    let typed = try GroupwiseCSVModel(
      file: DataFile(table.path), target: "income", horizon: 4, numeric: ["age"], categorical: ["town"],
      groups: [
        .range("under-40", of: "age", to: 40), .range("thirties", of: "age", from: 30, to: 60),
        .value("york", of: "town", equals: .text("York")), .value("sixty", of: "age", equals: .number(60)),
        .value("noted", of: "note", equals: .text("a")),
      ], reportGroups: [.named("york"), .rule(.intersection("both", of: ["under-40", "york"]))],
      order: .descending("age"))
    #expect(typed.instances.data.features == given.instances.data.features && typed.problem == given.problem)
    #expect(typed.groups(of: .group) == given.groups(of: .group) && typed.replications == given.replications)
    #expect(typed.instances.order.rows(4, replication: 2) == given.instances.order.rows(4, replication: 2))
    #expect(GroupwiseCSVModel.reportGroups.setting(of: [.named("york")]) == .list([.text("york")]))
  }

  /// Missing cells of columns that nothing uses do not matter.
  @Test func rowsWithMissingCellsAreDropped() throws {
    let table = try TemporaryTable(Self.people + "50,?,70,b\n25,,80,b\n,York,90,b\n35,Ely,60,\n35,Ely,NA,c\n")
    func model(_ given: Settings) throws -> GroupwiseCSVModel {
      let settings = settings(given, file: table.path)
      let rows = try #require(try GroupwiseCSVModel.rowCount(settings: settings))
      return try GroupwiseCSVModel(settings: settings, horizon: rows)
    }
    let dropped = try model(["missing": .text("drop")])
    // The four of before, and 35,Ely,60.
    #expect(dropped.instances.data.labels == [0, 0.4, 0.2, 0.8, 1])
    #expect(dropped.facts.contains("4 rows of the file left out, because of missing values"))
    #expect(try model(["missing": .text("drop"), "groups": Self.noted]).instances.data.rowCount == 4)
    #expect(
      try problem([:], Self.people + "50,?,70,b\n")?.message
        == #"line 6: column "town": found "?", a missing value; accepted: a value in each row, or "missing": "drop", "#
        + #"or else "category" where no number is wanted"#)
  }

  @Test func missingCellsCanBeACategory() throws {
    let table = try TemporaryTable("age,town,income\n20,York,10\n40,,30\n60,?,20\n")
    let settings = settings(["missing": .text("category")], file: table.path)
    // By bytes: empty, ?, York.
    #expect(
      try GroupwiseCSVModel(settings: settings, horizon: 3).instances.data.features
        == [0, 0, 0, 1, 0.5, 1, 0, 0, 1, 0, 1, 0])
  }

  @Test func aFileWithoutNames() throws {
    let table = try TemporaryTable("20,York,10\n40,Bath,30\n")
    let settings = settings(
      [
        "header": .flag(false), "target": .text("2"), "numeric": .list([.text("0")]),
        "categorical": .list([.text("1")]),
      ], file: table.path)
    let data = try GroupwiseCSVModel(settings: settings, horizon: 2).instances.data
    #expect(data.features == [0, 0, 1, 1, 1, 0] && data.labels == [0, 1])
  }

  /// Regret on a group by the label can be reported, because nobody is told it beforehand.
  @Test func reportGroupsMayBeDefinedByTheTarget() throws {
    let table = try TemporaryTable(Self.people)
    let settings = settings(["reportGroups": .list([Self.rich])], file: table.path)
    #expect(try GroupwiseCSVModel(settings: settings, horizon: 4).groups(of: .group).map(\.name) == ["rich"])
    #expect(
      try problem(["groups": .list([Self.rich])])?.message.hasPrefix("\"income\" is the target, and who knows") == true)
  }

  @Test func wrongSettingsAreRefused() throws {
    let table = try TemporaryTable(Self.people)
    let valid: Settings = ["file": .text(table.path), "target": .text("income"), "numeric": .list([.text("age")])]
    #expect(wrongSettingsThatPass(GroupwiseCSVModel.self, valid: valid, horizon: 4) == [])
    #expect(wrongSettingsThatPass(GroupwiseSyntheticModel.self, valid: ["rows": .whole(50)], horizon: 50) == [])
    for settings: Settings in [[:], ["file": .whole(1)], ["rows": .whole(1)], ["rows": .text("x")]] {
      #expect(throws: InvalidSettings.self) { try GroupwiseCSVModel.rowCount(settings: settings) }
      guard settings.has("rows") else { continue }
      #expect(throws: InvalidSettings.self) { try GroupwiseSyntheticModel.rowCount(settings: settings) }
    }
    #expect(throws: InvalidSettings.self) {
      try GroupwiseCSVModel(
        file: DataFile(table.path), target: "income", horizon: 4, groups: [.range("old", of: "age", from: .nan)])
    }
    #expect(throws: InvalidSettings.self) { try GroupwiseSyntheticModel(horizon: 5, rows: 50, shapes: [1, 1]) }
  }

  @Test func messagesSayWhereAndWhat() throws {
    #expect(
      try problem(["numeric": .list([.text("town")])])?.message
        == "line 2: column \"town\": found \"York\"; accepted: a finite decimal number")
    #expect(
      try problem(["target": .text("wage")])?.message
        == "the file has no column \"wage\"; accepted: \"age\", \"town\", \"income\", \"note\"; did you mean \"age\"?")
    #expect(
      try problem([:], "age,town,income\n1,2\n")
        == InvalidSettings("file", "line 2: 2 fields; accepted: 3, one for each column name"))
    #expect(try problem([:], horizon: 5)?.message.hasPrefix("the horizon is 5, but there are 4 rows") == true)
  }
}
