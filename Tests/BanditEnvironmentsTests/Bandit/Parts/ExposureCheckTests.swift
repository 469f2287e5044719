import Testing

@testable import BanditEnvironments

struct ExposureCheckTests {
  private func check(_ memory: Int, _ arms: TallyingArm...) -> ExposureCheck {
    ExposureCheck(of: arms, memory: memory)
  }

  @Test func workedExample() {
    let arms = [LossCurve.affine(zero: 1, full: 0.125), .affine(zero: 0.4, full: 0.575)].map {
      TallyingArm(weights: .decay(0.5), loss: $0)
    }
    #expect(ExposureCheck(of: arms, memory: 3) == .holds(arm: 0, loss: 0.125))
  }

  @Test func alternationBreaksIt() {
    let arm = TallyingArm(loss: .table([0, 1]))
    #expect(check(2, arm, arm) == .fails(arm: 0, loss: 0, leastAtFullTally: 1))
  }

  /// The other arm is better while its tally is low.
  @Test func aGoodStartOfAnotherArmBreaksIt() {
    let steady = TallyingArm(loss: .affine(zero: 0.3, full: 0.3))
    let tempting = TallyingArm(loss: .affine(zero: 0, full: 1))
    #expect(check(5, steady, tempting) == .fails(arm: 1, loss: 0.2, leastAtFullTally: 0.3))
    #expect(check(1, steady, tempting) == .holds(arm: 0, loss: 0.3))
    #expect(check(2, steady, tempting) == .holds(arm: 0, loss: 0.3))
  }

  @Test func whatIsTooLargeIsNotChecked() {
    let valley = TallyingArm(weights: .linear, loss: .table([0.5, 0.1, 0.5]))
    #expect(check(30, TallyingArm(loss: .table([0.2])), valley) == .unchecked(arm: 1))
  }
}
