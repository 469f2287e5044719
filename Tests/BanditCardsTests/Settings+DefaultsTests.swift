import BanditCards
import Testing

struct SettingsDefaultsTests {
  static let parameters = [
    AnyParameter("a", "", .number(.finite), default: .value(.number(1))),
    AnyParameter("b", "", .number(.finite), default: .required),
    AnyParameter("c", "", .number(.finite), default: .absent("nothing")),
    AnyParameter("d", "", .flag, default: .value(.flag(true))),
  ]

  @Test func defaultsAreFilledInInTheOrderOfTheCard() {
    #expect(Settings(defaultsOf: Self.parameters) == ["a": .number(1), "d": .flag(true)])
    #expect(
      Settings(defaultsOf: Self.parameters, given: ["d": .flag(false), "c": .number(3), "b": .number(2)])
        == ["a": .number(1), "b": .number(2), "c": .number(3), "d": .flag(false)])
  }
}
