import BanditCards
import BanditExperiments
import BanditGames

/// Parameters of an algorithm that are chosen on replications of their own.
///
/// The candidates play every environment at every point, on random streams apart from those that are reported, and the
/// one with the smallest regret is chosen, once for the whole scenario: what follows is the scenario with the values
/// chosen, as if they had been written there.
public struct Tuning: Sendable {
  /// The label of the algorithm.
  public let algorithm: String
  /// The candidates on every environment at every point.
  public let plan: Plan
  /// In the order in which they were given, the last parameter varying fastest.
  private let candidates: [Candidate]

  /// Values that can be chosen.
  private struct Candidate: Sendable {
    /// As the points of the plan call it.
    let name: String
    /// What puts the values into the scenario.
    let overrides: [Override]
  }

  /// What was chosen: the record, and what puts the values into the scenario.
  public struct Choice: Sendable {
    /// What was chosen from what.
    public let record: TuningRecord
    /// The values chosen.
    public let overrides: [Override]
  }

  /// The most candidates of an algorithm.
  static let candidateLimit = 1_000

  /// Reads what is to be tuned: for each algorithm a plan.
  ///
  /// - Parameters:
  ///   - source: the scenario.
  ///   - overrides: values of the command line.
  ///   - tunes: values to choose from, a list for each path; several of one algorithm make a grid.
  ///   - replications: on how many each candidate is tried; `nil` for as many as the scenario has.
  ///   - catalogue: what the scenario can name.
  ///   - limits: what a run may take.
  /// - Throws: `ScenarioError`, with all mistakes in one place.
  public static func read(
    _ source: ScenarioSource, overrides: [Override], tunes: [Override], replications: Int?, catalogue: Catalogue,
    limits: ScenarioLimits = ScenarioLimits()
  ) throws(ScenarioError) -> [Tuning] {
    let bytes = try source.read()
    var log = IssueLog(sources: [source.name] + (overrides + tunes).map(\.name))
    guard let file = YAMLReader.read(bytes, source: 0, log: &log) else { throw log.error }
    var tree = file.writtenOut
    for (index, override) in overrides.enumerated() where override.option != Override.sweep {
      guard let value = YAMLReader.read(Array(override.value.utf8), source: index + 1, log: &log),
        let changed = try? ScenarioPath(text: override.path).replace(in: tree, by: value, origin: file.position)
      else { continue }
      tree = changed.writtenOut
    }
    var axes: [TunedAxis] = []
    for (index, tune) in tunes.enumerated() {
      let origin = SourcePosition(source: overrides.count + index + 1, line: 1, column: 1)
      guard let list = YAMLReader.read(Array(tune.value.utf8), source: origin.source, log: &log) else { continue }
      do throws(Mistake) {
        let axis = try TunedAxis(tune, list: list, origin: origin, in: tree)
        if let other = axes.first(where: { $0.overlaps(axis) }) {
          throw Mistake(position: origin, path: tune.path, message: "\(other.path) is tuned, too; accepted: each once")
        }
        let swept = (tree["sweep"]?.keys ?? []) + overrides.filter { $0.option == Override.sweep }.map(\.path)
        if let other = swept.first(where: { axis.overlaps($0, in: tree) }) {
          throw Mistake(
            position: origin, path: tune.path,
            message:
              "\(other) is swept; accepted: parameters that are not swept, or a list of values for one of the two")
        }
        axes.append(axis)
      } catch {
        log.report(error)
      }
    }
    guard log.count == 0 else { throw log.error }
    var tunings: [Tuning] = []
    // Where a width chooses the number, the first few hundred tell candidates apart.
    let precise = Precision.read(tree["replications"]?.setting).map { min(256, $0.atMost) }
    for place in axes.map(\.place).eachOnce {
      // What the other algorithms have to choose from may be missing in the file.
      let others = axes.filter { $0.place != place }.map { Override(path: $0.path, value: $0.texts[0]) }
      tunings.append(
        try Tuning(
          axes.filter { $0.place == place }, in: source, overrides: overrides + others,
          replications: replications ?? precise, catalogue: catalogue, limits: limits, log: &log))
    }
    return tunings
  }

  private init(
    _ axes: [TunedAxis], in source: ScenarioSource, overrides: [Override], replications: Int?, catalogue: Catalogue,
    limits: ScenarioLimits, log: inout IssueLog
  ) throws(ScenarioError) {
    algorithm = axes[0].algorithm
    var candidates = [Candidate(name: "", overrides: [])]
    for axis in axes {
      let count = candidates.count * axis.texts.count
      guard count <= Tuning.candidateLimit else {
        log.report(axis.origin, axis.path, "found \(count) candidates; accepted: at most \(Tuning.candidateLimit)")
        throw log.error
      }
      candidates = candidates.flatMap { candidate in
        axis.texts.map { text in
          Candidate(
            name: (candidate.name.isEmpty ? "" : candidate.name + ";") + "\(axis.path)=\(text)",
            overrides: candidate.overrides + [Override(path: axis.path, value: text)])
        }
      }
    }
    self.candidates = candidates
    let number = replications.map {
      Override(option: "--tune-replications", path: "replications", value: "\($0)")
    }
    plan = try Scenario(
      source: source,
      overrides: overrides + axes.map { Override(option: Override.tune, path: $0.path, value: $0.list) }
        + [number].compactMap { $0 },
      tuning: algorithm, catalogue: catalogue, limits: limits
    ).plan
  }

  /// What puts the values of the first candidate into the scenario: what it is read with before anything is chosen.
  public var first: [Override] { candidates[0].overrides }

  /// What the finished blocks of a folder say.
  ///
  /// - Parameter folder: with every block of `plan`.
  /// - Throws: `InvalidSettings` where no regret is known of any candidate; what reading blocks throws.
  public func choice(from folder: ResultFolder) throws -> Choice {
    guard let record = try folder.choice(of: algorithm, among: candidates.map(\.name)) else {
      throw InvalidSettings(
        "", "--tune: nothing is known of the regret of '\(algorithm)', so that nothing can be chosen by it")
    }
    return Choice(record: record, overrides: candidates[record.chosen].overrides)
  }
}

/// A parameter of an algorithm, and its values.
private struct TunedAxis {
  /// As it was given, and as a list of values.
  let path: String
  let list: String
  let origin: SourcePosition
  /// The algorithm: its place in the list, and its label.
  let place: Int
  let algorithm: String
  /// Where the parameter is, below the algorithm.
  private let rest: String
  /// The values, as the points of a sweep call them.
  let texts: [String]

  init(_ tune: Override, list: LocatedValue, origin: SourcePosition, in tree: LocatedValue) throws(Mistake) {
    func mistake(_ message: String) -> Mistake { Mistake(position: origin, path: tune.path, message: message) }
    path = tune.path
    self.list = tune.value
    self.origin = origin
    if let excess = ScenarioPath(text: path).excess { throw mistake(excess) }
    let accepted = "accepted: a parameter of an algorithm, such as algorithms.ucb1.exploration"
    guard let found = try ScenarioPath(text: path).algorithm(in: tree, origin: origin) else {
      throw mistake("this is no parameter of an algorithm; \(accepted)")
    }
    (place, rest) = found
    guard !rest.isEmpty, !(["id", "label"] + Title.keys).contains(rest) else {
      throw mistake("\(rest.isEmpty ? "an algorithm" : "\"\(rest)\"") cannot be tuned; \(accepted)")
    }
    algorithm = EntryLabels.labels(of: tree["algorithms"]?.elements ?? [])[place] ?? ""
    let values = list.elements.map { $0.setting.map(JSONText.compact) }
    texts = values.compactMap { $0 }
    guard texts.count >= 2, texts.count == values.count, Set(texts).count == texts.count else {
      let found = values.count == 1 ? "one value" : JSONText.compact(.text(tune.value))
      throw mistake("found \(found); accepted: two or more different values, with commas")
    }
  }

  /// Whether two parameters are one, or one of them a part of the other.
  func overlaps(_ other: TunedAxis) -> Bool { place == other.place && TunedAxis.overlap(rest, other.rest) }

  /// Whether a swept path leads to this parameter, to a part of it or to what it is a part of.
  func overlaps(_ swept: String, in tree: LocatedValue) -> Bool {
    guard let found = try? ScenarioPath(text: swept).algorithm(in: tree, origin: origin) else { return false }
    return found.place == place && TunedAxis.overlap(rest, found.rest)
  }

  private static func overlap(_ one: String, _ other: String) -> Bool {
    func isBelow(_ part: String, _ whole: String) -> Bool {
      part == whole || part.hasPrefix(whole + ".") || part.hasPrefix(whole + "[")
    }
    return isBelow(one, other) || isBelow(other, one)
  }
}

extension LocatedValue {
  /// The keys of an object; none of what is none.
  fileprivate var keys: [String] {
    guard case .object(let members) = content else { return [] }
    return members.map(\.key)
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of its first occurrence.
  fileprivate var eachOnce: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
