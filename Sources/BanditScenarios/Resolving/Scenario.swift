import BanditCards
import BanditExperiments
import BanditGames

/// A scenario file, read and checked: what would run, and how much that is.
public struct Scenario: Sendable {
  /// What would run.
  public let plan: Plan
  /// How much that is.
  public let estimate: PlanEstimate

  /// Reads a scenario.
  ///
  /// Nothing is simulated; every mistake is found, and nothing large is allocated before the estimate
  /// of the plan is within the limits.
  ///
  /// - Parameters:
  ///   - source: the file, JSON or YAML.
  ///   - overrides: values of the command line, put in place in this order before the sweep is expanded.
  ///   - catalogue: what the file can name.
  ///   - limits: what a run may take.
  /// - Throws: `ScenarioError`; of a scenario with mistakes, all of them.
  public init(
    source: ScenarioSource, overrides: [Override] = [], catalogue: Catalogue, limits: ScenarioLimits = ScenarioLimits()
  ) throws(ScenarioError) {
    try self.init(source: source, overrides: overrides, tuning: nil, catalogue: catalogue, limits: limits)
  }

  /// Reads a scenario, or what is played to tune one of its algorithms.
  ///
  /// - Parameter tuning: the label of the algorithm: the others do not play, and replications are apart from those that
  ///   are reported.
  init(
    source: ScenarioSource, overrides: [Override], tuning: String?, catalogue: Catalogue, limits: ScenarioLimits
  ) throws(ScenarioError) {
    let bytes = try source.read()
    var log = IssueLog(sources: [source.name] + overrides.map(\.name))
    guard let file = YAMLReader.read(bytes, source: 0, log: &log) else { throw log.error }
    guard case .object = file.content else {
      log.report(file.position, "", "found \(file.found); accepted: one object")
      throw log.error
    }
    let tree = Scenario.applying(overrides, to: file, log: &log)
    let data = DataFiles(source.data)
    defer { data.forgetParsed() }
    guard let sweep = Sweep(tree["sweep"], log: &log) else {
      // The rest is judged without the sweep, so that all mistakes come at once.
      _ = ScenarioPoint(tree, catalogue: catalogue, data: data, log: &log)
      throw log.error
    }

    var (first, builder) = Scenario.build(
      tree, sweep, catalogue, data, PlanBuilder(limits: limits, folder: source.data.folder, tuning: tuning), log: &log)
    var replacements: [String] = []
    if log.count == 0, let point = first, point.hasStandardNotions {
      let notions = builder.standardNotions(of: point)
      if notions != point.notions {
        replacements = builder.replacements(at: point)
        let mainNotions = builder.mainNotions(of: point)
        (first, builder) = Scenario.build(
          tree.asking(for: notions), sweep, catalogue, data, PlanBuilder(reusing: builder, mainNotions: mainNotions),
          log: &log)
      }
    }
    guard log.count == 0, let first else { throw log.error }
    estimate = builder.estimate
    plan = Plan(
      name: first.head.name, replications: first.head.replications, precision: first.head.precision,
      confidence: first.head.confidence, cells: builder.cells, resolvedScenario: Scenario.resolved(first, sweep),
      facts: builder.facts,
      caveats: builder.caveats, missing: builder.missing, warnings: replacements + builder.warnings,
      dataFiles: builder.dataFiles, programFiles: builder.programFiles,
      changePoints: builder.changePoints)
  }

  /// Adds point after point to a plan; the first point, too.
  private static func build(
    _ tree: LocatedValue, _ sweep: Sweep, _ catalogue: Catalogue, _ data: DataFiles, _ empty: PlanBuilder,
    log: inout IssueLog
  ) -> (first: ScenarioPoint?, builder: PlanBuilder) {
    var builder = empty
    var first: ScenarioPoint?
    for number in 0..<sweep.pointCount where number == 0 || log.count < Scenario.enoughProblems {
      do throws(Mistake) {
        let tree = try sweep.tree(tree, at: number)
        guard let point = ScenarioPoint(tree, catalogue: catalogue, data: data, log: &log) else { continue }
        if first == nil {
          first = point
          if let excess = Scenario.excess(of: sweep.pointCount, point) {
            log.report(tree["sweep"]?.position ?? tree.position, tree["sweep"] == nil ? "algorithms" : "sweep", excess)
            break
          }
        }
        guard builder.add(point, text: sweep.text(at: number), tree: tree, log: &log) else { break }
      } catch {
        log.report(error)
      }
    }
    return (first, builder)
  }

  /// The first point is judged whole; the others of a grid go on only until there are so many problems.
  private static let enoughProblems = 20

  /// The most cells, so that a grid is refused before it is made.
  private static let cellLimit = 250_000

  /// Why a grid has too many cells; every point has as many as the first.
  private static func excess(of points: Int, _ first: ScenarioPoint) -> String? {
    let pairs = first.environments.count * first.algorithms.count
    let (cells, overflow) = points.multipliedReportingOverflow(by: pairs)
    guard overflow || cells > cellLimit else { return nil }
    return """
      found \(counted: cells, "cell") (\(counted: points, "point") of \
      \(counted: first.environments.count, "environment") and \(counted: first.algorithms.count, "algorithm")); \
      accepted: at most \(cellLimit)
      """
  }

  private static func applying(
    _ overrides: [Override], to file: LocatedValue, log: inout IssueLog
  ) -> LocatedValue {
    var tree = file.writtenOut
    for (index, override) in overrides.enumerated() {
      guard let value = YAMLReader.read(Array(override.value.utf8), source: index + 1, log: &log) else { continue }
      let origin = SourcePosition(source: index + 1, line: 1, column: 1)
      if [Override.sweep, Override.tune].contains(override.option) {
        tree = tree.sweeping(override.path, over: value, origin: origin)
        continue
      }
      do throws(Mistake) {
        tree = try ScenarioPath(text: override.path).replace(in: tree, by: value, origin: origin).writtenOut
      } catch {
        log.report(error)
      }
    }
    return tree
  }

  /// The scenario with every default, as its first point has it.
  private static func resolved(_ point: ScenarioPoint, _ sweep: Sweep) -> Settings {
    ResolvedScenario(
      values: point.head.settings, environments: point.environments.map(\.stated),
      hasOneEnvironment: point.hasOneEnvironment, algorithms: point.algorithms.map(\.stated), notions: point.notions,
      coupling: point.coupling.rawValue, sweep: sweep.settings
    ).settings
  }
}

extension LocatedValue {
  /// The scenario with an axis of its sweep, which takes the place of one of the same path. Of a list that has nothing
  /// but `{"linear": ...}` or `{"log": ...}` that is the axis.
  fileprivate func sweeping(_ path: String, over list: LocatedValue, origin: SourcePosition) -> LocatedValue {
    guard case .object(var members) = content else { return self }
    var axis = list
    if case .list(let values) = list.content, values.count == 1, case .object(let keys) = values[0].content,
      keys.count == 1, ["linear", "log"].contains(keys[0].key)
    {
      axis = values[0]
    }
    let place = members.firstIndex { $0.key == "sweep" } ?? members.endIndex
    if place == members.endIndex {
      let empty = LocatedValue(content: .object([]), position: origin)
      members.append(Member(key: "sweep", keyPosition: origin, value: empty))
    }
    // What is no object is reported as it is.
    guard case .object(var axes) = members[place].value.content else { return self }
    axes.removeAll { $0.key == path }
    axes.append(Member(key: path, keyPosition: origin, value: axis))
    members[place].value.content = .object(axes)
    var tree = self
    tree.content = .object(members)
    return tree
  }

  /// The scenario with notions of its own.
  fileprivate func asking(for notions: [Notion]) -> LocatedValue {
    guard case .object(var members) = content else { return self }
    let names = notions.map { LocatedValue(content: .text($0.id), position: position) }
    members.append(
      Member(key: "notions", keyPosition: position, value: LocatedValue(content: .list(names), position: position)))
    var tree = self
    tree.content = .object(members)
    return tree
  }
}
