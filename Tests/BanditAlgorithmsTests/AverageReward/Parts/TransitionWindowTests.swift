import Testing

@testable import BanditAlgorithms

struct TransitionWindowTests {
  @Test func keepsTheLatest() {
    var window = TransitionWindow(length: 3)
    let removed = (0..<8).map { window.push(.init(pair: $0 % 2, reward: Double($0), nextState: $0))?.nextState }
    #expect(removed == [nil, nil, nil, 0, 1, 2, 3, 4])
    // 5, 6 and 7 are left.
    #expect(window.rewardSums(pairCount: 2) == [6, 12])
    #expect(!window.hasTurned)
    _ = window.push(.init(pair: 0, reward: 8, nextState: 8))
    #expect(window.hasTurned)
  }
}
