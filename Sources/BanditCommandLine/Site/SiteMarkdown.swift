import Foundation

/// Documents of the repository as DocC wants them.
enum SiteMarkdown {
  /// A page: links between documents lead to pages, links to other files become their text, and pictures are called by
  /// their names.
  ///
  /// - Parameters:
  ///   - documents: the names of the pages by the documents' paths from the repository.
  static func page(_ text: String, documents: [String: String]) -> String {
    var isCode = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("<!--")
    }.map { line in
      if line.hasPrefix("```") { isCode.toggle() }
      return isCode ? String(line) : rewritten(String(line), documents: documents)
    }
    return lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
  }

  private static func rewritten(_ line: String, documents: [String: String]) -> String {
    line.replacing(/!\[(?<text>[^\]]*)\]\((?<path>[^)]*)\)/) { picture in
      let name = picture.path.split(separator: "/").last?.dropSuffix(".svg") ?? ""
      return "![\(picture.text)](\(name))"
    }.replacing(/(?<before>^|[^!])\[(?<text>[^\]]+)\]\((?<target>[^)]+)\)/) { link in
      let target = String(link.target)
      if target.hasPrefix("https://") || target.hasPrefix("http://") { return String(link.output.0) }
      let path = target.split(separator: "#").first.map(String.init) ?? ""
      let name = documents.first { file, _ in file == path || file.hasSuffix("/\(path.trimmingPrefix("../"))") }?.value
      return "\(link.before)" + (name.map { "[\(link.text)](doc:\($0))" } ?? String(link.text))
    }
  }
}

extension Substring {
  /// Without an ending, if it has it.
  fileprivate func dropSuffix(_ ending: String) -> Substring { hasSuffix(ending) ? dropLast(ending.count) : self }
}
