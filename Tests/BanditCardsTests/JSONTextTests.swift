import BanditCards
import Testing

@testable import BanditCards

struct JSONTextTests {
  private let scenario: Setting = .object([
    "name": .text("x"), "seed": .whole(-7), "rate": .number(0.1), "big": .number(1e300), "whole": .number(2),
    "on": .flag(true), "missing": .number(.nan), "means": .list([.number(0.25), .whole(1)]), "none": .list([]),
    "nothing": .object(Settings()),
    "algorithms": .list([.object(["id": .text("ucb1")]), .list([.flag(false)])]),
  ])

  @Test func compactText() {
    #expect(
      JSONText.compact(scenario)
        == #"{"name":"x","seed":-7,"rate":0.1,"big":1e+300,"whole":2.0,"on":true,"missing":null,"#
        + #""means":[0.25,1],"none":[],"nothing":{},"algorithms":[{"id":"ucb1"},[false]]}"#)
  }

  @Test func textOnOneLine() {
    #expect(
      JSONText.line(scenario)
        == #"{"name": "x", "seed": -7, "rate": 0.1, "big": 1e+300, "whole": 2.0, "on": true, "missing": null, "#
        + #""means": [0.25, 1], "none": [], "nothing": {}, "algorithms": [{"id": "ucb1"}, [false]]}"#)
  }

  @Test func prettyText() {
    #expect(
      JSONText.pretty(scenario) == """
        {
          "name": "x",
          "seed": -7,
          "rate": 0.1,
          "big": 1e+300,
          "whole": 2.0,
          "on": true,
          "missing": null,
          "means": [0.25, 1],
          "none": [],
          "nothing": {},
          "algorithms": [
            {
              "id": "ucb1"
            },
            [false]
          ]
        }
        """)
  }

  @Test func textsAreEscaped() {
    #expect(JSONText.quoted("a\"b\\c\n\t\r\u{1}\u{1f}/é😀") == #""a\"b\\c\n\t\r\u0001\u001f/é😀""#)
    #expect(
      JSONText.quoted("\u{7f}\u{9b}\u{85}\u{2028}\u{202e}\u{2066}\u{200f}\u{61c}\u{feff}\u{ffff}\u{f0000}\u{a0}")
        == #""\u007f\u009b\u0085\u2028\u202e\u2066\u200f\u061c\ufeff\uffff\udb80\udc00\#u{a0}""#)
    // A carriage return and a line feed are one character of Swift's.
    #expect(JSONText.quoted("\r\n") == #""\r\n""#)
  }

  @Test func visibleTexts() {
    #expect(JSONText.visible("a \"b\" \\ é😀👩‍👩‍👧 ok") == "a \"b\" \\ é😀👩‍👩‍👧 ok")
    #expect(JSONText.visible("a\n\u{1B}[31m\u{9B}\r\n\u{202E}") == #"a\n\u001b[31m\u009b\r\n\u202e"#)
    #expect(InvalidSettings("a\nb", "c\u{7F}").description == #"a\nb: c\u007f"#)
  }

  @Test func countedNouns() {
    #expect(
      "\(counted: 1, "cell"), \(counted: 0, "cell"), \(counted: 2, "loss", "losses")" == "1 cell, 0 cells, 2 losses")
  }
}
