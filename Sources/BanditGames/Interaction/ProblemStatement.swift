import BanditCards

/// What a learner may know before it starts, of every family.
public protocol ProblemStatement: Sendable {
  /// The number of rounds, T.
  var horizon: Int { get }

  /// How many addresses (arms, pairs of state and action) the noise of a round may have.
  var addressCount: Int { get }

  /// What metrics of items are reported of (arms, channels); not more than a reader would want rows of.
  var items: [Int] { get }

  /// What a learner may choose in a round (one or several), where metrics are reported of it.
  var actions: [Int] { get }
}

extension ProblemStatement {
  /// One for each address.
  public var items: [Int] { Array(0..<addressCount) }

  /// The items.
  public var actions: [Int] { items }

  /// The events that a metric of a scope is reported of, as far as the problem knows them.
  package func events(of scope: Metric.Scope) -> [Metric.Event] {
    switch scope {
    case .run, .changePoint: []
    case .item: items.map { Metric.Event($0) }
    case .action: actions.map { Metric.Event($0) }
    }
  }
}
