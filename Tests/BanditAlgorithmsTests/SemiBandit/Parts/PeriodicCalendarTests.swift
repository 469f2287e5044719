import BanditComparators
import BanditGames
import Testing

@testable import BanditAlgorithms

struct PeriodicCalendarTests {
  /// Opened in any period, it names the arms with t mod period = residue.
  @Test(arguments: [1, 2, 5, 8, 24, 97]) func namesTheArmsByDefinition(start: Int) {
    let plan = PeriodicPlanner.plan(
      for: [[0.1, 0.9, 0.95], [0.2, 0.3, 0.5, 0.8], [0.5], [0.1, 0.2, 0.3, 0.9, 1]].map { RecoveryCurve($0) },
      capacity: 2)
    #expect(plan.turns.count >= 3)
    var calendar = PeriodicCalendar(plan, from: start)
    for round in start..<start + 60 {
      var selection = ArmSelection(armCount: 4, capacity: 2)
      calendar.addArms(to: &selection, at: round)
      #expect(selection.arms == plan.turns.filter { round % $0.period == $0.residue }.map(\.arm))
    }
  }
}
