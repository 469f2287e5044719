import BanditCards
import BanditGames
import BanditStreams
import Foundation

/// The front door of the library: learners that meet the same luck on one environment, over independent replications.
///
///     let coins = BernoulliBandit(means: [0.3, 0.5, 0.6])
///     let results = try Trials(horizon: 10_000, replications: 200, seed: 42).compare(on: coins) { problem in
///       try UCB1(problem)
///       try ThompsonBeta(problem)
///     }
///     print(results["ucb1"].regret(.pseudo).mean)
///
/// The numbers are those of `simulate` for the same seed and labels, bit for bit. Learners and environments may be your
/// own; the compiler specialises the loop for each pair.
public struct Trials: Sendable {
  /// Names the results.
  public var name: String
  /// What tables and figures call the trials; `nil` for the name.
  public var title: Title?
  /// The number of rounds, T.
  public var horizon: Int
  /// How many independent replications.
  public var replications: Int
  /// The seed of all randomness.
  public var seed: Int
  /// After which rounds results are kept; the horizon always is one.
  public var checkpoints: CheckpointRule
  /// The level of the confidence intervals, in (0, 1).
  public var confidence: Double
  /// How the environment's noise is shared; `nil` for the family's way: `pulls` where actions address the noise.
  public var coupling: Coupling?
  /// How many threads simulate; cannot be seen in the results.
  public var threads: Int

  /// Plans trials.
  public init(
    horizon: Int, replications: Int = 100, seed: Int = 0, name: String = "trials", title: Title? = nil,
    checkpoints: CheckpointRule = .log, confidence: Double = 0.95, coupling: Coupling? = nil,
    threads: Int = ProcessInfo.processInfo.activeProcessorCount
  ) {
    self.name = name
    self.title = title
    self.horizon = horizon
    self.replications = replications
    self.seed = seed
    self.checkpoints = checkpoints
    self.confidence = confidence
    self.coupling = coupling
    self.threads = threads
  }

  // MARK: Comparing

  /// Compares learners on an environment that draws its instance anew for each replication, as scenario files do.
  ///
  /// - Parameters:
  ///   - model: the law over instances.
  ///   - label: names the environment in results and random streams; by default the id of its card.
  ///   - title: what tables and figures call it; by default its label.
  ///   - notions: of regret; by default the main one.
  ///   - extras: what is reported besides, of each learner that has it.
  ///   - learners: makes the learners from what they may know.
  /// - Throws: `InvalidSettings` for what cannot be run, and what `learners` throws.
  public func compare<Model: EnvironmentModel>(
    on model: Model, label: String? = nil, title: Title? = nil, notions: [Notion] = [],
    extras: [Metric] = [],
    @Lineup<Model.Instance, Model.Problem> _ learners: (Model.Problem) throws
      -> [Entrant<Model.Instance, Model.Problem>]
  ) throws -> TrialResults {
    try check()
    return try compare(
      Arena(model, label: label ?? Model.card.id, title: title), notions: notions, extras: extras,
      entrants: learners(model.problem))
  }

  /// Compares learners on an environment of the catalogue, as a scenario file would describe it. If all learners are
  /// described that way, too, the results can be written with their `scenario.json`.
  ///
  /// - Parameters:
  ///   - type: the environment's model.
  ///   - settings: its parameters; those left out have their defaults.
  public func compare<Model: EnvironmentModel>(
    on type: Model.Type, _ settings: Settings, label: String? = nil, title: Title? = nil, notions: [Notion] = [],
    extras: [Metric] = [],
    @Lineup<Model.Instance, Model.Problem> _ learners: (Model.Problem) throws
      -> [Entrant<Model.Instance, Model.Problem>]
  ) throws -> TrialResults {
    try check()
    let model = try Model(settings: settings, horizon: horizon)
    let label = label ?? Model.card.id
    return try compare(
      Arena(
        model, label: label, title: title,
        resolved: .entry(Model.card.id, label: label, try Model.card.settings(settings)).titled(title)),
      notions: notions, extras: extras, entrants: learners(model.problem))
  }

  /// Compares learners on an instance of an environment, the same in every replication.
  ///
  /// - Parameters:
  ///   - environment: a copy of it is played in each replication.
  ///   - problem: what learners may know of it.
  ///   - label: names the environment in results and random streams; by default its type's name in kebab case, without a
  ///     final `Bandit`: `bernoulli` for a `BernoulliBandit`.
  public func compare<Environment: Sendable, Problem: ProblemStatement>(
    on environment: Environment, problem: Problem, label: String? = nil, title: Title? = nil, notions: [Notion] = [],
    extras: [Metric] = [],
    @Lineup<Environment, Problem> _ learners: (Problem) throws -> [Entrant<Environment, Problem>]
  ) throws -> TrialResults {
    try check()
    return try compare(
      Arena(
        label: label ?? EntrantLabels.name(of: Environment.self), title: title, mainNotion: nil,
        metrics: Environment.self is any Reporting.Type ? nil : [], resolved: nil, problem: problem,
        changePoints: [], groups: { _ in [NotionGroup("")] },
        events: problem.events, facts: [],
        largestGap: (environment as? any BanditEnvironment)?.truth.largestGap, absence: { _ in nil },
        instance: { _, _ in environment }),
      notions: notions, extras: extras, entrants: learners(problem))
  }

  /// Compares learners on a bandit; what they may know is what the bandit says of itself.
  public func compare<Environment: BanditEnvironment>(
    on environment: Environment, label: String? = nil, title: Title? = nil, notions: [Notion] = [],
    extras: [Metric] = [],
    @Lineup<Environment, BanditProblem> _ learners: (BanditProblem) throws -> [Entrant<Environment, BanditProblem>]
  ) throws -> TrialResults {
    let problem = BanditProblem(
      armCount: environment.armCount, horizon: horizon, rewardRange: environment.rewardRange,
      noiseScale: environment.noiseScale)
    return try compare(
      on: environment, problem: problem, label: label, title: title, notions: notions, extras: extras, learners)
  }

  // MARK: Logs

  /// The log of one replication of a learner for contextual bandits: the rounds that `compare` plays.
  ///
  ///     let log = try Trials(horizon: 500, seed: 1).log(on: model) { try SquareCB($0) }
  ///     let value = try OffPolicyEvaluation(log, policy: .constant(0)).estimate(.dr)
  ///
  /// - Parameters:
  ///   - model: the law over instances.
  ///   - label: names the environment in random streams; by default the id of its card.
  ///   - replication: its number, from 0.
  ///   - learner: makes the learner from what it may know.
  /// - Throws: `InvalidSettings` for what cannot be run, several learners, a replication that cannot go on, and what
  ///   `learner` throws.
  public func log<Model: EnvironmentModel>(
    on model: Model, label: String? = nil, replication: Int = 0,
    @Lineup<Model.Instance, Model.Problem> _ learner: (Model.Problem) throws
      -> [Entrant<Model.Instance, Model.Problem>]
  ) throws -> LoggedRounds where Model.Instance: ContextualEnvironment {
    try check()
    guard replication >= 0 else {
      throw InvalidSettings("replication", "found \(replication); accepted: a whole number, 0 or more")
    }
    let arena = Arena(model, label: label ?? Model.card.id)
    let entrants = try learner(model.problem)
    guard let entrant = entrants.first, entrants.count == 1 else {
      throw InvalidSettings("", "found \(counted: entrants.count, "learner"); accepted: one")
    }
    let names = try EntrantLabels.labels(of: [(entrant.label, entrant.id)])
    let layout = TraceLayout(checkpoints: [horizon], tracks: [], metrics: [])
    let simulation = entrant.simulation(arena, context(arena.label, names[0], coupling ?? .rounds, layout))
    // Until the game says what its rounds look like.
    var log = LoggedRounds(LogShape(armCount: 1))
    let count = try simulation.log(
      replication: replication, begin: { log = LoggedRounds($0) }, add: { log.append($0) })
    guard count == horizon else {
      throw InvalidSettings("", "replication \(replication) cannot go on after \(counted: count, "round")")
    }
    return log
  }

  // MARK: The plan

  private func compare<Environment, Problem>(
    _ arena: Arena<Environment, Problem>, notions: [Notion], extras: [Metric],
    entrants: [Entrant<Environment, Problem>]
  ) throws -> TrialResults {
    guard arena.problem.horizon == horizon else {
      throw InvalidSettings(
        "horizon",
        "the trials have \(counted: horizon, "round"), but the problem has \(arena.problem.horizon); accepted: the same"
      )
    }
    guard let first = entrants.first else { throw InvalidSettings("", "no learner takes part; accepted: at least one") }
    let notions =
      notions.isEmpty
      ? [
        MissingNotion.standard(arena.mainNotion ?? first.family.mainNotion, of: first.notions, absence: arena.absence)
      ] : notions
    if let unknown = notions.first(where: { !first.notions.contains($0) }) {
      let known = QuotedList.list(first.notions.map(\.id))
      throw InvalidSettings(
        "notions", "the family \(first.family.id) does not have \"\(unknown.id)\"; accepted: \(known)")
    }
    let labels = try EntrantLabels.labels(of: entrants.map { ($0.label, $0.id) })
    let coupling = coupling ?? (first.family.noise == .action ? .pulls : .rounds)
    let tracks = TraceLayout.tracks(of: notions, groups: arena.groups, checkpoints: checkpoints)
    let rounds = checkpoints.checkpoints(horizon: horizon, changePoints: arena.changePoints)
    let cells = zip(entrants, labels).map { entrant, label in
      let layout = TraceLayout(
        checkpoints: rounds, tracks: tracks, metrics: Trials.metrics(among: extras, of: entrant, on: arena))
      return Cell(
        key: CellKey(point: "", environment: arena.label, algorithm: label), horizon: horizon, layout: layout,
        identity: "", largestGap: arena.largestGap, raisesAlarms: entrant.family.raisesAlarms,
        simulate: entrant.simulation(arena, context(arena.label, label, coupling, layout)))
    }
    let plan = Plan(
      name: name, replications: replications, confidence: confidence, cells: cells,
      resolvedScenario: resolved(arena.resolved, entrants, labels, notions, extras, coupling) ?? [:],
      facts: arena.facts.map { "\(arena.label): \($0)" },
      caveats: zip(entrants, labels).flatMap { entrant, label in
        entrant.caveats.map { "\(arena.label), \(label): \($0)" }
      }, missing: MissingNotion.among(notions, point: "", environment: arena.label, absence: arena.absence),
      changePoints: [ChangePoints(point: "", environment: arena.label, rounds: arena.changePoints)].compactMap { $0 },
      titles: Titles(
        scenario: title, environments: [.init(label: arena.label, title: arena.title)],
        algorithms: zip(entrants, labels).map { .init(label: $1, title: $0.title) }),
      sharesLuck: coupling != .independent)
    return plan.run(threads: threads)
  }

  private func context(
    _ environment: String, _ algorithm: String, _ coupling: Coupling, _ layout: TraceLayout
  ) -> CellContext {
    CellContext(
      streams: CellStreams(
        seed: UInt64(seed), environmentLabel: environment, algorithmLabel: algorithm, coupling: coupling,
        generator: nil, slot: StreamSlot(instance: 0, environment: 0, learner: 0, count: 0)),
      horizon: horizon, layout: layout)
  }

  /// The extras that a learner or the environment has, as far as their cards say; a metric of each change or item once
  /// for each.
  private static func metrics<Environment, Problem>(
    among extras: [Metric], of entrant: Entrant<Environment, Problem>, on arena: Arena<Environment, Problem>
  ) -> [Metric] {
    extras.filter { metric in
      guard let known = entrant.metrics, let others = arena.metrics else { return true }
      return (known + others).contains { $0 ~= metric }
    }.flatMap { $0.each(arena.events) }
  }

  /// The scenario of these trials; `nil` unless everything in them was described as scenario files do.
  private func resolved<Environment, Problem>(
    _ environment: Settings?, _ entrants: [Entrant<Environment, Problem>], _ labels: [String], _ notions: [Notion],
    _ extras: [Metric], _ coupling: Coupling
  ) -> Settings? {
    guard let environment else { return nil }
    var algorithms: [Settings] = []
    for (entrant, label) in zip(entrants, labels) {
      guard let id = entrant.id, let settings = entrant.settings else { return nil }
      algorithms.append(Settings.entry(id, label: label, settings).titled(entrant.title))
    }
    var names: [String] = []
    for metric in extras where !names.contains(metric.name) { names.append(metric.name) }
    let values: Settings = [
      "name": .text(name), "seed": .whole(seed), "horizon": .whole(horizon), "replications": .whole(replications),
      "checkpoints": checkpoints.setting, "extras": .list(names.map { .text($0) }), "confidence": .number(confidence),
      "generator": .text("philox"),
    ]
    return ResolvedScenario(
      values: values.titled(title), environments: [environment], hasOneEnvironment: true, algorithms: algorithms,
      notions: notions, coupling: coupling.rawValue
    ).settings
  }

  /// Refuses what cannot be run, before a model or a learner is made for it.
  private func check() throws(InvalidSettings) {
    func refuse(_ isWrong: Bool, _ path: String, _ found: String, _ accepted: String) throws(InvalidSettings) {
      if isWrong { throw InvalidSettings(path, "found \(found); accepted: \(accepted)") }
    }
    try refuse(horizon < 1, "horizon", "\(horizon)", "a whole number, 1 or more")
    try refuse(replications < 1, "replications", "\(replications)", "a whole number, 1 or more")
    try refuse(seed < 0, "seed", "\(seed)", "a whole number, 0 or more")
    try refuse(threads < 1, "threads", "\(threads)", "a whole number, 1 or more")
    try refuse(!(confidence > 0 && confidence < 1), "confidence", "\(confidence)", "a number in (0, 1)")
    if case .rounds(let rounds) = checkpoints {
      let increase = rounds.allSatisfy { (1...horizon).contains($0) } && zip(rounds, rounds.dropFirst()).allSatisfy(<)
      try refuse(!increase, "checkpoints", "\(rounds)", "increasing rounds from 1 to the horizon, \(horizon)")
    }
  }
}

extension Settings {
  /// An entry of a scenario: its id, its label and its settings.
  static func entry(_ id: String, label: String, _ settings: Settings) -> Settings {
    Settings([.init("id", .text(id)), .init("label", .text(label))] + settings.entries)
  }
}
