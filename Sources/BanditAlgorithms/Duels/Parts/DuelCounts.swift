import BanditGames
import BanditStreams

/// How often each arm beat each other one.
struct DuelCounts: Sendable {
  /// The number of arms, K.
  let armCount: Int
  /// Victories of i over j at place i K + j.
  private var wins: [Double]

  init(armCount: Int) {
    self.armCount = armCount
    wins = Array(repeating: 0, count: armCount * armCount)
  }

  /// Adds a duel; one of an arm with itself says nothing.
  mutating func add(_ pair: DuelPair, firstWon: Bool) {
    guard pair.first != pair.second else { return }
    wins[firstWon ? pair.first * armCount + pair.second : pair.second * armCount + pair.first] += 1
  }

  /// How often an arm beat another one.
  func wins(of arm: Int, over other: Int) -> Double { wins[arm * armCount + other] }

  /// How often two arms met.
  func duels(_ arm: Int, _ other: Int) -> Double { wins(of: arm, over: other) + wins(of: other, over: arm) }

  /// An upper bound on the probability that an arm beats another one: its share of their duels and
  /// sqrt(spread / number of duels), 1 where they never met, 1/2 of an arm with itself.
  ///
  /// - Parameter spread: alpha ln t.
  func upper(_ arm: Int, _ other: Int, spread: Double) -> Double {
    if arm == other { return 0.5 }
    let count = duels(arm, other)
    return count == 0 ? 1 : wins(of: arm, over: other) / count + (spread / count).squareRoot()
  }

  /// A lower bound, likewise; 0 where they never met.
  func lower(_ arm: Int, _ other: Int, spread: Double) -> Double {
    if arm == other { return 0.5 }
    let count = duels(arm, other)
    return count == 0 ? 0 : wins(of: arm, over: other) / count - (spread / count).squareRoot()
  }
}

extension RandomStream {
  /// One of some numbers, uniformly; a single one without a draw.
  ///
  /// - Precondition: at least one.
  mutating func element(of choices: [Int]) -> Int {
    choices.count == 1 ? choices[0] : choices[integer(below: choices.count)]
  }
}
