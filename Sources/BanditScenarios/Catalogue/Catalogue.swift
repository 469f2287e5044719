import BanditGames

/// What scenario files can name.
public struct Catalogue: Sendable {
  /// The environments, in the order of the documentation.
  public private(set) var environments: [EnvironmentEntry]
  /// The algorithms, in the order of the documentation.
  public private(set) var algorithms: [AlgorithmEntry]

  /// Creates a catalogue; ids must differ.
  public init(environments: [EnvironmentEntry], algorithms: [AlgorithmEntry]) {
    self.environments = environments
    self.algorithms = algorithms
    precondition(Set(environments.map(\.card.id)).count == environments.count, "environments have different ids")
    precondition(Set(algorithms.map(\.card.id)).count == algorithms.count, "algorithms have different ids")
  }

  /// The catalogue with more algorithms.
  ///
  /// - Precondition: their ids are new.
  public func adding(_ entries: [AlgorithmEntry]) -> Catalogue {
    Catalogue(environments: environments, algorithms: algorithms + entries)
  }

  /// The environment with an id.
  public func environment(_ id: String) -> EnvironmentEntry? { environments.first { $0.card.id == id } }

  /// The algorithm with an id.
  public func algorithm(_ id: String) -> AlgorithmEntry? { algorithms.first { $0.card.id == id } }

  /// Everything that can be reported besides regret, each once.
  public var metrics: [Metric] {
    let all =
      Family.allCases.flatMap { Catalogue.metrics(of: $0) } + environments.flatMap(\.card.metrics)
      + algorithms.flatMap(\.card.metrics)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.id).inserted }
  }

  /// The metrics that a family's ledger supplies.
  public static func metrics(of family: Family) -> [Metric] { ledger(of: family)?.metrics ?? [] }

  /// The notions of regret that a family's ledger supplies.
  public static func notions(of family: Family) -> [Notion] { ledger(of: family)?.notions ?? [] }

  private static func ledger(of family: Family) -> (any Ledger.Type)? {
    switch family {
    case .bandit: BanditLedger.self
    case .experts: ExpertsLedger.self
    case .grouped: GroupedLedger.self
    case .channels: ChannelsLedger.self
    case .semiBandit: SemiBanditLedger.self
    case .episodic: EpisodicLedger.self
    case .stream: StreamLedger.self
    case .averageReward: AverageRewardLedger.self
    }
  }
}
