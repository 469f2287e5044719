extension MarkovDecisionProcess {
  /// The diameter: the largest, over ordered pairs of different states, of the least expected number of
  /// steps from the first to the second (T. Jaksch, R. Ortner and P. Auer, JMLR 11, 2010, definition 1). 0
  /// for one state; `nil` for a process that is not communicating.
  ///
  /// Policy iteration for each target, without subtractions (`StateReduction`).
  ///
  /// - Complexity: O(S^4) times a few.
  public var diameter: Double? {
    var largest = 0.0
    for target in 0..<stateCount {
      guard let times = hittingTimes(of: target) else { return nil }
      largest = max(largest, times.max()!)
    }
    return largest
  }

  /// The least expected number of steps from each state to `target`; `nil` if it cannot be reached from all.
  func hittingTimes(of target: Int) -> [Double]? {
    let steps = stepsToTarget(target, backwards: true)
    guard steps.allSatisfy({ $0 != nil }) else { return nil }
    // A policy that may always come one step nearer arrives; improvements keep that.
    var policy = (0..<stateCount).map { state in
      actions(in: state).first { action in
        row(state * actionCount + action).enumerated().contains { $0.element > 0 && steps[$0.offset]! < steps[state]! }
      } ?? 0
    }
    var times: [Double] = []
    for _ in 0..<1000 {
      guard let evaluated = hittingTimes(of: target, under: policy) else { return times.isEmpty ? nil : times }
      times = evaluated
      var isImproved = false
      for state in 0..<stateCount where state != target {
        var best = times[state] * (1 - 1e-12)
        for action in actions(in: state) {
          // Staying for a while puts off what follows; the probability to leave needs no subtraction.
          var (leaving, time) = (0.0, 1.0)
          for (other, probability) in row(state * actionCount + action).enumerated() where other != state {
            leaving += probability
            time += probability * times[other]
          }
          time /= leaving
          if time < best { (best, policy[state], isImproved) = (time, action, true) }
        }
      }
      if !isImproved { break }
    }
    return times
  }

  private func hittingTimes(of target: Int, under policy: [Int]) -> [Double]? {
    let order = [target] + (0..<stateCount).filter { $0 != target }
    let reduction = StateReduction(count: stateCount) { from, to in
      transitions[(order[from] * actionCount + policy[order[from]]) * stateCount + order[to]]
    }
    guard let found = reduction?.totals(of: order.map { _ in 1 }).untilReference, found.allSatisfy(\.isFinite) else {
      return nil
    }
    var times = found
    for (place, state) in order.enumerated() { times[state] = found[place] }
    return times
  }
}
