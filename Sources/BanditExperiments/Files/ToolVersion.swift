/// Which program made results.
public struct ToolVersion: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The version of the program.
  public let version: String
  /// The commit that it was built from, and whether the tree was clean; `nil` if nobody knows.
  public let source: Source?

  /// A state of a repository.
  public struct Source: Hashable, Sendable {
    /// The commit, in hexadecimal digits.
    public let commit: String
    /// Whether nothing had been changed since.
    public let isClean: Bool

    /// States where a program comes from.
    public init(commit: String, isClean: Bool) {
      self.commit = commit
      self.isClean = isClean
    }
  }

  /// States which program it is.
  public init(_ version: String, source: Source? = nil) {
    self.version = version
    self.source = source
  }

  /// A version of which no more is known.
  public init(stringLiteral version: String) { self.init(version) }
}
