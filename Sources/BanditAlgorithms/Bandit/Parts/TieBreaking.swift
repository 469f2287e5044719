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

  /// Of some arms, in increasing order, the one with the largest value; draws as `argmax(_:noise:)` of the values does.
  ///
  /// - Precondition: `arms` is not empty. O(count).
  @inline(__always)
  func argmax(among arms: [Int], noise: inout RoundNoise, _ value: (_ arm: Int) -> Double) -> Int {
    var best = arms[0]
    var highest = value(best)
    var ties = 1
    for arm in arms.dropFirst() {
      let index = value(arm)
      if index > highest {
        best = arm
        highest = index
        ties = 1
      } else if index == highest {
        ties += 1
      }
    }
    guard self == .random, ties > 1 else { return best }
    var remaining = noise.integer(below: ties)
    return arms.first { arm in
      if value(arm) != highest { return false }
      remaining -= 1
      return remaining < 0
    } ?? best
  }

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
