import Testing

@testable import BanditAlgorithms

struct PhasedArmsTests {
  private func played(_ arms: inout PhasedArms, rounds: Int, latest: Int?) -> [Int] {
    arms.begin(rounds: rounds, latest: latest)
    return (0..<rounds).map { _ in arms.next() }
  }

  @Test func roundsAreDividedEquallyInStretches() {
    var arms = PhasedArms(armCount: 3)
    #expect(played(&arms, rounds: 7, latest: nil) == [0, 0, 0, 1, 1, 2, 2])
    #expect(played(&arms, rounds: 3, latest: 2) == [2, 1, 0])
    #expect(played(&arms, rounds: 2, latest: 0) == [0, 1])
    #expect(played(&arms, rounds: 0, latest: 0) == [])
  }

  /// Means .9, .5 and .2 with 1, 1 and 4 pulls and radius .15 / sqrt(n): .9 - .15 = .75 against .65 and .275.
  @Test func dropsArmsBelow() {
    var arms = PhasedArms(armCount: 4)
    arms.observe(0.9, of: 0)
    arms.observe(0.5, of: 1)
    for _ in 0..<4 { arms.observe(0.2, of: 2) }
    arms.drop { 0.15 / $0.squareRoot() }
    #expect(arms.active == [0, 3])
    arms.drop { 0.15 / $0.squareRoot() }
    #expect(arms.active == [0, 3])
  }

  @Test func armsWithinTheRadiiStay() {
    var arms = PhasedArms(armCount: 2)
    arms.observe(0.9, of: 0)
    arms.observe(0.5, of: 1)
    arms.drop { _ in 0.2 }
    #expect(arms.active == [0, 1])
    arms.drop { _ in 0.19 }
    #expect(arms.active == [0])
  }

  @Test func commitsToTheBest() {
    var arms = PhasedArms(armCount: 3)
    for (arm, reward) in [0.4, 0.6, 0.6].enumerated() { arms.observe(reward, of: arm) }
    arms.commit()
    #expect(arms.active == [1])
  }
}
