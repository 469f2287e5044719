import BanditNumerics

/// The planner of purely periodic schedules, with a proven share of the concave upper bound.
///
/// Each arm gets the period of its kink in `EnvelopeBound`, rounded up to a grid on which periods fill slots exactly,
/// and the K most valuable slots are kept. Loads and residues are whole numbers. For nondecreasing curves
/// the value is at least `guaranteedShare(capacity: K)` times the bound (own analysis, of the order of D. Simchi-Levi,
/// Z. Zheng and F. Zhu, Dynamic planning and learning under recovering rewards, ICML 2021).
public enum PeriodicPlanner {
  /// gamma_K = max over J of J/(J + 1) K/(K + J), which is 1 - 2/sqrt(K) + O(1/K).
  ///
  /// - Precondition: `capacity >= 1`.
  public static func guaranteedShare(capacity: Int) -> Double {
    precondition(capacity >= 1, "the capacity must be at least 1")
    // The expression rises up to J = sqrt(K) and falls from there on.
    let root = Int(Double(capacity).squareRoot())
    let k = Double(capacity)
    let shares = (max(1, root - 1)...root + 1).map { (count: Int) -> Double in
      let x = Double(count)
      return x / (x + 1) * k / (k + x)
    }
    return shares.max()!
  }

  /// The best schedule over where the arm between two kinks goes and over the refinement J = 1, ..., K + 1.
  ///
  /// O(K N log N) after the bound.
  ///
  /// - Parameters:
  ///   - curves: nondecreasing.
  ///   - capacity: how many arms can be pulled in a period, K >= 1.
  ///   - refinement: the only J to try; `nil` for all.
  public static func plan(for curves: [RecoveryCurve], capacity: Int, refinement: Int? = nil) -> PeriodicSchedule {
    let bound = EnvelopeBound(curves: curves, capacity: capacity)
    var best = PeriodicSchedule(turns: [], value: 0, refinement: refinement ?? 1, candidate: .lower)
    var bestSlots: [Slot] = []
    for (candidate, periods) in candidates(bound) {
      // From here on the grid holds every period, so that a finer one gives the same schedule.
      let finest = ((periods.max() ?? 0) + 1) / 2
      for refinement in refinement.map({ $0...$0 }) ?? 1...max(1, min(capacity + 1, finest)) {
        let slots = kept(slots(periods: periods, refinement: refinement, curves: curves), capacity: capacity)
        let value = slots.reduce(0) { $0 + $1.value }
        if FixedPoint.units(value / Double(capacity)) > FixedPoint.units(best.value / Double(capacity)) {
          best = PeriodicSchedule(turns: [], value: value, refinement: refinement, candidate: candidate)
          bestSlots = slots
        }
      }
    }
    return PeriodicSchedule(
      turns: bestSlots.flatMap(schedule).sorted { $0.arm < $1.arm }, value: best.value, refinement: best.refinement,
      candidate: best.candidate)
  }

  /// The smallest number o 2^l, o odd and at most 2J - 1, that is no less than a period.
  ///
  /// - Precondition: `period` in 1...2^60, `refinement >= 1`.
  public static func rounded(_ period: Int, refinement: Int) -> Int {
    precondition((1...1 << 60).contains(period) && refinement >= 1, "period \(period), refinement \(refinement)")
    // A larger odd number than the period needs no power of two and is no closer than the next odd one.
    return stride(from: 1, through: min(2 * refinement - 1, period + 1), by: 2).reduce(Int.max) { least, odd in
      var number = odd
      while number < period { number *= 2 }
      return min(least, number)
    }
  }

  /// The turns of arms that share one slot: of every period at most one of them.
  ///
  /// - Parameter slot: arms whose periods are o 2^l with one odd o, by increasing period, with a load of at most 1.
  static func schedule(_ slot: Slot) -> [PeriodicSchedule.Turn] {
    // Residues not yet given away: of every `modulus` periods the one with this remainder.
    var free = (0..<slot.odd).map { (residue: $0, modulus: slot.odd) }
    return slot.items.map { item in
      var place = 0
      for other in free.indices where free[other].modulus <= item.period {
        let (a, b) = (free[other], free[place])
        if b.modulus > item.period || a.modulus > b.modulus || a.modulus == b.modulus && a.residue < b.residue {
          place = other
        }
      }
      var (residue, modulus) = free.remove(at: place)
      while modulus < item.period {
        free.append((residue + modulus, 2 * modulus))
        modulus *= 2
      }
      return PeriodicSchedule.Turn(arm: item.arm, period: item.period, residue: residue)
    }
  }

  /// Arms that take turns in one of the K places of a period.
  struct Slot {
    /// The odd part o of the periods of its arms.
    let odd: Int
    /// The arms with their periods, by increasing period.
    var items: [(arm: Int, period: Int)] = []
    /// The share of periods taken, in units of 1 over the longest period of the class.
    var load = 0
    /// What it earns per period.
    var value = 0.0
  }

  /// First fit of the rounded periods into slots, class by class.
  static func slots(periods: [Int], refinement: Int, curves: [RecoveryCurve]) -> [Slot] {
    let items = periods.enumerated().filter { $0.element > 0 }.map { arm, period in
      (arm: arm, period: rounded(period, refinement: refinement))
    }
    let classes = Dictionary(grouping: items) { $0.period >> $0.period.trailingZeroBitCount }
    return classes.keys.sorted().flatMap { odd -> [Slot] in
      let members = classes[odd]!.sorted { ($0.period, $0.arm) < ($1.period, $1.arm) }
      let longest = members.last!.period
      var slots: [Slot] = []
      for item in members {
        let size = longest / item.period
        // Sizes fall and divide one another: a slot with any room left has room for the next arm, so only the last has.
        if slots.isEmpty || slots[slots.count - 1].load == longest { slots.append(Slot(odd: odd)) }
        let place = slots.count - 1
        slots[place].items.append(item)
        slots[place].load += size
        slots[place].value += curves[item.arm][item.period] / Double(item.period)
      }
      return slots
    }
  }

  /// The K most valuable slots, in the order in which they were filled where they are worth the same.
  private static func kept(_ slots: [Slot], capacity: Int) -> [Slot] {
    guard slots.count > capacity else { return slots }
    let worth = slots.map { FixedPoint.units($0.value) }
    return slots.indices.sorted { worth[$0] != worth[$1] ? worth[$0] > worth[$1] : $0 < $1 }
      .prefix(capacity).map { slots[$0] }
  }

  private static func candidates(_ bound: EnvelopeBound) -> [(PeriodicSchedule.Candidate, [Int])] {
    guard let partial = bound.partial else { return [(.lower, bound.periods)] }
    // A share that is a unit fraction up to rounding stands for it.
    let share = Int((1 / partial.share * (1 - 1e-9)).rounded(.up))
    return [
      (PeriodicSchedule.Candidate.lower, bound.periods[partial.arm]), (.upper, partial.nextPeriod), (.share, share),
    ].map { candidate, period in
      var periods = bound.periods
      periods[partial.arm] = period
      return (candidate, periods)
    }
  }
}
