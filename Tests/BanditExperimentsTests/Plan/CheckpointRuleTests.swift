import Testing

@testable import BanditExperiments

@Test("the logarithmic rounds")
func logarithmic() {
  #expect(
    CheckpointRule.log.checkpoints(horizon: 1234) == [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 120, 140, 170, 200, 250, 300,
      400, 500, 600, 700, 800, 900, 1000, 1200, 1234,
    ])
  #expect(CheckpointRule.log.checkpoints(horizon: 1) == [1])
  #expect(CheckpointRule.log.checkpoints(horizon: 20) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20])
}

@Test("change points and the rounds before them, among the logarithmic rounds only")
func changePoints() {
  #expect(
    CheckpointRule.log.checkpoints(horizon: 20, changePoints: [2, 10, 16, 20]) == [
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 17, 19, 20,
    ])
  #expect(CheckpointRule.linear(2).checkpoints(horizon: 20, changePoints: [3]) == [10, 20])
  #expect(CheckpointRule.rounds([7]).checkpoints(horizon: 20, changePoints: [3]) == [7, 20])
}

@Test("group points are those of the published curves, one row later")
func groupPoints() {
  // p_i = s + floor(i (T - 1 - s) / (n - 1)) with n = min(100, T), s = floor(T / n).
  let circle = CheckpointRule.groupPoints(100).checkpoints(horizon: 49857)
  #expect(circle.count == 100 && circle[0] == 499 && circle[25] == 12963 && circle[50] == 25427 && circle[75] == 37891)
  #expect(circle.last == 49857)
  let smoker = CheckpointRule.groupPoints(100).checkpoints(horizon: 274)
  #expect([0, 10, 25, 50, 75].map { smoker[$0] } == [3, 30, 71, 139, 208])
  // Published with the first point twice.
  #expect(CheckpointRule.groupPoints(100).checkpoints(horizon: 20) == Array(2...20))
  #expect(CheckpointRule.groupPoints(100).checkpoints(horizon: 2) == [2])
  #expect(CheckpointRule.groupPoints(100).checkpoints(horizon: 1) == [1])
  #expect(CheckpointRule.groupPoints(1).checkpoints(horizon: 7) == [7])
  #expect(CheckpointRule.groupPoints(2).checkpoints(horizon: Int.max) == [Int.max / 2 + 1, Int.max])
}

@Test("a group without so many rounds leaves out the later ones")
func roundsBeyondTheHorizon() {
  #expect(CheckpointRule.rounds([2, 5, 9]).checkpoints(horizon: 5) == [2, 5])
  #expect(CheckpointRule.rounds([6]).checkpoints(horizon: 5) == [5])
}

@Test("the longest horizon has few checkpoints and overflows nowhere")
func longest() {
  let rounds = CheckpointRule.log.checkpoints(horizon: Int.max)
  // 9 in the first decade, 13 in each of the next 18, and the horizon.
  #expect(rounds.count == 9 + 13 * 18 + 1)
  #expect(rounds.suffix(2) == [9_000_000_000_000_000_000, Int.max])
  #expect(CheckpointRule.linear(2).checkpoints(horizon: Int.max) == [Int.max / 2, Int.max])
  #expect(CheckpointRule.perDecade(1).checkpoints(horizon: Int.max).suffix(2) == [1_000_000_000_000_000_000, Int.max])
  #expect(CheckpointRule.linear(1_000_000).checkpoints(horizon: Int.max).count == 1_000_000)
}

@Test("linear rounds are at equal distances, rounded down, and no more than there are rounds")
func linear() {
  #expect(CheckpointRule.linear(4).checkpoints(horizon: 10) == [2, 5, 7, 10])
  #expect(CheckpointRule.linear(1).checkpoints(horizon: 10) == [10])
  #expect(CheckpointRule.linear(1000).checkpoints(horizon: 3) == [1, 2, 3])
}

@Test("rounds per decade, rounded")
func perDecade() {
  // 10^(0, 1/3, 2/3, ...) = 1, 2.15, 4.64, 10, 21.5, 46.4, 100
  #expect(CheckpointRule.perDecade(3).checkpoints(horizon: 120) == [1, 2, 5, 10, 22, 46, 100, 120])
}

@Test("a list of rounds, and the horizon")
func rounds() {
  #expect(CheckpointRule.rounds([2, 7]).checkpoints(horizon: 9) == [2, 7, 9])
  #expect(CheckpointRule.rounds([2, 9]).checkpoints(horizon: 9) == [2, 9])
}
