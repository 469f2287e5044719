import Testing

@testable import BanditFigures

struct ChartTextTests {
  /// The widths of Helvetica in its AFM file: T 611, h 556, o 556, m 833, p 556, s 500, n 556.
  @Test func widthsAreThoseOfHelvetica() {
    #expect(FontWidths.width("Thompson", size: 1000) == 611 + 556 + 556 + 833 + 556 + 500 + 556 + 556)
    #expect(abs(FontWidths.width("10", size: 9) - 10.008) < 1e-12)
    // A mark over a letter takes no room; a square letter takes as much as it is high.
    #expect(FontWidths.width("e\u{301}", size: 1000) == 556)
    #expect(FontWidths.width("探", size: 9) == 9)
  }

  @Test func longLabelsBreakAfterHyphens() {
    let name = ChartText("successive-elimination")
    #expect(name.wrapped(to: 60, lines: 3, size: 9) == ["successive-", "elimination"])
    #expect(name.wrapped(to: 200, lines: 3, size: 9) == ["successive-elimination"])
    #expect(name.wrapped(to: 60, lines: 1, size: 9) == ["successive-\u{2026}"])
    #expect(ChartText("UCB1, c = 1/4").wrapped(to: 40, lines: 3, size: 9) == ["UCB1, c", "= 1/4"])
  }

  @Test func linesFitWhateverTheText() {
    for text in ["abcdefghijklmnopqrstuvwxyz", "-----", "a b c d e f g h i j k l m n o p q r", "", " ", "WWWWWWWWW-i"] {
      for line in ChartText(text).wrapped(to: 30, lines: 2, size: 9) {
        #expect(FontWidths.width(line, size: 9) <= 30, "\(line)")
        #expect(!line.isEmpty)
      }
    }
  }

  @Test func exponentsAreRaised() {
    #expect(ChartText("2", timesTenTo: -13).plain == "2·10⁻¹³")
    #expect(ChartText("\u{2212}1", timesTenTo: 3).plain == "\u{2212}10³")
  }
}
