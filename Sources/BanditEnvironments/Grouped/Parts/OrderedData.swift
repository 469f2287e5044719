import BanditGames
import BanditStreams

/// A table of examples: features, labels, and the groups of each row.
public struct GroupedData: Sendable {
  /// The number of features, d.
  public let featureCount: Int
  /// The features, row after row.
  public let features: [Double]
  /// The label of each row.
  public let labels: [Double]
  /// The groups that have an expert of their own.
  public let expertGroups: Memberships
  /// The groups on which regret is reported.
  public let reportGroups: Memberships

  /// The name of the group of all rows.
  public static let alwaysOn = "always-on"

  /// The most numbers that a table may hold.
  static let sizeLimit = 50_000_000

  /// Creates a table.
  ///
  /// - Precondition: `featureCount` features for each label.
  public init(
    featureCount: Int, features: [Double], labels: [Double], expertGroups: Memberships, reportGroups: Memberships
  ) {
    precondition(
      featureCount >= 1 && features.count == featureCount * labels.count,
      "a table needs a row of features for each label")
    self.featureCount = featureCount
    self.features = features
    self.labels = labels
    self.expertGroups = expertGroups
    self.reportGroups = reportGroups
  }

  /// The number of rows.
  public var rowCount: Int { labels.count }

  /// Numbers on the scale on which the smallest is 0 and the largest 1; all 0 if they are equal.
  static func scaled(_ numbers: [Double]) -> [Double] {
    guard let least = numbers.min(), let largest = numbers.max(), largest > least else {
      return Array(repeating: 0, count: numbers.count)
    }
    let range = largest - least
    if range.isFinite { return numbers.map { ($0 - least) / range } }
    // The halves of the largest numbers have a range.
    return numbers.map { ($0 / 2 - least / 2) / (largest / 2 - least / 2) }
  }
}

/// A table of examples presented in an order.
public struct OrderedData: GroupedEnvironment {
  private let data: GroupedData
  private let order: [Int]
  /// What the ledger may know.
  public let truth: GroupedTruth

  /// Creates the environment.
  ///
  /// - Parameter order: the row of each round, the first round's first.
  public init(data: GroupedData, order: [Int], comparatorRows: ComparatorRows = .exact) {
    self.data = data
    self.order = order
    truth = GroupedTruth(
      reportGroups: data.reportGroups.names, featureCount: data.featureCount, comparatorRows: comparatorRows)
  }

  /// Presents the row of a round; draws nothing.
  ///
  /// - Precondition: the order has such a round.
  public mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise) {
    let row = order[round - 1]
    let start = row * data.featureCount
    example.features.removeAll(keepingCapacity: true)
    example.features.append(contentsOf: data.features[start..<start + data.featureCount])
    data.expertGroups.write(row: row, into: &example.groups)
  }

  /// Reveals the row of a round.
  public mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int) {
    let row = order[round - 1]
    outcome.label = data.labels[row]
    data.reportGroups.write(row: row, into: &outcome.reportGroups)
  }
}
