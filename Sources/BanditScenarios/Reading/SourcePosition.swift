/// A place in the scenario file or in one of the overrides.
struct SourcePosition: Hashable, Comparable {
  /// 0 for the file, n for the n-th override.
  var source: Int
  /// The line, from 1.
  var line: Int
  /// The column in characters (Unicode scalars), from 1.
  var column: Int

  /// The file first, then the overrides, each from its beginning.
  static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}
