/// The arms that are there in a round, where arms come and go.
public struct PresentArms: Hashable, Sendable {
  /// They, in increasing order; at least one.
  public private(set) var arms: [Int]
  /// Of every arm, whether it is there.
  public private(set) var isPresent: [Bool]

  /// All arms.
  ///
  /// - Precondition: at least one arm.
  public init(armCount: Int) { self.init(Array(repeating: true, count: armCount)) }

  /// Some arms.
  ///
  /// - Precondition: at least one of them is there.
  public init(_ isPresent: [Bool]) {
    self.isPresent = isPresent
    arms = isPresent.indices.filter { isPresent[$0] }
    precondition(!arms.isEmpty, "a round needs at least one arm")
  }
}
