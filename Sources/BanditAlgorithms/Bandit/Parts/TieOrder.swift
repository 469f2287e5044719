import BanditCards
import BanditStreams

/// The order in which equally good arms are preferred by learners that drop arms after an observation, when they cannot draw:
/// the lowest index first, or an order drawn before the first round, in which each of some equal arms is first with the same
/// probability.
struct TieOrder: Sendable {
  /// The place of each arm in the order.
  private var places: [Int]
  private let isRandom: Bool

  init(_ ties: TieBreaking, armCount: Int) {
    isRandom = ties == .random
    places = Array(0..<armCount)
  }

  /// Draws the order before the first round, if it is random: K - 1 integers (R. Durstenfeld's shuffle).
  mutating func draw(from noise: inout RoundNoise) {
    guard isRandom else { return }
    for last in places.indices.dropFirst().reversed() { places.swapAt(last, noise.integer(below: last + 1)) }
  }

  /// Some arms from the best to the worst.
  func sorted(_ arms: [Int], by values: [Double]) -> [Int] {
    arms.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : places[$0] < places[$1] }
  }
}

extension TieBreaking {
  /// `ties` of scenario files, of learners that drop arms.
  public static let ofKeptArms = Parameter.choice(
    "ties",
    "Which of equally good arms is kept: the one with the `lowest` index, or the first one in a `random` order of all arms.",
    default: TieBreaking.lowest)
}
