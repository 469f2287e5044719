import BanditCards
import Testing

struct SettingsTests {
  static let settings: Settings = [
    "number": .number(0.5), "whole": .whole(3), "flag": .flag(true), "text": .text("t"),
    "numbers": .list([.number(0.5), .whole(2)]), "object": .object(["inner": .whole(1)]),
  ]

  @Test func valuesByKind() {
    #expect(Self.settings.number("number") == 0.5)
    #expect(Self.settings.number("whole") == 3)
    #expect(Self.settings.whole("whole") == 3)
    #expect(Self.settings.flag("flag"))
    #expect(Self.settings.text("text") == "t")
    #expect(Self.settings.numbers("numbers") == [0.5, 2])
    #expect(Self.settings.list("numbers") == [.number(0.5), .whole(2)])
    #expect(Self.settings.object("object").whole("inner") == 1)
  }

  /// Whole numbers are not read as doubles, which end at 2^53.
  @Test func wholeNumbersKeepTheirDigits() {
    let settings: Settings = ["rounds": .list([.whole(.max), .whole(1 << 53 + 1)])]
    #expect(settings.wholes("rounds") == [.max, 1 << 53 + 1])
    #expect(Setting.list([.whole(1), .number(0.5)]).asWholes == nil)
  }

  /// A parameter that joined a card with results changes no settings that could be given before.
  @Test func lateComersAreLeftOutAtTheirDefault() throws {
    let early = AnyParameter("early", "Early.", .whole(0...9), default: .value(.whole(1)))
    let late = AnyParameter(
      "late", "Late.", .choice(["old", "new"]), default: .value(.text("old")), isLateComer: true)
    func completed(_ given: Settings) throws -> Settings { try given.completed(by: [early, late]) }
    #expect(try completed([:]) == ["early": .whole(1)])
    #expect(try completed(["late": .text("old")]) == ["early": .whole(1)])
    #expect(try completed(["late": .text("new")]) == ["early": .whole(1), "late": .text("new")])
    // Inside a value, too: of a learner that plays within another one.
    let nested = ParameterKind.variant(tag: "id", [.init("inner", [early, late])])
    func inside(_ given: Settings) throws -> Setting {
      try nested.checked(.object(Settings([.init("id", .text("inner"))] + given.entries)), at: "base")
    }
    #expect(try inside([:]) == .object(["id": .text("inner"), "early": .whole(1)]))
    #expect(try inside(["late": .text("old")]) == .object(["id": .text("inner"), "early": .whole(1)]))
    #expect(
      try inside(["late": .text("new")])
        == .object(["id": .text("inner"), "early": .whole(1), "late": .text("new")]))
    #expect(Settings(defaultsOf: [early, late]) == ["early": .whole(1)])
    #expect(Settings(defaultsOf: [early, late], given: ["late": .text("old")]).has("late"))
  }

  @Test func absentNames() {
    #expect(Self.settings["other"] == nil)
    #expect(!Self.settings.has("other"))
    #expect(Self.settings.has("flag"))
  }

  @Test func entriesKeepTheirOrder() {
    #expect(Self.settings.entries.map(\.name) == ["number", "whole", "flag", "text", "numbers", "object"])
    #expect(
      Settings([Settings.Entry("b", .whole(1)), Settings.Entry("a", .whole(2))]) != ["a": .whole(2), "b": .whole(1)])
  }

  @Test func anotherKindIsAProgrammerMistake() async {
    await #expect(processExitsWith: .failure) { _ = SettingsTests.settings.whole("number") }
    await #expect(processExitsWith: .failure) { _ = SettingsTests.settings.flag("absent") }
  }
}
