import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct RoundRobinTests {
  @Test func armsTakeTurns() throws {
    let run = play(try make(RoundRobin.self, for: .rec5, horizon: 7), .rec5, rounds: 7)
    #expect(run.sets == [[0, 1], [2, 3], [4], [0, 1], [2, 3], [4], [0, 1]])
    let wide = NoiselessCurves([[1], [2]], capacity: 5)
    #expect(play(try make(RoundRobin.self, for: wide, horizon: 2), wide, rounds: 2).sets == [[0, 1], [0, 1]])
  }

  @Test func conforms() {
    #expect(SemiBanditConformance.violations(of: RoundRobin.self, isRandomized: false) == [])
  }

  @Test func typedCallsAndSettingsAgree() throws {
    let problem = NoiselessCurves.three.problem(horizon: 40)
    #expect(haveSameContents(RoundRobin(problem), try RoundRobin(settings: [:], problem: problem)))
  }
}
