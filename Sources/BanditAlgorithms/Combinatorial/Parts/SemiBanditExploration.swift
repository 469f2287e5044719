import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// The exploration of learners that see the costs of the elements chosen: with probability gamma a fixed set through a
/// uniformly random element, whose cost stands for all of them.
struct SemiBanditExploration: Sendable {
  /// `gamma` of scenario files; `nil` where it is left out.
  static let gamma = Parameter.auto(
    "gamma", "The probability of exploring in a round, or `auto` for that of the rule.",
    NumberRange(lower: .excluded(0), upper: .included(1)), why: "it balances the terms of the bound")

  /// The probability of exploring.
  let gamma: Double
  private var sets: FeasibleSets
  private var wishes: [Double]
  /// The element explored in this round; `nil` in rounds of play.
  private(set) var element: Int?
  /// In how many rounds it explored.
  private(set) var count = 0

  init(_ problem: CombinatorialProblem, gamma: Double) {
    self.gamma = gamma
    sets = problem.sets
    wishes = Array(repeating: 0, count: problem.elementCount)
  }

  /// Whether this round explores; if so, writes the set. One uniform, and an integer where it explores.
  mutating func explore(into set: inout [Int], noise: inout RoundNoise) -> Bool {
    guard noise.uniform() < gamma else {
      element = nil
      return false
    }
    let element = noise.integer(below: wishes.count)
    wishes[element] = -1
    sets.writeCheapest(for: wishes, into: &set)
    wishes[element] = 0
    self.element = element
    count += 1
    return true
  }

  /// The fake cost of the element explored, (d / gamma) c; `nil` in rounds of play, whose fake costs are 0.
  func fakeCost(_ costs: [Double]) -> (element: Int, cost: Double)? {
    element.map { ($0, Double(wishes.count) / gamma * costs[$0]) }
  }
}

extension Metric {
  /// How often a learner explored.
  public static let exploredRounds = Metric(
    "explored_rounds", "In how many rounds so far the learner explored instead of playing by what it knew.",
    unit: "rounds", isCumulative: true)
}
