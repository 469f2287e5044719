import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams

/// A scenario at one point of its sweep, with everything checked that does not need the models.
///
/// What is wrong is left out, so that the rest can be judged at once.
struct ScenarioPoint {
  let head: ScenarioHead
  let horizon: Horizon
  let environments: [ScenarioEntry<EnvironmentEntry>]
  let algorithms: [ScenarioEntry<AlgorithmEntry>]
  let family: Family
  let coupling: Coupling
  let notions: [Notion]
  /// Whether the scenario leaves them open.
  let hasStandardNotions: Bool
  private let catalogue: Catalogue
  /// Whether the scenario says `environment`, not `environments`.
  let hasOneEnvironment: Bool

  /// Reads a tree without its sweep; `nil` if too much is wrong to judge the rest.
  init?(_ tree: LocatedValue, catalogue: Catalogue, data: DataFiles, log: inout IssueLog) {
    self.catalogue = catalogue
    head = ScenarioHead(tree, log: &log)
    let reader = EntryReader(data: data)
    environments = reader.environments(of: tree, in: catalogue, log: &log)
    hasOneEnvironment = tree["environment"] != nil
    let family = environments.first?.catalogued.card.family
    algorithms = reader.algorithms(of: tree, in: catalogue, family: family, log: &log)
    notions = ScenarioPoint.notions(tree, family: family, catalogue, environments: environments, log: &log)
    guard let family else { return nil }
    self.family = family
    coupling = ScenarioPoint.coupling(head, tree, family: family, log: &log)
    hasStandardNotions = tree["notions"] == nil
    guard let horizon = head.horizon else { return nil }
    self.horizon = horizon
    checkFamilies(log: &log)
    checkExtras(tree, log: &log)
    checkStreams(tree, log: &log)
    checkCheckpoints(tree, log: &log)
  }

  /// The notions that the family has.
  var familyNotions: [Notion] { catalogue.notions(of: family) }

  /// The streams of one replication of all cells; an environment's instance is drawn once for all algorithms.
  private var streamCount: Int { environments.count * (1 + 2 * algorithms.count) }

  /// Where the streams of a pair are among those of a replication.
  func slot(environment: Int, algorithm: Int) -> StreamSlot {
    let first = environment * (1 + 2 * algorithms.count)
    return StreamSlot(
      instance: first, environment: first + 1 + 2 * algorithm, learner: first + 2 + 2 * algorithm, count: streamCount)
  }

  /// The metrics asked for that any part of a pair knows, as the game asks (the policy, the environment, the ledger),
  /// each change or item a metric of its own.
  func metrics(
    _ environment: EnvironmentEntry, _ algorithm: AlgorithmEntry, _ model: any EnvironmentModel
  ) -> [Metric] {
    let known = algorithm.card.metrics + environment.card.metrics + catalogue.metrics(of: family)
    return head.extras.compactMap { name in known.first { $0.name == name } }.flatMap { $0.each(model.events) }
  }

  // MARK: Checks

  private func checkFamilies(log: inout IssueLog) {
    for environment in environments {
      let offered = environment.catalogued.card.family
      if offered != family {
        environment.report(
          InvalidSettings(
            "id",
            "a scenario has one family; found \(family.id) and \(offered.id); accepted: environments of one family"),
          log: &log)
      }
      for algorithm in algorithms where !algorithm.catalogued.families.contains(offered) {
        let card = algorithm.catalogued.card
        algorithm.report(
          InvalidSettings(
            "id",
            "\"\(card.id)\" is an algorithm for \(ScenarioPoint.text(of: algorithm.catalogued.families)), but the environment "
              + "\"\(environment.label)\" is of the family \(offered.id); accepted: "
              + QuotedList.list(catalogue.algorithms.filter { $0.families.contains(offered) }.map(\.card.id))
              + ScenarioPoint.detour(from: algorithm.catalogued.families, to: offered)), log: &log)
      }
    }
  }

  /// How learners of one family play another one all the same.
  private static func detour(from families: [Family], to offered: Family) -> String {
    guard offered == .contextual, families.contains(.bandit) else { return "" }
    return "; \"per-context\" plays some learners for bandits as its \"base\""
  }

  private static func text(of families: [Family]) -> String {
    "the \(families.count == 1 ? "family" : "families") \(families.map(\.id).joined(separator: ", "))"
  }

  private static func coupling(
    _ head: ScenarioHead, _ tree: LocatedValue, family: Family, log: inout IssueLog
  ) -> Coupling {
    let isAddressed = family.noise == .action
    let usual: Coupling = head.generator != nil ? .independent : isAddressed ? .pulls : .rounds
    guard let value = tree["coupling"], let asked = value.text.flatMap(Coupling.init) else { return usual }
    if !isAddressed, asked != usual, family.noise == .round || asked != .independent {
      log.report(
        value.position, "coupling",
        "found \(value.found), but in the family \(family.id) noise always belongs to the round; remove this key")
      return usual
    }
    if let generator = head.generator, asked != .independent {
      log.report(
        value.position, "coupling",
        "found \(value.found), but the noise of the GSL generator \"\(generator.name)\" is sequential and cannot be "
          + "shared; accepted: \"independent\", or the generator \"\(ScenarioKeys.philox)\"")
      return usual
    }
    return asked
  }

  private static func notions(
    _ tree: LocatedValue, family: Family?, _ catalogue: Catalogue, environments: [ScenarioEntry<EnvironmentEntry>],
    log: inout IssueLog
  ) -> [Notion] {
    let known = family.map { catalogue.notions(of: $0) } ?? catalogue.notions
    var notions: [Notion] = []
    guard let value = tree["notions"] else {
      for environment in environments where !known.isEmpty {
        let notion = environment.mainNotion
        if !notions.contains(notion) { notions.append(notion) }
      }
      return notions
    }
    for (index, element) in value.elements.enumerated() {
      if let notion = known.first(where: { $0.id == element.text }) {
        notions.append(notion)
      } else if let name = element.text {
        let isElsewhere = catalogue.notions.contains { $0.id == name }
        let stranger = isElsewhere ? family.map { ", a notion that the family \($0.id) does not have" } : nil
        let names = known.map(\.id)
        log.report(
          element.position, "notions[\(index)]",
          "found \(element.found)\(stranger ?? ""); accepted: \(QuotedList.list(names))"
            + NearestName.hint(for: name, among: names))
      }
    }
    return notions
  }

  private func checkExtras(_ tree: LocatedValue, log: inout IssueLog) {
    let metrics =
      environments.flatMap(\.catalogued.card.metrics) + algorithms.flatMap(\.catalogued.card.metrics)
      + catalogue.metrics(of: family)
    var known: [String] = []
    for metric in metrics where !known.contains(metric.name) { known.append(metric.name) }
    for (index, element) in (tree["extras"]?.elements ?? []).enumerated() {
      guard let name = element.text, !known.contains(name) else { continue }
      let accepted = known.isEmpty ? "none: nothing in this scenario reports extras" : QuotedList.list(known)
      log.report(
        element.position, "extras[\(index)]",
        "found \(JSONText.quoted(name)); accepted: \(accepted)\(NearestName.hint(for: name, among: known))")
    }
  }

  private func checkCheckpoints(_ tree: LocatedValue, log: inout IssueLog) {
    guard let value = tree["checkpoints"] else { return }
    if case .groupPoints = head.checkpoints, !family.hasGroupTime {
      log.report(
        value.position, "checkpoints",
        "\"groupPoints\" is for grouped data; accepted: \"log\", {\"linear\": n}, "
          + "{\"perDecade\": n} or a list of rounds"
      )
    }
  }

  private func checkStreams(_ tree: LocatedValue, log: inout IssueLog) {
    guard let generator = head.generator else { return }
    let (streams, overflow) = UInt64(streamCount).multipliedReportingOverflow(by: UInt64(head.replications))
    if !overflow && streams <= GSLGenerator.streamLimit { return }
    log.report(
      tree["replications"]?.position ?? tree.position, "replications",
      "\(counted: head.replications, "replication") of \(counted: streamCount, "stream") are more than the "
        + "\(GSLGenerator.streamLimit) "
        + "different seeds of \"\(generator.name)\"; lower the replications, "
        + "or use the generator \"\(ScenarioKeys.philox)\""
    )
  }
}
