import BanditCards
import BanditGames
import BanditStreams

/// Which of several equally good arms is chosen.
public enum TieBreaking: String, Sendable, CaseIterable {
  /// The one with the lowest index.
  case lowest
  /// One of them, uniformly; draws only when there is a tie.
  case random

  /// The parameter of the cards of index policies.
  public static let parameter = Parameter.choice(
    "ties", "Which of equally good arms is pulled: the one with the `lowest` index, or one of them at `random`.",
    default: TieBreaking.lowest)

  /// The place of the largest value.
  ///
  /// - Precondition: `values` is not empty. O(count).
  public func argmax(_ values: [Double], noise: inout RoundNoise) -> Int {
    var best = 0
    for index in 1..<max(1, values.count) where values[index] > values[best] { best = index }
    guard self == .random else { return best }
    let count = values.count { $0 == values[best] }
    guard count > 1 else { return best }
    var remaining = noise.integer(below: count)
    return values.indices.first { index in
      if values[index] != values[best] { return false }
      remaining -= 1
      return remaining < 0
    }!
  }
}
