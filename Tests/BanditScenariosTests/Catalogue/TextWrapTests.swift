import Testing

@testable import BanditScenarios

struct TextWrapTests {
  @Test func longLinesBreakBetweenWordsAtTheirIndentation() {
    #expect(TextWrap.wrap("  one two three four", width: 10) == "  one two\n  three\n  four")
    #expect(TextWrap.wrap("short", width: 10) == "short")
    #expect(TextWrap.wrap("", width: 10) == "")
    #expect(TextWrap.wrap("unbreakableword x", width: 5) == "unbreakableword\nx")
  }
}
