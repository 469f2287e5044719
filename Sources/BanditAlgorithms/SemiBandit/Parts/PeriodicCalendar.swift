import BanditComparators
import BanditGames

/// Reads a periodic plan period by period.
struct PeriodicCalendar: Sendable {
  private var turns: [PeriodicSchedule.Turn]
  /// The next period of each turn.
  private var due: [Int]

  /// Opens the plan at a period; residues refer to the periods counted from 1 of the whole run.
  init(_ plan: PeriodicSchedule, from round: Int) {
    turns = plan.turns
    due = turns.map { turn in
      let wait = (turn.residue - round) % turn.period
      return round + (wait < 0 ? wait + turn.period : wait)
    }
  }

  /// Adds the arms whose turn it is; every period has to be asked for once, in order.
  mutating func addArms(to selection: inout ArmSelection, at round: Int) {
    for place in turns.indices where due[place] == round {
      selection.add(turns[place].arm)
      due[place] = round + turns[place].period
    }
  }
}
