import BanditCards
import BanditExperiments
import BanditGames

/// An environment or algorithm of a scenario, read against its card.
struct ScenarioEntry<Catalogued> {
  /// The label, unique among its kind.
  let label: String
  /// The place in the tree (`algorithms[0]`).
  let path: String
  /// The tree below it.
  let tree: LocatedValue
  /// What the catalogue has under its id.
  let catalogued: Catalogued
  /// Its settings, as the catalogue takes them: data files by their full paths; `nil` if any is wrong.
  let settings: Settings?
  /// Its id, label and settings as the scenario states them, with every default but those of late comers.
  let resolved: Settings
  /// What tables and figures call it.
  let title: Title?
  /// The data files that it names.
  let files: [DataFile]

  /// As `resolved`, with its title: what the result folder keeps.
  var stated: Settings { resolved.titled(title) }

  /// Reports a problem that its settings have with each other or with the rest of the scenario.
  func report(_ problem: InvalidSettings, log: inout IssueLog) {
    log.report(
      ScenarioPath.position(of: problem.path, below: tree), SettingsReader.join(path, problem.path),
      problem.message + unwritten(problem.path))
  }

  /// What a user must know who is told of a key that is not in the file.
  private func unwritten(_ path: String) -> String {
    let key = String(path.prefix { $0 != "." && $0 != "[" })
    guard !key.isEmpty, tree[key] == nil, let settings else { return "" }
    return settings[key].map { " (\"\(key)\" is left out, so that it is \(JSONText.brief($0)))" }
      ?? " (\"\(key)\" is left out)"
  }
}

/// Reads the entries of a scenario against the cards of a catalogue.
struct EntryReader {
  /// Where the data files are.
  let data: DataFiles

  /// The environments of a scenario: those of `environments`, or the one of `environment`.
  func environments(
    of tree: LocatedValue, in catalogue: Catalogue, log: inout IssueLog
  ) -> [ScenarioEntry<EnvironmentEntry>] {
    let values: [(value: LocatedValue, path: String)]
    switch (tree["environment"], tree["environments"]) {
    case (let one?, nil): values = [(one.entry, "environment")]
    case (nil, let many?): values = elements(of: many, path: "environments", log: &log)
    case (nil, nil):
      log.report(tree.position, "environment", "this key is required; accepted: an id, or an object with an \"id\"")
      return []
    case (_?, let many?):
      log.report(many.position, "environments", "is given together with \"environment\"; accepted: one of the two")
      return []
    }
    let cards = catalogue.environments.map(\.card)
    let known = cards.map { (id: $0.id, parameters: $0.parameters) }
    return entries(values, noun: "environment", known: known, offered: known.map(\.id), log: &log) {
      catalogue.environment($0)
    }
  }

  /// The algorithms of a scenario.
  func algorithms(
    of tree: LocatedValue, in catalogue: Catalogue, family: Family?, log: inout IssueLog
  ) -> [ScenarioEntry<AlgorithmEntry>] {
    guard let list = tree["algorithms"] else {
      log.report(
        tree.position, "algorithms", "this key is required; accepted: a list of ids, or of objects with an \"id\"")
      return []
    }
    // Another family's algorithms would be no help to a user who misspelt an id; one that exists is judged later.
    let playable = catalogue.algorithms.filter { entry in family.map { entry.families.contains($0) } ?? true }
    // Where two families have an id, this family's comes first.
    let strangers = catalogue.algorithms.filter { entry in !playable.contains { $0.card.id == entry.card.id } }
    let known = (playable + strangers).map { (id: $0.card.id, parameters: $0.card.parameters) }
    let values = elements(of: list, path: "algorithms", log: &log)
    return entries(
      values, noun: family.map { "algorithm of the family \($0.id)" } ?? "algorithm", known: known,
      offered: playable.map(\.card.id), log: &log
    ) { catalogue.algorithm($0, of: family) }
  }

  // MARK: Entries

  private func elements(
    of value: LocatedValue, path: String, log: inout IssueLog
  ) -> [(value: LocatedValue, path: String)] {
    guard !value.elements.isEmpty else {
      log.report(
        value.position, path, "found \(value.found); accepted: a list of 1 or more ids, or of objects with an \"id\"")
      return []
    }
    return value.elements.enumerated().map { ($0.element.entry, "\(path)[\($0.offset)]") }
  }

  private func entries<Catalogued>(
    _ values: [(value: LocatedValue, path: String)], noun: String, known: [(id: String, parameters: [AnyParameter])],
    offered: [String], log: inout IssueLog, lookUp: (String) -> Catalogued?
  ) -> [ScenarioEntry<Catalogued>] {
    let labels = EntryLabels.labels(of: values.map(\.value))
    var taken: Set<String> = []
    var entries: [ScenarioEntry<Catalogued>] = []
    for ((value, path), label) in zip(values, labels) {
      checkLabel(of: value, path: path, taken: &taken, log: &log)
      guard let id = id(of: value, path: path, noun: noun, known: known.map(\.id), offered: offered, log: &log),
        let catalogued = lookUp(id), let parameters = known.first(where: { $0.id == id })?.parameters, let label
      else { continue }
      // Where a card has a parameter of that name, its value is both.
      let ownsLabel = parameters.contains { $0.name == "label" }
      let reserved = (ownsLabel ? ["id"] : ["id", "label"]) + Title.keys
      var reader = SettingsReader(data: data, log: log)
      let settings = reader.settings(of: value, parameters: parameters, reserved: reserved, path: path)
      log = reader.log
      var stated = settings
      if !reader.files.isEmpty {
        // Full paths differ between machines, so they do not belong to what identifies a scenario.
        var verbatim = SettingsReader(data: nil, log: log)
        stated = verbatim.settings(of: value, parameters: parameters, reserved: reserved, path: path)
      }
      // A label that is a parameter and was left out must not name the entry when the scenario is read again.
      let leavesLabelOut = ownsLabel && value["label"] == nil
      let named = leavesLabelOut ? stated?.entries.filter { $0.name != "label" } : stated?.entries
      entries.append(
        ScenarioEntry(
          label: label, path: path, tree: value, catalogued: catalogued, settings: settings,
          resolved: Settings(
            [.init("id", .text(id))] + (ownsLabel ? [] : [.init("label", .text(label))]) + (named ?? [])),
          title: TitleReader.title(of: value, path: path, log: &log), files: reader.files))
    }
    return entries
  }

  private func id(
    of entry: LocatedValue, path: String, noun: String, known: [String], offered: [String],
    log: inout IssueLog
  ) -> String? {
    guard case .object = entry.content else {
      log.report(entry.position, path, "found \(entry.found); accepted: an id, or an object with an \"id\"")
      return nil
    }
    guard let value = entry["id"] else {
      log.report(
        entry.position, SettingsReader.join(path, "id"), "this key is required; accepted: \(QuotedList.list(offered))")
      return nil
    }
    if let id = value.text, known.contains(id) { return id }
    let hint = value.text.map { NearestName.hint(for: $0, among: offered) } ?? ""
    log.report(
      value.position, entry.isShortEntry ? path : SettingsReader.join(path, "id"),
      "found \(value.found), no known \(noun); accepted: \(QuotedList.list(offered))\(hint)")
    return nil
  }

  private func checkLabel(
    of entry: LocatedValue, path: String, taken: inout Set<String>, log: inout IssueLog
  ) {
    guard let label = entry["label"] else { return }
    let place = SettingsReader.join(path, "label")
    guard let text = label.text, EntryLabels.isName(text) else {
      log.report(
        label.position, place, "found \(label.found); accepted: \(EntryLabels.accepted)\(label.quotesNeeded)")
      return
    }
    if !taken.insert(text).inserted {
      log.report(label.position, place, "\"\(text)\" labels another entry already; accepted: different labels")
    }
  }
}

extension ScenarioEntry<EnvironmentEntry> {
  /// The notion of regret where the scenario leaves it open and the model knows it.
  var mainNotion: Notion { catalogued.card.mainNotion ?? catalogued.card.family.mainNotion }
}
