import Foundation
import Testing

/// Every public declaration has a doc comment, unless it is a witness of a requirement that has one: what the protocol
/// says need not be said again.
///
/// `swift format` has a rule for this that knows no witnesses, which led to a hundred comments that said "The card."
struct DocumentationTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

  @Test func everyPublicDeclarationIsDocumented() throws {
    let sources = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") }.sorted()
    let texts = try sources.map { name in
      (name, try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8))
    }
    let documented = Set(texts.flatMap { DocumentationTests.requirements(in: $0.1) })
    #expect(documented.isSuperset(of: ["card", "init(settings:horizon:)", "selectArm(at:noise:)", "truth"]))
    var count = 0
    for (name, text) in texts {
      for (line, declaration) in DocumentationTests.undocumented(in: text) where !documented.contains(declaration) {
        Issue.record("\(name):\(line): the public '\(declaration)' has no doc comment")
      }
      count += text.matches(of: #/\n *public /#).count
    }
    #expect(count > 1000)
  }

  @Test func requirementsAndTheirWitnessesAreFound() {
    let text = """
      public protocol Learner {
        /// The arm.
        mutating func selectArm(at round: Int, noise: inout Noise) -> Int
        var bare: Int { get }
      }
      public struct One: Learner {
        public mutating func selectArm(at round: Int, noise: inout Noise) -> Int { 0 }
        /// Said.
        @inlinable
        public var bare: Int { 1 }
        public static let lonely = 2
      }
      """
    #expect(DocumentationTests.requirements(in: text) == ["selectArm(at:noise:)"])
    #expect(
      DocumentationTests.undocumented(in: text).map(\.declaration) == [
        "Learner", "One", "selectArm(at:noise:)", "lonely",
      ])
  }

  // MARK: Reading

  /// The documented requirements of public protocols.
  private static func requirements(in text: String) -> [String] {
    var requirements: [String] = []
    var isInside = false
    let lines = text.components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("public protocol ") { isInside = true }
      if line == "}" { isInside = false }
      if isInside, hasComment(above: index, lines), let name = name(of: lines[index...]) { requirements.append(name) }
    }
    return requirements
  }

  private static func undocumented(in text: String) -> [(line: Int, declaration: String)] {
    let lines = text.components(separatedBy: "\n")
    return lines.indices.compactMap { index in
      let isPublic = lines[index].wholeMatch(of: #/ *public .*/#) != nil
      guard isPublic, !lines[index].contains("public extension"), !hasComment(above: index, lines),
        let name = name(of: lines[index...])
      else { return nil }
      return (index + 1, name)
    }
  }

  private static func hasComment(above index: Int, _ lines: [String]) -> Bool {
    let above = lines[..<index].last { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("@") } ?? ""
    return above.trimmingCharacters(in: .whitespaces).hasPrefix("///")
  }

  /// The name of the declaration that begins with the first of some lines, with argument labels for functions.
  private static func name(of lines: ArraySlice<String>) -> String? {
    let text = lines.prefix(6).joined(separator: " ")
    let words = #/^ *(?:(?:public|static|mutating|private\(set\)|internal\(set\)|indirect|final|nonmutating) +)*/#
    let rest = text.replacing(words, with: "", maxReplacements: 1)
    if let match = rest.prefixMatch(of: #/(?:func +)?([^ (<]+?)\??(?:<[^(]*>)?\(/#),
      rest.hasPrefix("func ") || rest.hasPrefix("init")
    {
      return match.output.1 + "(" + labels(rest[match.range.upperBound...]) + ")"
    }
    return rest.prefixMatch(
      of: #/(?:var|let|struct|enum|protocol|class|typealias|associatedtype|case|subscript) +`?(\w+)/#
    )
    .map { String($0.output.1) }
  }

  /// The argument labels of a parameter list, up to its closing parenthesis.
  private static func labels(_ list: Substring) -> String {
    var depth = 1
    var labels = ""
    var current = ""
    for character in list {
      switch character {
      case "(", "[", "<", "{": depth += 1
      case ")", "]", "}": depth -= 1
      case ">": if current.last != "-" { depth -= 1 }
      default: break
      }
      if depth == 0 || (depth == 1 && character == ",") {
        if let label = current.split(whereSeparator: { " :".contains($0) }).first { labels += label + ":" }
        current = ""
        if depth == 0 { break }
        continue
      }
      current.append(character)
    }
    return labels
  }
}
