/// Items in the order of their keys, the largest first, asked for one at a time: the first few of many cost little.
///
/// A binary heap in room that is kept. On ties the lowest item comes first.
public struct RankHeap: Sendable {
  /// The keys by item.
  private var keys: [Double]
  private var items: [Int]
  /// How many items are left.
  public private(set) var count = 0

  /// Creates room for items.
  ///
  /// - Precondition: `capacity >= 0`.
  public init(capacity: Int) {
    keys = Array(repeating: 0, count: capacity)
    items = Array(repeating: 0, count: capacity)
  }

  /// Fills it with the items `0..<count`.
  ///
  /// - Parameter key: the key of an item, which is not NaN; asked once, in order.
  /// - Precondition: `count` is at most the capacity.
  /// - Complexity: O(count).
  public mutating func fill(_ count: Int, key: (_ item: Int) -> Double) {
    precondition(count <= keys.count, "\(count) items have no room among \(keys.count)")
    self.count = count
    for item in 0..<count {
      keys[item] = key(item)
      items[item] = item
    }
    for place in stride(from: count / 2 - 1, through: 0, by: -1) { sink(from: place) }
  }

  /// The item with the largest key; `nil` if none is left.
  public var first: Int? { count == 0 ? nil : items[0] }

  /// The key of an item.
  public func key(of item: Int) -> Double { keys[item] }

  /// Takes the item with the largest key out.
  ///
  /// - Precondition: some item is left.
  /// - Complexity: O(log count).
  public mutating func removeFirst() -> Int {
    precondition(count > 0, "no item is left")
    let item = items[0]
    count -= 1
    items[0] = items[count]
    sink(from: 0)
    return item
  }

  /// Gives the first item a key that is no larger than the one it has.
  ///
  /// - Precondition: some item is left.
  /// - Complexity: O(log count).
  public mutating func lowerFirst(to key: Double) {
    precondition(count > 0 && key <= keys[items[0]], "the first item's key can be lowered, not raised")
    keys[items[0]] = key
    sink(from: 0)
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    keys[first] > keys[second] || keys[first] == keys[second] && first < second
  }

  private mutating func sink(from start: Int) {
    guard start < count else { return }
    let item = items[start]
    var place = start
    while 2 * place + 1 < count {
      var child = 2 * place + 1
      if child + 1 < count, precedes(items[child + 1], items[child]) { child += 1 }
      guard precedes(items[child], item) else { break }
      items[place] = items[child]
      place = child
    }
    items[place] = item
  }
}
