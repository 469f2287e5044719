/// Collects the problems of one scenario.
struct IssueLog {
  /// The name of the file, then the names of the overrides.
  let sources: [String]
  private var problems: Set<Mistake> = []

  /// More problems than a reader looks at; the rest is dropped, so that a hostile file cannot fill the memory.
  static let limit = 1_000

  /// Creates an empty log.
  init(sources: [String]) {
    self.sources = sources
  }

  /// How many different problems were reported.
  var count: Int { problems.count }

  /// Whether further reports are dropped.
  var isFull: Bool { count >= IssueLog.limit }

  /// Adds a problem; the points of a sweep report the same one again and again.
  mutating func report(_ mistake: Mistake) {
    if !isFull { problems.insert(mistake) }
  }

  /// Adds a problem.
  mutating func report(_ position: SourcePosition, _ path: String, _ message: String) {
    report(Mistake(position: position, path: path, message: message))
  }

  /// The error to throw: everything reported, in file order.
  var error: ScenarioError {
    .invalid(
      problems
        .sorted { ($0.position, $0.path, $0.message) < ($1.position, $1.path, $1.message) }
        .map {
          ScenarioIssue(
            file: sources[$0.position.source], line: $0.position.line, column: $0.position.column,
            path: IssueLog.brief($0.path, 300), message: IssueLog.brief($0.message, 4_000))
        })
  }

  /// A text without its middle, where a key or a name of the file would fill the screen.
  static func brief(_ text: String, _ limit: Int) -> String {
    text.unicodeScalars.count <= limit
      ? text : String(text.unicodeScalars.prefix(limit * 2 / 3)) + "..." + String(text.unicodeScalars.suffix(limit / 3))
  }
}
