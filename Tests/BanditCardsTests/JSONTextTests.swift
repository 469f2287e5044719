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
    // A carriage return and a line feed are one character of Swift's.
    #expect(JSONText.quoted("\r\n") == #""\r\n""#)
  }
}
