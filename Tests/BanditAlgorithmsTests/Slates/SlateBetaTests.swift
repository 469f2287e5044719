import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct SlateBetaTests {
  private let problem = SlateProblem(itemCount: 2, slateSize: 2, horizon: 100)

  @Test func countsClicksAndShowings() throws {
    let one = SlateProblem(itemCount: 3, slateSize: 1, horizon: 9)
    var learner = try SlateBeta(one)
    for click in [1, nil, 1] as [Int?] { learner.observe(click: click, on: [1], at: 1) }
    learner.observe(click: nil, on: [2], at: 4)
    #expect(learner.posteriors.map(\.a) == [1, 3, 1] && learner.posteriors.map(\.b) == [1, 2, 2])
    // Means 1/2, 3/5 and 1/3.
    let greedy = playSlates(try SlateBeta(problem, strategy: .greedy), problem, clicks: [0, 0, nil])
    #expect(Set(greedy.slates.dropFirst()).count == 1 && greedy.slates[1][0] == greedy.slates[0][0])
  }

  /// The bias that the card speaks of: beside a good item the share of a good one falls from v / (1 + v) to v / (1 + 2 v),
  /// and the order stays right.
  @Test func neighboursTakeClicks() throws {
    var learner = try SlateBeta(problem)
    // v = 2 and 1: of eight showings together, four clicks on the first, two on the second, two on none.
    for click in [0, 0, 1, nil, 0, 0, 1, nil] as [Int?] { learner.observe(click: click, on: [0, 1], at: 1) }
    let means = learner.posteriors.map { $0.a / ($0.a + $0.b) }
    // Not 2/3 and 1/2, but 1/2 and 1/4, with the uniform prior's two observations.
    #expect(means == [0.5, 0.3])
  }

  @Test func conforms() {
    for strategy in SlateStrategy.allCases {
      #expect(
        SlateConformance.violations(
          of: SlateBeta.self, settings: ["strategy": .text(strategy.rawValue)], isRandomized: true) == [])
    }
  }
}
