import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MNLThompsonTests {
  private let problem = SlateProblem(itemCount: 6, slateSize: 2, horizon: 100)

  /// Feedback a, a, b, none.
  @Test func theExample() throws {
    let (learner, slates) = playSlates(try MNLThompson(problem), problem, clicks: [0, 0, 1, nil])
    #expect(Set(slates).count == 1)
    let (a, b) = (slates[0][0], slates[0][1])
    let posteriors = learner.posteriors
    #expect(posteriors[a].a == 2 && posteriors[b].a == 2 && posteriors[a].b == 3 && posteriors[b].b == 2)
    #expect(posteriors.indices.allSatisfy { $0 == a || $0 == b || posteriors[$0].a == 1 && posteriors[$0].b == 1 })
  }

  /// Nothing is learned before an epoch is over, and clicks of one epoch are not counted in the next.
  @Test func epochs() throws {
    let open = playSlates(try MNLThompson(problem), problem, clicks: [0, 1, 0])
    #expect(open.learner.posteriors.allSatisfy { $0.a == 1 && $0.b == 1 })
    let (learner, slates) = playSlates(
      try MNLThompson(problem, strategy: .random), problem, clicks: [0, nil, nil, 1, 1, nil, nil])
    #expect(slates[0] == slates[1] && slates[3] == slates[4] && slates[4] == slates[5])
    #expect(learner.posteriors.reduce(0) { $0 + $1.a } == 6 + 2 * 4)
    #expect(learner.posteriors.reduce(0) { $0 + $1.b } == 6 + 3)
    let clicked = slates[3][1]
    #expect(learner.posteriors[clicked].b >= 3)
  }

  /// The smallest mean of 1 / (1 + v): the most clicks per epoch.
  @Test func greedyTakesTheMostClicksPerEpoch() throws {
    let all = SlateProblem(itemCount: 3, slateSize: 3, horizon: 9)
    let first = playSlates(try MNLThompson(all, strategy: .greedy), all, clicks: [1, 1, 2, nil])
    let (middle, best) = (first.slates[0][2], first.slates[0][1])
    let worst = first.slates[0][0]
    let second = playSlates(first.learner, all, clicks: [nil])
    #expect(second.slates == [[best, middle, worst]])
    // An epoch without clicks makes them all less attractive, in the same order: means 3/6, 3/5, 3/4.
    #expect(playSlates(second.learner, all, clicks: [nil]).slates == [[best, middle, worst]])
  }

  @Test func conforms() {
    for strategy in SlateStrategy.allCases {
      #expect(
        SlateConformance.violations(
          of: MNLThompson.self, settings: ["strategy": .text(strategy.rawValue)], isRandomized: true) == [])
    }
  }
}
