import BanditCards
import BanditExperiments
import BanditGames

/// What scenario files can name: a page for each family.
public struct Catalogue: Sendable {
  /// A family with its environments and algorithms.
  public struct Page: Sendable {
    /// The interaction.
    public let family: Family
    /// What its ledger can compute.
    let ledger: any Ledger.Type
    /// Its environments, in the order of the documentation.
    public internal(set) var environments: [EnvironmentEntry]
    /// The algorithms whose card names it, in the order of the documentation.
    public internal(set) var algorithms: [AlgorithmEntry]

    /// Creates a page.
    public init(
      _ family: Family, ledger: any Ledger.Type, environments: [EnvironmentEntry], algorithms: [AlgorithmEntry]
    ) {
      self.family = family
      self.ledger = ledger
      self.environments = environments
      self.algorithms = algorithms
    }
  }

  /// The pages, in the order of the documentation.
  public private(set) var pages: [Page]

  /// Creates a catalogue.
  ///
  /// - Precondition: the ids of environments differ, and those of the algorithms of a family; no parameter is called
  ///   `title` or `latex`, which every entry has.
  public init(_ pages: [Page]) {
    self.pages = pages
    precondition(Set(environments.map(\.card.id)).count == environments.count, "environments need different ids")
    let names = algorithms.flatMap { entry in entry.families.map { [entry.card.id, $0.id] } }
    precondition(Set(names).count == names.count, "the algorithms of a family need different ids")
    precondition(
      (environments.map(\.card.parameters) + algorithms.map(\.card.parameters)).joined()
        .allSatisfy { !Title.keys.contains($0.name) }, "every entry has a title; no parameter can be called so")
  }

  /// The catalogue with more algorithms and environments.
  ///
  /// - Precondition: their ids are new in their families, and these are known.
  public func adding(_ algorithms: [AlgorithmEntry], environments: [EnvironmentEntry] = []) -> Catalogue {
    var pages = pages
    func page(of family: Family, _ id: String) -> Int {
      guard let place = pages.firstIndex(where: { $0.family == family }) else {
        preconditionFailure("'\(id)' is of the family '\(family.id)', which the catalogue does not have")
      }
      return place
    }
    for entry in environments { pages[page(of: entry.card.family, entry.card.id)].environments.append(entry) }
    for entry in algorithms { pages[page(of: entry.card.family, entry.card.id)].algorithms.append(entry) }
    return Catalogue(pages)
  }

  /// The catalogue without erased seats, to find pairs whose loop is not specialised.
  package var specialised: Catalogue {
    Catalogue(
      pages.map {
        Page($0.family, ledger: $0.ledger, environments: $0.environments, algorithms: $0.algorithms.map(\.specialised))
      })
  }

  /// The environments, in the order of the documentation.
  public var environments: [EnvironmentEntry] { pages.flatMap(\.environments) }

  /// The algorithms, in the order of the documentation.
  public var algorithms: [AlgorithmEntry] { pages.flatMap(\.algorithms) }

  /// The environment with an id.
  public func environment(_ id: String) -> EnvironmentEntry? { environments.first { $0.card.id == id } }

  /// The algorithms with an id: one, or several of different families.
  public func algorithms(_ id: String) -> [AlgorithmEntry] { algorithms.filter { $0.card.id == id } }

  /// The algorithm with an id, that of a family where several have it.
  public func algorithm(_ id: String, of family: Family? = nil) -> AlgorithmEntry? {
    let entries = algorithms(id)
    return entries.first { entry in family.map { entry.families.contains($0) } ?? true } ?? entries.first
  }

  // MARK: Notions and metrics

  /// The notions of regret, each once.
  public var notions: [Notion] {
    var seen: Set<String> = []
    return pages.flatMap { $0.ledger.notions }.filter { seen.insert($0.id).inserted }
  }

  /// What the families mean by a notion, in the order of the documentation; empty for a name that is none.
  public func definitions(of notion: String) -> [(family: Family, definition: Notion.Definition)] {
    pages.flatMap { page in
      page.ledger.definitions.filter { $0.notion.id == notion }.map { (page.family, $0) }
    }
  }

  /// The notions of regret that a family's ledger supplies.
  public func notions(of family: Family) -> [Notion] { ledger(of: family)?.notions ?? [] }

  /// The metrics that a game of a family supplies, whichever learner plays.
  public func metrics(of family: Family) -> [Metric] { ledger(of: family)?.metrics ?? [] }

  /// Everything that can be reported besides regret, each once.
  public var metrics: [Metric] {
    let all =
      pages.flatMap { $0.ledger.metrics } + environments.flatMap(\.card.metrics) + algorithms.flatMap(\.card.metrics)
    var seen: Set<String> = []
    return all.filter { seen.insert($0.id).inserted }
  }

  private func ledger(of family: Family) -> (any Ledger.Type)? { pages.first { $0.family == family }?.ledger }
}
