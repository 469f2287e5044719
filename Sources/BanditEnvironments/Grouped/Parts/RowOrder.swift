import BanditCards
import BanditGames
import BanditStreams

/// In which order the rows of a data set are presented.
public struct RowOrder: Sendable {
  /// The seeds of the shuffles, one for each replication; `nil` for the order of the data.
  public let shuffleSeeds: [UInt32]?
  /// What shuffled rows are sorted by.
  private let keys: [Double]?
  private let isAscending: Bool

  /// The seeds of the ten shuffles in the tables of arXiv 2310.04652.
  public static let publishedSeeds: [UInt32] = [473, 503, 623, 550, 692, 989, 617, 458, 301, 205]

  /// The order of the data, in every replication.
  public static let given = RowOrder(shuffleSeeds: nil, keys: nil, isAscending: true)

  /// A shuffle by each seed, as pandas' `sample(frac=1, random_state=seed)` and NumPy's
  /// `RandomState(seed).permutation(n)`.
  public static func shuffled(_ seeds: [UInt32]) -> RowOrder {
    RowOrder(shuffleSeeds: seeds, keys: nil, isAscending: true)
  }

  /// A shuffle by each seed, then sorted by a key; rows with equal keys stay in their shuffled order.
  public static func sorted(by keys: [Double], ascending: Bool, shuffleSeeds: [UInt32]) -> RowOrder {
    RowOrder(shuffleSeeds: shuffleSeeds, keys: keys, isAscending: ascending)
  }

  private init(shuffleSeeds: [UInt32]?, keys: [Double]?, isAscending: Bool) {
    self.shuffleSeeds = shuffleSeeds
    self.keys = keys
    self.isAscending = isAscending
  }

  /// `shuffleSeeds` of scenario files.
  public static let parameter = Parameter<[UInt32]>(
    AnyParameter(
      "shuffleSeeds",
      """
      The seeds of the shuffles: replication r plays the rows in the order of entry r, so `replications` is its length.
      """,
      .list(of: .whole(0...Int(UInt32.max))), default: .value(.list(publishedSeeds.map { .whole(Int($0)) })),
      why: "the ten shuffles of the published tables"),
    read: { ($0?.asWholes ?? []).map { UInt32(clamping: $0) } }, write: { .list($0.map { .whole(Int($0)) }) })

  /// Refuses a horizon that the rows do not last for.
  static func check(horizon: Int, rowCount: Int) throws(InvalidSettings) {
    if horizon > rowCount {
      throw InvalidSettings(
        "", "the horizon is \(horizon), but there are \(rowCount) rows; accepted: at most as many, or \"rows\"")
    }
  }

  /// The rows in the order of a replication.
  ///
  /// - Precondition: the order has a seed for the replication.
  public func rows(_ count: Int, replication: Int) -> [Int] {
    guard let shuffleSeeds else { return Array(0..<count) }
    var stream = NumPyStream(seed: shuffleSeeds[replication])
    let shuffled = stream.permutation(of: count)
    guard let keys else { return shuffled }
    return shuffled.enumerated().sorted { left, right in
      let (first, second) = (keys[left.element], keys[right.element])
      if first == second { return left.offset < right.offset }
      return (first < second) == isAscending
    }.map(\.element)
  }
}
