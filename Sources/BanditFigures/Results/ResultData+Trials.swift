import BanditCards
import BanditExperiments
import BanditGames
import BanditNumerics

extension ResultData {
  /// Takes the results of trials, or of a plan that was run in memory.
  public init(_ results: TrialResults) {
    let plan = results.plan
    self.init(scenario: plan.name, confidence: plan.confidence)
    var curves: [Contest: [Curve]] = [:]
    var shares: [CellKey: ShareSums] = [:]
    for outcome in results.outcomes {
      for track in outcome.tracks {
        let contest = Contest(
          point: outcome.key.point, environment: outcome.key.environment, notion: track.notion.id, group: track.group)
        let moments = outcome.checkpoints(of: track.notion, group: track.group).map { round in
          Moment(
            round, outcome.regret(track.notion, group: track.group, after: round),
            lowerBound: outcome.lowerBound(track.notion, group: track.group, after: round))
        }
        let finals = outcome.regrets(track.notion, group: track.group).filter(\.isFinite)
        curves[contest, default: []].append(
          Curve(algorithm: outcome.key.algorithm, moments: moments, finals: finals))
      }
      for metric in outcome.extras where metric.name == Metric.pulls.name {
        let action = String(metric.id.dropFirst(Metric.pulls.name.utf8.count + 1))
        for round in outcome.checkpoints {
          for share in outcome.metrics(metric, after: round) {
            shares[outcome.key, default: ShareSums()].add(share, of: action, round: round)
          }
        }
      }
    }
    self.curves = curves
    self.shares = shares.mapValues(\.shares)
    arrange(ScenarioWords.read(plan.resolvedScenario))
    for change in plan.changePoints {
      changePoints[EnvironmentPoint(environment: change.environment, point: change.point)] = change.rounds
    }
    compare(results)
  }

  private mutating func compare(_ results: TrialResults) {
    for contest in contests {
      guard let best = best(of: contest)?.algorithm else { continue }
      let samples = (curves[contest] ?? []).compactMap { curve -> (name: String, regrets: [Double])? in
        results.outcome(of: curve.algorithm, on: contest.environment, at: contest.point).map {
          (curve.algorithm, $0.regrets(Notion(named: contest.notion, of: $0), group: contest.group))
        }
      }
      let pairs = samples.indices.flatMap { first in
        samples.indices.dropFirst(first + 1).map { (samples[first], samples[$0]) }
      }
      let tests = pairs.map { PairedDifference($0.0.regrets, $0.1.regrets, confidence: confidence) }
      for ((pair, test), adjusted) in zip(zip(pairs, tests), Holm.adjusted(tests.map(\.pValue)))
      where pair.0.name == best || pair.1.name == best {
        add(
          Difference(
            algorithm: pair.0.name == best ? pair.1.name : pair.0.name, mean: test.mean, low: test.interval.low,
            high: test.interval.high, adjustedP: adjusted), isReversed: pair.0.name == best, to: contest)
      }
    }
    arrangeDifferences()
  }
}

extension ResultData.Moment {
  fileprivate init(_ round: Int, _ regret: SampleSummary, lowerBound: Double) {
    self.init(
      round: round, count: regret.count, mean: regret.mean, low: regret.interval.low, high: regret.interval.high,
      quantiles: [regret.q05, regret.q25, regret.median, regret.q75, regret.q95], maximum: regret.maximum,
      lowerBound: lowerBound)
  }
}

extension Notion {
  /// The notion of an outcome with a name that one of its tracks has.
  fileprivate init(named id: String, of outcome: Outcome) {
    self = outcome.tracks.first { $0.notion.id == id }?.notion ?? Notion(id)
  }
}

extension Outcome {
  /// The mean of the lower bounds over the replications that have one.
  fileprivate func lowerBound(_ notion: Notion, group: String, after round: Int) -> Double {
    RunningMean(entries(notion, group: group, after: round).compactMap { $0?.lowerBound }.filter(\.isFinite)).value
  }
}
