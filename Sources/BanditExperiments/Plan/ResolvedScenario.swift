import BanditCards

/// A scenario with every default filled in, as `scenario.json` and the manifest have it.
public struct ResolvedScenario: Sendable {
  /// The keys with plain values that the scenario has: `name`, `seed`, `horizon`, ..., all but
  /// `$schema`, whose path is another one from here.
  public var values: Settings
  /// The environments: id, label and settings of each.
  public var environments: [Settings]
  /// Whether the scenario says `environment`, not `environments`.
  public var hasOneEnvironment: Bool
  /// The algorithms: id, label and settings of each.
  public var algorithms: [Settings]
  /// The notions of regret.
  public var notions: [Notion]
  /// How noise is shared.
  public var coupling: String
  /// The sweep; empty without one.
  public var sweep: Settings

  /// Creates a scenario.
  public init(
    values: Settings, environments: [Settings], hasOneEnvironment: Bool, algorithms: [Settings], notions: [Notion],
    coupling: String, sweep: Settings = [:]
  ) {
    self.values = values
    self.environments = environments
    self.hasOneEnvironment = hasOneEnvironment
    self.algorithms = algorithms
    self.notions = notions
    self.coupling = coupling
    self.sweep = sweep
  }

  /// The scenario in the order of its keys.
  public var settings: Settings {
    var entries: [Settings.Entry] = []
    func add(_ keys: String...) {
      for key in keys { if let value = values[key] { entries.append(.init(key, value)) } }
    }
    add("name", "title", "latex", "description", "seed", "horizon", "replications")
    entries.append(
      hasOneEnvironment
        ? .init("environment", .object(environments[0]))
        : .init("environments", .list(environments.map { .object($0) })))
    entries.append(.init("algorithms", .list(algorithms.map { .object($0) })))
    add("checkpoints")
    entries.append(.init("notions", .list(notions.map { .text($0.id) })))
    add("extras", "confidence")
    entries.append(.init("coupling", .text(coupling)))
    add("generator")
    entries.append(.init("sweep", .object(sweep)))
    return Settings(entries)
  }
}
