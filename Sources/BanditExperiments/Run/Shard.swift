/// One of several processes that share the blocks of a plan.
public struct Shard: Hashable, Sendable {
  /// Which one, from 0.
  public let index: Int
  /// How many there are.
  public let count: Int

  /// Creates a shard; `nil` unless `0 <= index < count`.
  public init?(index: Int, count: Int) {
    guard count >= 1, (0..<count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads "i/n".
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, count: count)
  }

  /// The whole plan.
  public static let whole = Shard(index: 0, count: 1)!

  /// Whether the block at a position of the plan's list of distinct blocks is this shard's.
  ///
  /// Blocks are dealt like cards, and each time round one further: else a list of as many algorithms as there are shards
  /// would give all blocks of the slowest one to the same shard.
  public func contains(_ position: Int) -> Bool { Shard.index(of: position, count: count) == index }

  /// Which of some shards has the block at a position.
  public static func index(of position: Int, count: Int) -> Int { (position + position / count) % count }
}
