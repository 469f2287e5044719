import BanditCards
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
          gain may depend on the start; accepted: transitions that connect all states
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

  func problem(horizon: Int) -> AverageRewardProblem {
    AverageRewardProblem(
      stateCount: environment.stateCount, actionCount: environment.actionCount, horizon: horizon,
      changeCount: changePoints.count)
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
