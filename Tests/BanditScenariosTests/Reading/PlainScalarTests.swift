import BanditCards
import BanditGames
import Testing

@testable import BanditScenarios

@Test(
  "numbers follow JSON's grammar",
  arguments: [
    ("0", Setting.whole(0)), ("-0", .whole(0)), ("12", .whole(12)), ("1e4", .whole(10_000)), ("2.0", .whole(2)),
    ("1E+2", .whole(100)), ("0.5", .number(0.5)), ("-1.25e-1", .number(-0.125)),
    ("9223372036854775807", .whole(Int.max)), ("9223372036854775808", .number(0x1p63)),
    ("9007199254740993", .whole(9_007_199_254_740_993)), ("true", .flag(true)), ("false", .flag(false)),
    ("010", .text("010")), (".5", .text(".5")), ("5.", .text("5.")), ("+1", .text("+1")), ("1_000", .text("1_000")),
    ("0x10", .text("0x10")), ("NaN", .text("NaN")), (".inf", .text(".inf")), ("1e", .text("1e")), ("-", .text("-")),
    ("1e4x", .text("1e4x")), ("yes", .text("yes")), ("True", .text("True")), ("~", .text("~")),
  ])
func plainScalar(text: String, expected: Setting) {
  let position = SourcePosition(source: 0, line: 1, column: 1)
  let content = PlainScalar.content(of: text)
  #expect(content.map { LocatedValue(content: $0, position: position).setting } == expected)
}

@Test("a number beyond the range of a double is none")
func beyondDouble() {
  #expect(PlainScalar.content(of: "1e400").map { _ in true } == nil)
  #expect(PlainScalar.content(of: "-1e400").map { _ in true } == nil)
}
