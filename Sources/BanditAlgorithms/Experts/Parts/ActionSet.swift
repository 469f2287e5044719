import BanditStreams

/// Uniform sets of actions, drawn without replacement and without allocation.
struct ActionSet: Sendable {
  /// A permutation of the actions, whose head is the set.
  private var order: [Int]
  private var count = 0

  /// The empty set.
  init(actionCount: Int) {
    order = Array(0..<actionCount)
  }

  /// The actions of the set.
  var members: ArraySlice<Int> { order.prefix(count) }

  /// Draws a set of all actions; as many integers as it has members (none if it has them all).
  ///
  /// - Precondition: `0 <= count <= K`.
  mutating func draw(_ count: Int, noise: inout RoundNoise) {
    draw(count, of: order.count, noise: &noise)
  }

  /// Draws a set of all actions but one.
  ///
  /// - Precondition: `0 <= count < K`.
  mutating func draw(_ count: Int, without action: Int, noise: inout RoundNoise) {
    order.swapAt(order.firstIndex(of: action)!, order.count - 1)
    draw(count, of: order.count - 1, noise: &noise)
  }

  /// The first steps of a shuffle of the first places.
  private mutating func draw(_ count: Int, of places: Int, noise: inout RoundNoise) {
    self.count = count
    if count == places { return }
    for place in 0..<count { order.swapAt(place, place + noise.integer(below: places - place)) }
  }
}
