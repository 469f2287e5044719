import BanditCards
import BanditComparators
import BanditGames

/// What models of fixed instances share: the truth, solved once, and what is said of it.
struct FixedMDP: Sendable {
  let environment: TabularMDP

  /// Checks the segments.
  ///
  /// - Parameter paths: for each segment, the parameter to blame.
  init(
    _ segments: [AverageRewardTruth.Segment], blaming paths: [String], initial: Int, noise: TabularMDP.RewardNoise
  ) throws(InvalidSettings) {
    for (segment, path) in zip(segments, paths) where segment.optimum == nil {
      throw InvalidSettings(
        path,
        segment.process.unreachable.map { from, to in
          """
          the process is not communicating: from state \(from) no policy leads to state \(to), so that the optimal \
          gain may depend on the start; accepted: transitions that connect all states\
          \(FixedMDP.hint(segment.process))
          """
        } ?? "no optimal gain to 1e-9: some state takes too long to reach; accepted: transitions that connect all well")
    }
    let truth = AverageRewardTruth(segments: segments)
    let stateCount = truth.segments[0].process.stateCount
    try TabularMDP.initialParameter.check(initial)
    guard initial < stateCount else {
      throw InvalidSettings(
        TabularMDP.initialParameter.name, "found \(initial); accepted: a state, in 0...\(stateCount - 1)")
    }
    environment = TabularMDP(truth: truth, initialState: initial, rewardNoise: noise)
  }

  /// What to do with states that are never left, the ends of episodes.
  private static func hint(_ process: MarkovDecisionProcess) -> String {
    let ends = (0..<process.stateCount).filter { state in
      process.actions(in: state).allSatisfy { action in
        let row = process.row(state * process.actionCount + action)
        return row[row.startIndex + state] > 0
          && row.indices.allSatisfy { $0 == row.startIndex + state || row[$0] == 0 }
      }
    }
    guard let first = ends.first else { return "" }
    return
      "; state \(first) is never left: if an episode ends there, lead it back to the start, as episodes with ends are "
      + "not offered yet"
  }

  func problem(horizon: Int) -> AverageRewardProblem {
    AverageRewardProblem(
      stateCount: environment.stateCount, actionCount: environment.actionCount, horizon: horizon,
      changeCount: changePoints.count, actionCounts: environment.truth.segments[0].process.actionCounts)
  }

  var changePoints: [Int] { environment.truth.changePoints }

  /// The gain, span and diameter of the first twenty segments; the diameter where it takes no long computation.
  var facts: [String] {
    environment.truth.segments.prefix(20).compactMap { segment in
      guard let optimum = segment.optimum else { return nil }
      var fact = "from step \(segment.firstRound): optimal gain \(optimum.gain), span of the bias \(optimum.span)"
      if segment.process.stateCount <= 50, let diameter = segment.process.diameter {
        fact += ", diameter \(diameter)"
      }
      return fact
    }
  }
}
