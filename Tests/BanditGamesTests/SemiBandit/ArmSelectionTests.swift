import Testing

@testable import BanditGames

struct ArmSelectionTests {
  private func largest(_ values: [Double], _ capacity: Int) -> [Int] {
    var selection = ArmSelection(armCount: values.count, capacity: capacity)
    selection.addLargest(of: values)
    return selection.arms
  }

  @Test func largestValuesWithTheLowestIndicesOnTies() {
    #expect(largest([0.1, 0.5, 0.3, 0.9], 2) == [3, 1])
    #expect(largest([0.5, 0.5, 0.5], 2) == [0, 1])
    #expect(largest([0.2, 0.5, 0.2, 0.5, 0.9], 4) == [4, 1, 3, 0])
    #expect(largest([-1, -.infinity, .infinity], 2) == [2, 0])
    #expect(largest([3, 1, 2], 9) == [0, 2, 1])
    #expect(largest([1, 2, 3, 4, 5], 1) == [4])
  }

  /// A set is new if it differs from that of the period before, whatever the order; the first one is no change.
  @Test func noticesChanges() {
    var selection = ArmSelection(armCount: 4, capacity: 3)
    let sets = [[0, 1], [1, 0], [0, 1, 2], [0, 2], [2, 3], [], [], [2]]
    let changes = sets.enumerated().map { place, set in
      selection.open()
      for arm in set { selection.add(arm) }
      return selection.close(at: place + 1)
    }
    #expect(changes == [false, false, true, true, true, true, false, true])
  }

  @Test func traps() async {
    await #expect(processExitsWith: .failure) {
      var selection = ArmSelection(armCount: 3, capacity: 2)
      for arm in 0...2 { selection.add(arm) }
      _ = selection.close(at: 1)
    }
    await #expect(processExitsWith: .failure) {
      var selection = ArmSelection(armCount: 3, capacity: 2)
      for _ in 0...1 { selection.add(1) }
      _ = selection.close(at: 1)
    }
    await #expect(processExitsWith: .failure) {
      var selection = ArmSelection(armCount: 3, capacity: 2)
      selection.add(3)
      _ = selection.close(at: 1)
    }
  }
}
