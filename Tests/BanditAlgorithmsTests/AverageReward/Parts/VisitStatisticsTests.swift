import BanditGames
import Testing

@testable import BanditAlgorithms

struct VisitStatisticsTests {
  @Test func countsAndForgets() {
    var statistics = VisitStatistics(problem: AverageRewardProblem(stateCount: 3, actionCount: 2, horizon: 9))
    statistics.add(pair: 1, reward: 0.5, nextState: 2)
    statistics.add(pair: 1, reward: 0.25, nextState: 0)
    statistics.add(pair: 5, reward: 1, nextState: 2)
    #expect(statistics.visits == [0, 2, 0, 0, 0, 1] && statistics.rewards == [0, 0.75, 0, 0, 0, 1])
    #expect(Array(statistics.successors[3..<6]) == [1, 0, 1] && Array(statistics.successors[15...]) == [0, 0, 1])
    statistics.remove(pair: 1, reward: 0.5, nextState: 2)
    #expect(statistics.visits[1] == 1 && statistics.rewards[1] == 0.25)
    #expect(Array(statistics.successors[3..<6]) == [1, 0, 0])
    statistics.forget(1)
    #expect(statistics.visits == [0, 0, 0, 0, 0, 1] && statistics.successors.reduce(0, +) == 1)
    statistics.forgetAll()
    #expect(statistics.visits.allSatisfy { $0 == 0 } && statistics.rewards.allSatisfy { $0 == 0 })
    #expect(statistics.successors.allSatisfy { $0 == 0 })
  }
}
