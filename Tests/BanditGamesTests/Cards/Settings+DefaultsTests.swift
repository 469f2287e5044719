import BanditGames
import Testing

struct SettingsDefaultsTests {
  static let parameters = [
    Parameter("a", "", .number(.finite), default: .value(.number(1))),
    Parameter("b", "", .number(.finite), default: .required),
    Parameter("c", "", .number(.finite), default: .absent("nothing")),
    Parameter("d", "", .flag, default: .value(.flag(true))),
  ]

  @Test func defaultsAreFilledInInTheOrderOfTheCard() {
    #expect(Settings(defaultsOf: Self.parameters) == ["a": .number(1), "d": .flag(true)])
    #expect(
      Settings(defaultsOf: Self.parameters, given: ["d": .flag(false), "c": .number(3), "b": .number(2)])
        == ["a": .number(1), "b": .number(2), "c": .number(3), "d": .flag(false)])
  }
}
