import BanditComparators
import Testing

struct SequenceLimitsTests {
  @Test func smallMachinesAreAllowed() {
    #expect(SequenceLimits.allow(states: 781, armCount: 5, horizon: 20_000))
    #expect(SequenceLimits.allow(states: 1000, armCount: 5, horizon: 20_000))
    #expect(!SequenceLimits.allow(states: 1001, armCount: 5, horizon: 20_000))
    #expect(SequenceLimits.allow(states: 2_000_000, armCount: 2, horizon: 25))
    #expect(!SequenceLimits.allow(states: 2_000_001, armCount: 2, horizon: 1))
    #expect(!SequenceLimits.allow(states: nil, armCount: 2, horizon: 1))
    #expect(!SequenceLimits.allow(states: Int.max, armCount: 2, horizon: 1))
    #expect(!SequenceLimits.allow(states: 1, armCount: 100_000, horizon: 1))
  }
}
