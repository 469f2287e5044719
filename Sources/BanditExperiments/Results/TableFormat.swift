/// How the final table is printed.
public enum TableFormat: String, Sendable, CaseIterable {
  /// Aligned columns, for people.
  case text
  /// The same bytes as `final.csv`.
  case csv
  /// One object; names as in `final.csv`, `null` for missing.
  case json
  /// `table` environments with the rules of the booktabs package.
  case latex
  /// Tables of GitHub's Markdown.
  case markdown
}
