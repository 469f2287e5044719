import BanditComparators
import Testing

struct IdleTimesTests {
  @Test func countFromTheLatestPullUpToTheDepth() {
    var times = IdleTimes(depths: [3, 5], start: .zero)
    #expect((1...6).map { times.idleTime(of: 0, at: $0) } == [1, 2, 3, 3, 3, 3])
    times.pull(1, at: 4)
    #expect((5...11).map { times.idleTime(of: 1, at: $0) } == [1, 2, 3, 4, 5, 5, 5])
    #expect(times.idleTime(of: 0, at: 5) == 3)
  }

  @Test func recoveredArmsBeginAtTheirDepth() {
    var times = IdleTimes(depths: [3, 5], start: .recovered)
    #expect([times.idleTime(of: 0, at: 1), times.idleTime(of: 1, at: 1), times.idleTime(of: 1, at: 9)] == [3, 5, 5])
    times.pull(1, at: 1)
    #expect(times.idleTime(of: 1, at: 2) == 1)
  }
}
