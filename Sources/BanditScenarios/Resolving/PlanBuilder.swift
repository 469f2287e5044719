import BanditCards
import BanditExperiments
import BanditGames
import Foundation

/// Makes the cells of a scenario, point by point, and refuses before a plan grows too large.
struct PlanBuilder {
  private let limits: ScenarioLimits
  /// The scenario's folder.
  private let folder: String
  /// The label of the algorithm that is tuned: nobody else plays. `nil` where everybody does.
  private let tuning: String?
  private(set) var cells: [Cell] = []
  private(set) var estimate: PlanEstimate
  /// What the environments say of themselves, and what yardsticks play instead of what they stand for, for the
  /// manifest.
  private(set) var facts: [String] = []
  /// The notions of the points that are missing in every replication of an environment.
  private(set) var missing: [MissingNotion] = []
  /// Where the environments of the points change.
  private(set) var changePoints: [ChangePoints] = []
  /// Which of the family's notions are missing at some point of an environment (by its place), and why.
  private var absences: [Int: [Notion: String]] = [:]
  /// What yardsticks play instead of what they stand for.
  private var substitutes: [String] = []
  /// Where a precision cannot be reached.
  private var hopeless: [String] = []
  /// What learners say of themselves and results need not.
  private var remarks: [String] = []
  /// What the algorithms say of the environments, each line once, however many points there are.
  private(set) var caveats: [String] = []
  private var known: Set<String> = []
  /// The data files of the environments, each once, in the order of the scenario.
  private(set) var dataFiles: [DataFile] = []
  /// Those of the algorithms.
  private(set) var programFiles: [DataFile] = []
  /// The models of the plan: equal settings make one, whatever the number of points and algorithms.
  private var models: [ModelKey: any EnvironmentModel] = [:]
  /// Of the cells so far.
  private var identities: Set<String> = []
  /// How many algorithms the present environment has met at the present point.
  private var contest = 0
  /// The main notions of the environments, by their places, where others have taken their place.
  private var mainNotions: [Notion] = []
  private var latest: (rule: CheckpointRule, horizon: Int, changePoints: [Int], checkpoints: [Int])?

  private struct ModelKey: Hashable {
    let id: String
    let settings: Settings
    let horizon: Int
  }

  /// Creates a builder without cells.
  ///
  /// - Parameters:
  ///   - folder: the scenario's.
  ///   - tuning: the label of the algorithm that is tuned, if one is.
  init(limits: ScenarioLimits, folder: String, tuning: String? = nil) {
    self.limits = limits
    self.folder = folder
    self.tuning = tuning
    estimate = PlanEstimate(threads: limits.threads)
  }

  /// Creates a builder without cells that has the models of another one.
  ///
  /// - Parameter mainNotions: of each environment.
  init(reusing other: PlanBuilder, mainNotions: [Notion]) {
    self.init(limits: other.limits, folder: other.folder, tuning: other.tuning)
    self.mainNotions = mainNotions
    models = other.models
    for model in models.values { estimate.add(model) }
  }

  /// Adds the cells of a point; returns whether the plan still fits the limits.
  mutating func add(_ point: ScenarioPoint, text: String, tree: LocatedValue, log: inout IssueLog) -> Bool {
    if tuning != nil, let generator = point.head.generator {
      log.report(
        tree["generator"]?.position ?? tree.position, "generator",
        "found \(JSONText.quoted(generator.name)), whose streams have numbers, so that none are left for --tune; "
          + "accepted: \"\(ScenarioKeys.philox)\"")
      return false
    }
    for (place, environment) in point.environments.enumerated() {
      guard let horizon = horizon(of: environment, at: point, tree: tree, log: &log),
        let model = made(environment, horizon: horizon, log: &log)
      else { continue }
      check(model, of: environment, head: point.head, tree: tree, log: &log)
      note(model.facts, of: environment.label, text)
      contest = 0
      let criterion = point.head.precision == nil && tuning == nil ? nil : criterion(place, environment, point)
      if let criterion, tuning == nil, model.absence(of: criterion) != nil {
        let warning =
          "\(environment.label): \(criterion.id), whose intervals choose the number of replications, is missing, so "
          + "that all \(point.head.replications) are played"
        if known.insert(warning).inserted { hopeless.append(warning) }
      }
      noteAbsences(in: model, place, environment.label, point, text)
      changePoints += [
        ChangePoints(point: text, environment: environment.label, rounds: model.changePoints)
      ].compactMap { $0 }
      for (seat, algorithm) in point.algorithms.enumerated()
      where algorithm.catalogued.families.contains(type(of: model).card.family)
        && tuning ?? algorithm.label == algorithm.label
      {
        let slot = point.slot(environment: place, algorithm: seat)
        add(
          point, text, environment, algorithm, model: model, horizon: horizon, slot: slot,
          criterion: criterion, log: &log)
        if estimate.bytes > limits.memory || estimate.rounds == Int.max {
          refuse(tree, log: &log)
          return false
        }
      }
    }
    return true
  }

  /// The number of rounds on an environment.
  private func horizon(
    of environment: ScenarioEntry<EnvironmentEntry>, at point: ScenarioPoint, tree: LocatedValue, log: inout IssueLog
  ) -> Int? {
    switch point.horizon {
    case .rounds(let horizon): return horizon
    case .rows(let word):
      guard let settings = environment.settings else { return nil }
      do throws(InvalidSettings) {
        guard let horizon = try environment.catalogued.rowCount(settings) else {
          log.report(
            tree["horizon"]?.position ?? tree.position, "horizon",
            """
            found \(JSONText.quoted(word)), but the environment does not read its rows from a file; accepted: a whole \
            number, 1 or more
            """
          )
          return nil
        }
        check(point.head.checkpoints, tree: tree, rows: horizon, log: &log)
        return horizon
      } catch {
        environment.report(error, log: &log)
        return nil
      }
    }
  }

  /// Refuses checkpoints beyond the rows; those beyond a stated horizon are refused without the model.
  private func check(_ rule: CheckpointRule, tree: LocatedValue, rows: Int, log: inout IssueLog) {
    guard case .rounds(let rounds) = rule, let index = rounds.firstIndex(where: { $0 > rows }),
      let value = tree["checkpoints"]
    else { return }
    log.report(
      value.elements[index].position, "checkpoints[\(index)]",
      "found \(rounds[index]); accepted: increasing rounds from 1 to the number of rows, \(rows)")
  }

  private mutating func made(
    _ environment: ScenarioEntry<EnvironmentEntry>, horizon: Int, log: inout IssueLog
  ) -> (any EnvironmentModel)? {
    guard let settings = environment.settings else { return nil }
    let key = ModelKey(id: environment.catalogued.card.id, settings: settings, horizon: horizon)
    if let known = models[key] { return known }
    do throws(InvalidSettings) {
      let model = try environment.catalogued.make(settings, horizon)
      models[key] = model
      estimate.add(model)
      return model
    } catch {
      environment.report(error, log: &log)
      return nil
    }
  }

  private func check(
    _ model: any EnvironmentModel, of environment: ScenarioEntry<EnvironmentEntry>, head: ScenarioHead,
    tree: LocatedValue, log: inout IssueLog
  ) {
    guard let needed = model.replications else { return }
    if tuning != nil {
      environment.report(
        InvalidSettings(
          "", "it has data for \(counted: needed, "replication"), and none for others on which --tune could choose"),
        log: &log)
      return
    }
    if head.precision != nil {
      log.report(
        tree["replications"]?.position ?? tree.position, "replications",
        "found an object, but \(environment.label) has data for \(counted: needed, "replication"), which fix their "
          + "number; accepted: \(needed)")
      return
    }
    let replications = head.replications
    guard needed != replications else { return }
    environment.report(
      InvalidSettings(
        "", "it has data for \(counted: needed, "replication"), but \"replications\" is \(replications)"), log: &log)
  }

  private mutating func noteAbsences(
    in model: any EnvironmentModel, _ place: Int, _ environment: String, _ point: ScenarioPoint, _ text: String
  ) {
    missing += MissingNotion.among(
      point.notions, point: text, environment: environment, absence: { model.absence(of: $0) })
    guard point.hasStandardNotions else { return }
    for notion in point.familyNotions where absences[place]?[notion] == nil {
      if let reason = model.absence(of: notion) { absences[place, default: [:]][notion] = reason }
    }
  }

  /// The notions of a scenario that leaves them open: those of its environments that are known at all points, as far as
  /// there are any.
  func standardNotions(of point: ScenarioPoint) -> [Notion] {
    mainNotions(of: point).reduce(into: []) { notions, notion in
      if !notions.contains(notion) { notions.append(notion) }
    }
  }

  /// The main notion of each environment of such a scenario.
  func mainNotions(of point: ScenarioPoint) -> [Notion] {
    point.environments.enumerated().map { place, environment in
      MissingNotion.standard(
        environment.mainNotion, of: point.familyNotions, absence: { absences[place]?[$0] })
    }
  }

  /// The notion whose intervals a precision looks at: the main one of the environment, or, where the scenario does not
  /// ask for it, the first one that it does ask for.
  private func criterion(_ place: Int, _ environment: ScenarioEntry<EnvironmentEntry>, _ point: ScenarioPoint) -> Notion
  {
    let main = mainNotions.indices.contains(place) ? mainNotions[place] : environment.mainNotion
    return point.notions.contains(main) ? main : point.notions.first ?? main
  }

  /// Why the main notions that others took the place of are missing.
  func replacements(at point: ScenarioPoint) -> [String] {
    point.environments.enumerated().compactMap { place, environment in
      let main = environment.mainNotion
      let notion = MissingNotion.standard(main, of: point.familyNotions, absence: { absences[place]?[$0] })
      guard notion != main, let reason = absences[place]?[main] else { return nil }
      return
        "\(environment.label): \(notion.id) takes the place of the main notion \(main.id), which is missing: \(reason)"
    }
  }

  /// What to say before the run: what yardsticks play instead, and which notions are missing, once for each
  /// environment.
  var warnings: [String] {
    var told: Set<[String]> = []
    return substitutes
      + missing.filter { told.insert([$0.environment, $0.notion.id]).inserted }.map { absence in
        let points = missing.count { $0.environment == absence.environment && $0.notion == absence.notion }
        let place =
          absence.point.isEmpty
          ? "" : points == 1 ? " at \(absence.point)" : " at \(absence.point) and \(points - 1) more"
        return "\(absence.environment): \(absence.notion.id) is missing\(place): \(absence.reason)"
      } + hopeless + remarks
  }

  private mutating func noteSubstitute(
    _ algorithm: ScenarioEntry<AlgorithmEntry>, _ environment: String, _ model: any EnvironmentModel, _ text: String
  ) {
    guard let substitute = algorithm.catalogued.card.substitute, let reason = model.absence(of: substitute.notion)
    else { return }
    let place = place(environment, text)
    let substitution =
      "\(place): \(algorithm.label) plays \(substitute.plays), because the benchmark of \(substitute.notion.id) is missing: "
      + reason
    facts.append(substitution)
    substitutes.append(substitution)
  }

  private mutating func note(_ facts: [String], of environment: String, _ text: String) {
    let place = place(environment, text)
    self.facts += facts.map { "\(place): \($0)" }
  }

  /// An environment, and the point if there is more than one.
  private func place(_ environment: String, _ text: String) -> String {
    text.isEmpty ? environment : "\(text), \(environment)"
  }

  private mutating func add(
    _ point: ScenarioPoint, _ text: String, _ environment: ScenarioEntry<EnvironmentEntry>,
    _ algorithm: ScenarioEntry<AlgorithmEntry>, model: any EnvironmentModel, horizon: Int, slot: StreamSlot,
    criterion: Notion?, log: inout IssueLog
  ) {
    guard let settings = algorithm.settings else { return }
    let head = point.head
    let layout = TraceLayout(
      checkpoints: checkpoints(point, horizon: horizon, changePoints: model.changePoints),
      tracks: TraceLayout.tracks(of: point.notions, groups: model.groups, checkpoints: head.checkpoints),
      metrics: point.metrics(environment.catalogued, algorithm.catalogued, model))
    let streams = CellStreams(
      seed: UInt64(head.seed), environmentLabel: environment.label, algorithmLabel: algorithm.label,
      coupling: point.coupling, generator: head.generator, slot: slot, isTuning: tuning != nil)
    let context = CellContext(
      streams: streams, horizon: horizon, layout: layout, commands: limits.commands, folder: folder)
    do throws(InvalidSettings) {
      let seated = try algorithm.catalogued.bind(settings, model, context)
      let cell = Cell(
        key: CellKey(point: text, environment: environment.label, algorithm: algorithm.label),
        horizon: horizon, layout: layout,
        identity: identity(point, environment, algorithm, horizon: horizon, layout: layout, slot: slot),
        largestGap: model.largestGap, criterion: criterion,
        raisesAlarms: environment.catalogued.card.family.raisesAlarms, simulate: seated.simulation)
      for caveat in seated.caveats.map({ "\(environment.label), \(algorithm.label): \($0)" })
      where known.insert(caveat).inserted {
        caveats.append(caveat)
      }
      for remark in seated.warnings.map({ "\(algorithm.label): \($0)" }) where known.insert(remark).inserted {
        remarks.append(remark)
      }
      contest += 1
      estimate.add(
        cell, replicationBytes: Double(model.replicationBytes) + Double(seated.historyBytes),
        replications: head.replications, isDistinct: identities.insert(cell.identity).inserted, contest: contest)
      noteSubstitute(algorithm, environment.label, model, text)
      cells.append(cell)
    } catch {
      algorithm.report(error, log: &log)
    }
  }

  private mutating func checkpoints(_ point: ScenarioPoint, horizon: Int, changePoints: [Int]) -> [Int] {
    let rule = point.head.checkpoints
    if let latest, latest.rule == rule, latest.horizon == horizon, latest.changePoints == changePoints {
      return latest.checkpoints
    }
    let checkpoints = rule.checkpoints(horizon: horizon, changePoints: changePoints)
    latest = (rule, horizon, changePoints, checkpoints)
    return checkpoints
  }

  /// Neither the point nor the scenario's name: they change no number.
  private mutating func identity(
    _ point: ScenarioPoint, _ environment: ScenarioEntry<EnvironmentEntry>,
    _ algorithm: ScenarioEntry<AlgorithmEntry>, horizon: Int, layout: TraceLayout, slot: StreamSlot
  ) -> String {
    let head = point.head
    var entries: [Settings.Entry] = [
      .init("seed", .whole(head.seed)),
      .init("environment", .object(environment.resolved)),
      .init("algorithm", .object(algorithm.resolved)),
      .init("horizon", .whole(horizon)),
      .init("coupling", .text(point.coupling.rawValue)),
      .init("generator", head.settings["generator"] ?? .text(ScenarioKeys.philox)),
      .init("checkpoints", head.settings["checkpoints"] ?? .list([])),
      .init("lines", .list(layout.tracks.map { .list([.text($0.notion.id), .text($0.group)]) })),
      .init("metrics", .list(layout.metrics.map { .text($0.id) })),
    ]
    if environment.resolved["label"] != .text(environment.label) {
      entries.append(.init("environmentLabel", .text(environment.label)))
    }
    if tuning != nil { entries.append(.init("tuning", .flag(true))) }
    let family = environment.catalogued.card.family
    if family.numericVersion > 1 { entries.append(.init("numericVersion", .whole(family.numericVersion))) }
    if head.generator != nil {
      let slots = [slot.instance, slot.environment, slot.learner, slot.count]
      entries.append(.init("streams", .list(slots.map { .whole($0) })))
    }
    let files = environment.files + algorithm.files
    if !files.isEmpty {
      entries.append(.init("files", .list(files.map { .text(PlanBuilder.checksum(of: $0).description) })))
      dataFiles += environment.files.filter { !dataFiles.contains($0) }
      programFiles += algorithm.files.filter { !programFiles.contains($0) }
    }
    return JSONText.compact(.object(Settings(entries)))
  }

  /// A file that has become unreadable since it was checked is reported where it is parsed.
  private static func checksum(of file: DataFile) -> Checksum { file.parsed { Checksum(of: $0.bytes ?? []) } }

  private func refuse(_ tree: LocatedValue, log: inout IssueLog) {
    if estimate.bytes <= limits.memory {
      let horizon = tree["horizon"]
      log.report(
        horizon?.position ?? tree.position, "horizon",
        """
        all replications together have more rounds than \(Int.max); accepted: fewer; lower the horizon or the \
        replications
        """
      )
      return
    }
    let replications = tree["replications"]
    log.report(
      replications?.position ?? tree.position, replications == nil ? "" : "replications",
      "the run needs \(estimate.bytes == Int.max ? "at least" : "about") \(PlanBuilder.size(estimate.bytes)) "
        + "of memory; accepted: at most \(PlanBuilder.size(limits.memory)); lower the replications, checkpoints, "
        + "arms or sweep points, or raise --memory-limit"
    )
  }

  private static func size(_ bytes: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var size = Double(bytes)
    var unit = 0
    while size >= 1024 {
      size /= 1024
      unit += 1
    }
    let tenths = (size * 10).rounded() / 10
    return "\(Int(exactly: tenths).map(String.init) ?? "\(tenths)") \(units[unit])"
  }
}
