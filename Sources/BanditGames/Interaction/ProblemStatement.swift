/// What a learner may know before it starts, of every family.
public protocol ProblemStatement: Sendable {
  /// The number of rounds, T.
  var horizon: Int { get }

  /// How many addresses (arms, pairs of state and action) the noise of a round may have.
  var addressCount: Int { get }

  /// What metrics of items are reported of (arms, channels); not more than a reader would want rows of.
  var items: [Int] { get }
}

extension ProblemStatement {
  /// One for each address.
  public var items: [Int] { Array(0..<addressCount) }
}
