/// A change of an environment, known to the game and not to the learner.
public struct LawChange: Hashable, Sendable {
  /// The first round of the new law.
  public let round: Int
  /// The items (arms, state-action pairs) whose law changes, in increasing order; `nil` for all.
  public let items: [Int]?

  /// Creates a change.
  public init(round: Int, items: [Int]? = nil) {
    self.round = round
    self.items = items
  }

  /// Whether an item's law changes; of everything (`nil`), whether any does.
  ///
  /// - Complexity: O(number of items that change).
  public func affects(_ item: Int?) -> Bool {
    guard let items else { return true }
    guard let item else { return !items.isEmpty }
    return items.contains(item)
  }
}
