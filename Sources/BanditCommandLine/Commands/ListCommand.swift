import ArgumentParser
import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios
import BanditStreams

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what scenario files can name.")

  enum Topic: String, ExpressibleByArgument, CaseIterable {
    case environments, algorithms, generators, notions, extras
  }

  @Argument(
    help: ArgumentHelp(
      """
      environments, algorithms, generators, notions or extras (default: all but generators); or a word, for the names that \
      begin with it, contain it or go by it elsewhere.
      """, valueName: "topic"))
  var word: String?

  @Option(help: ArgumentHelp("Only environments and algorithms of this family.", valueName: "id"))
  var family: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only environments of which this is said: \(EnvironmentFacts.allWords.joined(separator: ", ")); repeat it for several.",
      valueName: "word"))
  var facts: [String] = []

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Only algorithms that play the family of this environment.", valueName: "environment"))
  var environment: String?

  @Flag(help: "As JSON: an array for each topic, of objects with id, family and summary.")
  var json = false

  private var topic: Topic? { word.flatMap { Topic(rawValue: $0) } }

  /// What is looked for, if that is no topic.
  private var search: String? { topic == nil ? word : nil }

  func validate() throws {
    let families = Simulate.catalogue.pages.map(\.family.id)
    if let family, !families.contains(family) {
      throw ValidationError(
        "no family is called '\(family)'\(NearestName.hint(for: family, among: families)); there are: "
          + families.joined(separator: ", "))
    }
    if let word = facts.first(where: { !EnvironmentFacts.allWords.contains($0) }) {
      throw ValidationError(
        "--where does not know '\(word)'\(NearestName.hint(for: word, among: EnvironmentFacts.allWords)); it takes: "
          + EnvironmentFacts.allWords.joined(separator: ", "))
    }
    if !facts.isEmpty, let topic, topic != .environments {
      throw ValidationError("--where is about environments, not about \(topic.rawValue)")
    }
    guard let environment else { return }
    let known = Simulate.catalogue.environments.map(\.card.id)
    if !known.contains(environment) {
      throw ValidationError(
        "no environment is called '\(environment)'\(NearestName.hint(for: environment, among: known))")
    }
    if let topic, topic != .algorithms {
      throw ValidationError("--for is about algorithms, not about \(topic.rawValue)")
    }
    if family != nil || !facts.isEmpty {
      throw ValidationError("--for says the family; leave --family and --where out")
    }
  }

  func run() throws {
    let filtered: [Topic]? =
      environment != nil
      ? [.algorithms] : !facts.isEmpty ? [.environments] : family != nil ? [.environments, .algorithms] : nil
    let usual: [Topic] = search == nil ? [.environments, .algorithms, .notions, .extras] : Topic.allCases
    let topics = topic.map { [$0] } ?? filtered ?? usual
    let listed = try found(topics.map { ($0, entries($0, Simulate.catalogue)) })
    if json {
      let members = listed.map { Settings.Entry($0.rawValue, .list($1.map(\.setting))) }
      return try StandardOutput.write(JSONText.pretty(.object(Settings(members))) + "\n")
    }
    let sections = listed.map { topic, entries in
      let lines = ListCommand.lines(entries)
      return (topics.count > 1 ? ["\(topic.rawValue):"] + lines.map { "  \($0)" } : lines).map { "\($0)\n" }.joined()
    }
    try StandardOutput.write(sections.joined(separator: "\n"))
  }

  /// Of what is listed, what goes by the word that is looked for.
  private func found(_ listed: [(Topic, [Entry])]) throws -> [(Topic, [Entry])] {
    guard let search else { return listed }
    let names = Set(NearestName.all(near: search, among: listed.flatMap { $0.1.map(\.id) }))
    if names.isEmpty {
      throw ValidationError(
        "no topic and no name is like '\(search)'; topics: \(Topic.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return listed.map { ($0, $1.filter { names.contains($0.id) }) }.filter { !$1.isEmpty }
  }

  /// What is listed.
  private struct Entry {
    let id: String
    /// Of environments and algorithms.
    var family: String?
    let summary: String

    var setting: Setting {
      let middle = family.map { [Settings.Entry("family", .text($0))] } ?? []
      return .object(
        Settings([Settings.Entry("id", .text(id))] + middle + [Settings.Entry("summary", .text(summary))]))
    }
  }

  private func entries(_ topic: Topic, _ catalogue: Catalogue) -> [Entry] {
    switch topic {
    case .environments:
      return catalogue.environments.map(\.card).filter { card in
        (family == nil || card.family.id == family)
          && facts.allSatisfy { card.facts?.words.contains($0) ?? false }
      }.map { Entry(id: $0.id, family: $0.family.id, summary: $0.summary) }
    case .algorithms:
      let wanted = environment.flatMap { catalogue.environment($0)?.card.family.id } ?? family
      return catalogue.algorithms.filter { entry in
        wanted == nil || entry.families.contains { $0.id == wanted }
      }.map { Entry(id: $0.card.id, family: $0.card.family.id, summary: $0.card.summary) }
    case .generators:
      return [Entry(id: "philox", summary: "Philox4x64-10, the default")]
        + GSLGenerator.names.map { Entry(id: $0, summary: "from GSL") }
    case .notions:
      return catalogue.notions.compactMap { notion in
        catalogue.definitions(of: notion.id).first.map { family, definition in
          Entry(id: notion.id, summary: "\(definition.benchmark), less \(definition.value)")
        }
      }
    case .extras: return catalogue.metrics.map { Entry(id: $0.id, summary: $0.meaning) }
    }
  }

  /// A line for each entry; environments and algorithms under their families, where there are several.
  private static func lines(_ entries: [Entry]) -> [String] {
    let width = entries.map(\.id.count).max() ?? 0
    let severalFamilies = Set(entries.map(\.family)).count > 1
    var lines: [String] = []
    var family: String?
    for entry in entries {
      if severalFamilies, entry.family != family, let name = entry.family { lines.append("[\(name)]") }
      family = entry.family
      lines.append(entry.id + String(repeating: " ", count: width - entry.id.count + 2) + entry.summary)
    }
    return lines
  }
}
