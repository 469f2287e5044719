import Testing

@testable import BanditScenarios

@Test("lines end where YAML ends them", arguments: ["\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"])
func lineBreaks(lineBreak: String) throws {
  let text = try SourceText(Array("é\(lineBreak)\(lineBreak)ab".utf8), source: 0)
  #expect(text.scalar(at: SourcePosition(source: 0, line: 1, column: 1)) == "é")
  #expect(text.scalar(at: SourcePosition(source: 0, line: 3, column: 2)) == "b")
  #expect(text.scalar(at: SourcePosition(source: 0, line: 3, column: 3)) == nil)
  #expect(text.scalar(at: SourcePosition(source: 0, line: 4, column: 1)) == nil)
  #expect(text.end == SourcePosition(source: 0, line: 3, column: 3))
}

@Test("an anchor is found on every kind of line", arguments: ["\n", "\r", "\r\n"])
func anchorOnLine(lineBreak: String) {
  let found = problems("name: t\(lineBreak)horizon: &a 3\(lineBreak)seed: 1")
  #expect(found.count == 1)
  #expect(found.first?.hasPrefix("s.json:2:10: error: horizon: anchors") == true)
}

@Test("a byte order mark takes no column")
func byteOrderMark() throws {
  let text = try SourceText(Array("\u{FEFF}a".utf8), source: 0)
  #expect(text.scalar(at: SourcePosition(source: 0, line: 1, column: 1)) == "a")
}
