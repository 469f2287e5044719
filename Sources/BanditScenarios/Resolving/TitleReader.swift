import BanditExperiments

/// Reads `title` and `latex` of a scenario and of its entries.
enum TitleReader {
  /// The longest title, in characters: it stands in tables and beside lines.
  static let lengthLimit = 200

  /// The title of an object; `nil` if it has none. What is wrong is reported and left out.
  static func title(of object: LocatedValue, path: String, log: inout IssueLog) -> Title? {
    let (text, latex) = (text("title", of: object, path, &log), text("latex", of: object, path, &log))
    return text == nil && latex == nil ? nil : Title(text ?? "", latex: latex)
  }

  private static func text(_ key: String, of object: LocatedValue, _ path: String, _ log: inout IssueLog) -> String? {
    guard let value = object[key] else { return nil }
    if let text = value.text, 1...lengthLimit ~= text.count, text.contains(where: { !$0.isWhitespace }) { return text }
    // Of the scenario's own keys, another type has been reported with the others.
    guard !path.isEmpty || value.text != nil else { return nil }
    log.report(
      value.position, SettingsReader.join(path, key),
      "found \(value.found); accepted: a text of 1 to \(lengthLimit) characters\(value.quotesNeeded)")
    return nil
  }
}
