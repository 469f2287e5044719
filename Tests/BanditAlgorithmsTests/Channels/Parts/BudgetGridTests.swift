import BanditCards
import BanditGames
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct BudgetGridTests {
  private func arms(_ setting: Setting, horizon: Int, budget: Double = 3) throws -> [Double] {
    let world = ScriptedChannels([[auctions((9, 3))]], horizon: horizon, budget: budget)
    return try BudgetGrid.parameter.value(of: setting).arms(world.problem)
  }

  /// ceil(T^(1/3)) + 1, also where the root is a whole number.
  @Test(arguments: [
    (1, 2), (2, 3), (7, 3), (8, 3), (9, 4), (27, 4), (28, 5), (343, 8), (1000, 11), (1001, 12), (2000, 14), (8000, 21),
    (1_000_000, 101), (1_000_000_000, 1001),
  ])
  func automaticCount(horizon: Int, count: Int) throws {
    let arms = try arms(.text("auto"), horizon: horizon)
    #expect(arms.count == count)
    #expect(arms[0] == 0)
    #expect(arms[count - 1] == 3)
    #expect(zip(arms, arms.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func automaticMesh() throws {
    // 2 / 20^(1/3) = 0.736806299728...
    let found = try arms(.text("auto"), horizon: 20, budget: 2)
    for (arm, expected) in zip(found, [0, 0.736806299728, 1.473612599456, 2]) { #expect(abs(arm - expected) < 1e-11) }
  }

  @Test func evenlySpacedAndListed() throws {
    #expect(try arms(.whole(5), horizon: 10, budget: 2) == [0, 0.5, 1, 1.5, 2])
    #expect(try arms(.whole(7), horizon: 10, budget: 0.7)[6] == 0.7)
    #expect(try arms(.list([.number(0.5), .number(3)]), horizon: 10) == [0.5, 3])
  }
}
