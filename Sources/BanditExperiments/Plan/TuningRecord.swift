import BanditCards
import BanditGames
import BanditNumerics

/// What was chosen for the parameters of an algorithm, from what, and by which figures.
public struct TuningRecord: Hashable, Sendable {
  /// The mean regret of a candidate on one environment at one point.
  public struct Figure: Hashable, Sendable {
    /// The label of the sweep's point.
    public let point: String
    /// The label of the environment.
    public let environment: String
    /// Over replications, at the last checkpoint; over groups, where there are some. NaN where none is known.
    public let mean: Double
    /// Its standard error; NaN below two replications.
    public let se: Double
  }

  /// Values that could be chosen.
  public struct Candidate: Hashable, Sendable {
    /// As `path=value;path=value`.
    public let name: String
    /// What decides: the smaller the better. The mean regret; of several environments and points, the mean over them of
    /// the mean regret in units of what all candidates have there on average. NaN where it is not known.
    public let score: Double
    /// How many replications failed.
    public let failures: Int
    /// For each point and environment.
    public let figures: [Figure]
  }

  /// The label of the algorithm.
  public let algorithm: String
  /// The notion of regret that decided, for each environment if they have several.
  public let notions: [String]
  /// On how many replications each candidate was tried on each environment at each point.
  public let replications: Int
  /// In the order in which they were given.
  public let candidates: [Candidate]
  /// Which of them was chosen.
  public let chosen: Int

  /// Chooses: the smallest score among the candidates with the fewest failures, the first of several.
  ///
  /// - Parameters:
  ///   - figures: for each candidate, in the same order of points and environments.
  ///   - failures: for each candidate.
  /// - Returns: `nil` where nothing is known of any candidate.
  init?(
    algorithm: String, notions: [String], replications: Int, names: [String], figures: [[Figure]], failures: [Int]
  ) {
    let scores = TuningRecord.scores(figures.map { $0.map(\.mean) })
    var best: Int?
    for candidate in names.indices where scores[candidate].isFinite {
      guard let leader = best else {
        best = candidate
        continue
      }
      if (failures[candidate], scores[candidate]) < (failures[leader], scores[leader]) { best = candidate }
    }
    guard let best else { return nil }
    self.algorithm = algorithm
    self.notions = notions
    self.replications = replications
    candidates = names.indices.map {
      Candidate(name: names[$0], score: scores[$0], failures: failures[$0], figures: figures[$0])
    }
    chosen = best
  }

  /// What decides, of the means of each candidate in each place.
  static func scores(_ means: [[Double]]) -> [Double] {
    guard let places = means.first?.count, places > 1 else { return means.map { $0.first ?? .nan } }
    let units = (0..<places).map { place -> Double in
      let known = means.map { abs($0[place]) }.filter(\.isFinite)
      return known.isEmpty ? .nan : RunningMean(known).value
    }
    return means.map { candidate in
      // A place of which nobody knows anything does not count; one in which only this candidate is not known does.
      let terms = zip(candidate, units).filter { $0.1.isFinite }.map { $0.1 > 0 ? $0.0 / $0.1 : 0 }
      return terms.isEmpty ? .nan : RunningMean(terms).value
    }
  }
}

extension TuningRecord {
  /// The values without the place of the algorithm: `exploration=0.5`.
  private func short(_ name: String) -> String {
    name.split(separator: ";").map { part in
      let path = part.prefix { $0 != "=" }
      let prefix = "algorithms.\(algorithm)."
      return part.hasPrefix(prefix) && path.count > prefix.count ? String(part.dropFirst(prefix.count)) : String(part)
    }.joined(separator: ", ")
  }

  /// What was chosen from what, in one sentence.
  ///
  /// - Parameter name: what the reader knows the algorithm by.
  package func text(_ name: String) -> String {
    let known = candidates.map(\.score)
    let digits = NumberFormat.resolving([], orElse: known)
    let isShared = (candidates.first?.figures.count ?? 0) > 1
    let list = candidates.prefix(10).map { "\(short($0.name)): \(digits.text($0.score))" }
    let rest = candidates.count > 10 ? "; and \(candidates.count - 10) more" : ""
    return "\(name): \(short(candidates[chosen].name)) was chosen by \(isShared ? "relative " : "")"
      + "\(notions.joined(separator: ", ")) regret over \(counted: replications, "replication") apart from these "
      + "(\(list.joined(separator: "; "))\(rest))"
  }

  /// For JSON.
  package var settings: Settings {
    [
      "algorithm": .text(algorithm), "notions": .list(notions.map { .text($0) }), "replications": .whole(replications),
      "chosen": .text(candidates[chosen].name),
      "candidates": .list(
        candidates.map { candidate in
          let regrets = candidate.figures.map { figure in
            Setting.object(
              Settings(
                [
                  .init("point", .text(figure.point)), .init("environment", .text(figure.environment)),
                ] + Self.known("mean", figure.mean) + Self.known("se", figure.se)))
          }
          return .object(
            Settings(
              [.init("values", .text(candidate.name))] + Self.known("score", candidate.score) + [
                .init("failures", .whole(candidate.failures)), .init("regrets", .list(regrets)),
              ]))
        }),
    ]
  }

  /// A number that is not missing.
  private static func known(_ name: String, _ number: Double) -> [Settings.Entry] {
    number.isFinite ? [Settings.Entry(name, .number(number))] : []
  }

  /// A record that a file states; `nil` for what is none.
  init?(_ node: JSONNode) {
    guard let algorithm = node["algorithm"]?.text, let replications = node["replications"]?.whole
    else { return nil }
    self.algorithm = algorithm
    self.replications = replications
    notions = (node["notions"]?.elements ?? []).compactMap(\.text)
    candidates = (node["candidates"]?.elements ?? []).map { candidate in
      Candidate(
        name: candidate["values"]?.text ?? "", score: candidate["score"]?.number ?? .nan,
        failures: candidate["failures"]?.whole ?? 0,
        figures: (candidate["regrets"]?.elements ?? []).map { figure in
          Figure(
            point: figure["point"]?.text ?? "", environment: figure["environment"]?.text ?? "",
            mean: figure["mean"]?.number ?? .nan, se: figure["se"]?.number ?? .nan)
        })
    }
    guard let name = node["chosen"]?.text, let place = candidates.firstIndex(where: { $0.name == name })
    else { return nil }
    chosen = place
  }

  /// The records of a list, one after the other.
  static func list(_ elements: [JSONNode]) -> [TuningRecord] { elements.compactMap { TuningRecord($0) } }
}

extension ResultFolder {
  /// Tells what was chosen for a plan by its candidates' regrets: cells of one algorithm, whose points end with the
  /// names of the candidates.
  ///
  /// - Parameters:
  ///   - algorithm: its label.
  ///   - names: of the candidates, as the points of the plan call them: `path=value;path=value`.
  /// - Returns: `nil` where no regret is known of any candidate.
  /// - Throws: `MissingBlock`, and what `read(_:)` throws.
  package func choice(of algorithm: String, among names: [String]) throws -> TuningRecord? {
    var figures = names.map { _ in [TuningRecord.Figure]() }
    var failures = names.map { _ in 0 }
    let reader = BlockReader(self)
    for blocks in plan.blocks.chunked(by: { $0.cell == $1.cell }) {
      let cell = plan.cells[blocks[0].cell]
      guard let candidate = names.firstIndex(where: { cell.key.point == $0 || cell.key.point.hasSuffix(";\($0)") })
      else { continue }
      var groups: [[Double]] = []
      for block in blocks {
        let trace = try reader.trace(block)
        failures[candidate] += trace.failures.count
        let regrets = PrecisionJudge.Evidence(trace, of: cell).regrets
        if groups.isEmpty { groups = regrets.map { _ in [] } }
        for (group, regrets) in regrets.enumerated() { groups[group] += regrets }
      }
      let moments = groups.map { Moments(sorted: $0.sorted()) }.filter { $0.count > 0 }
      let point = cell.key.point == names[candidate] ? "" : String(cell.key.point.dropLast(names[candidate].count + 1))
      figures[candidate].append(
        TuningRecord.Figure(
          point: point, environment: cell.key.environment,
          mean: moments.isEmpty ? .nan : RunningMean(moments.map(\.mean)).value,
          se: moments.count == 1 ? moments[0].se : .nan))
    }
    for candidate in names.indices {
      figures[candidate].sort {
        $0.point != $1.point ? byteOrder($0.point, $1.point) : byteOrder($0.environment, $1.environment)
      }
    }
    let notions = Set(plan.cells.compactMap(\.criterion?.id)).sorted(by: byteOrder)
    return TuningRecord(
      algorithm: algorithm, notions: notions, replications: plan.replications, names: names, figures: figures,
      failures: failures)
  }
}
