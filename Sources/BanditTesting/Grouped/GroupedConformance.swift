import BanditCards
import BanditGames
import BanditStreams

/// What every learner on grouped data must do, whatever its rule.
public enum GroupedConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A forecast has finite predictions, each with a probability, and a finite loss. Hostile worlds have examples in no
  /// group or in all, features that are 0, tiny, large or always the same, labels at the ends of their range or far
  /// away, and fewer rounds than features.
  public static func violations<Learner: GroupedLearner & Configurable<GroupedProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false
  ) -> [String] {
    GameConformance<GroupedGame<Table, Recorder<Learner, [Double]>>, Learner, [Double]>(
      arena, settings: settings, isRandomized: isRandomized
    ).violations()
  }

  private typealias Row = (features: [Double], groups: [Int], label: Double)

  /// Examples from a table that starts over when it ends.
  private struct Table: GroupedEnvironment {
    let rows: [Row]
    let truth: GroupedTruth

    mutating func present(_ example: inout GroupedExample, at round: Int, noise: inout RoundNoise) {
      let row = rows[(round - 1) % rows.count]
      example = GroupedExample(features: row.features, groups: row.groups)
    }

    mutating func reveal(_ outcome: inout GroupedOutcome, at round: Int) {
      let row = rows[(round - 1) % rows.count]
      outcome = GroupedOutcome(label: row.label, reportGroups: row.groups)
    }
  }

  private static var arena: ScriptedArena<Table, GroupedProblem> {
    let hostile = [
      world("one round", rounds: 1), world("fewer rounds than features", rounds: 4, features: 9),
      world("one feature", features: 1), world("examples in no group") { $0.groups = [] },
      world("examples in all groups") { $0.groups = [0, 1, 2] }, world("examples in one group") { $0.groups = [1] },
      world("features of 0") { $0.features = [0, 0, 0] }, world("one row") { $0 = ([1, -1, 1], [0, 2], 1) },
      world("tiny features") { $0.features[0] *= .leastNonzeroMagnitude },
      world("large features") { $0.features = $0.features.map { 1e6 * ($0 - 0.5) } },
      world("one large feature") { $0.features[1] = 1e6 }, world("labels of 0") { $0.label = 0 },
      world("labels at both ends", labels: -3...5) { $0.label = $0.label > 0.5 ? 5 : -3 },
      world("huge labels", labels: -1e100...1e100) { $0.label = $0.label > 0.5 ? 1e100 : -1e100 },
      world("tiny labels") { $0.label = .leastNonzeroMagnitude },
    ]
    return ScriptedArena(rounds: 60, hostile: hostile) { world("an ordinary world", rounds: $0) }
  }

  /// Random rows in three groups, the last of which has all of them, unless `change` makes others of them.
  private static func world(
    _ name: String, rounds: Int = 60, features: Int = 3, labels: ClosedRange<Double> = 0...1,
    change: (inout Row) -> Void = { _ in }
  ) -> ScriptedWorld<Table, GroupedProblem> {
    var noise = RandomStream(key: StreamKey(seed: 0))
    var rows: [Row] = []
    for place in 0..<50 {
      var row = Row((0..<features).map { _ in noise.uniform() }, place % 3 == 2 ? [2] : [place % 3, 2], 0)
      row.label = 0.2 + 0.5 * row.features[0] + (place % 3 == 0 ? 0.3 : 0) * noise.uniform()
      change(&row)
      rows.append(row)
    }
    let truth = GroupedTruth(reportGroups: ["0", "1", "2"], featureCount: features)
    let problem = GroupedProblem(featureCount: features, groupCount: 3, horizon: rounds, labelRange: labels)
    return ScriptedWorld(
      name, Table(rows: rows, truth: truth), problem, rounds: rounds, choices: 1, mayBeRefused: false)
  }
}

extension Recorder: GroupedLearner where Base: GroupedLearner, Entry == [Double] {
  public mutating func predict(
    _ example: GroupedExample, into forecast: inout Forecast, at round: Int, noise: inout RoundNoise
  ) {
    base.predict(example, into: &forecast, at: round, noise: &noise)
    entries.append(forecast.predictions + forecast.probabilities)
    if !forecast.predictions.allSatisfy(\.isFinite) { fault = "predicts \(forecast.predictions)" }
    if !forecast.probabilities.isDistribution { fault = "predicts with the probabilities \(forecast.probabilities)" }
  }

  public mutating func observe(label: Double, of example: GroupedExample, at round: Int) {
    if fault == nil { base.observe(label: label, of: example, at: round) }
  }
}
