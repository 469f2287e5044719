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

  @Argument(help: "environments, algorithms, generators, notions or extras (default: all but generators).")
  var topic: Topic?

  @Option(help: ArgumentHelp("Only environments and algorithms of this family.", valueName: "id"))
  var family: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only environments of which this is said: \(EnvironmentFacts.allWords.joined(separator: ", ")); repeat it for several.",
      valueName: "word"))
  var facts: [String] = []

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
  }

  func run() throws {
    let filtered: [Topic]? = !facts.isEmpty ? [.environments] : family != nil ? [.environments, .algorithms] : nil
    let topics = topic.map { [$0] } ?? filtered ?? [.environments, .algorithms, .notions, .extras]
    let sections = topics.map { topic in
      let lines = lines(topic, Simulate.catalogue)
      return (topics.count > 1 ? ["\(topic.rawValue):"] + lines.map { "  \($0)" } : lines).map { "\($0)\n" }.joined()
    }
    try StandardOutput.write(sections.joined(separator: "\n"))
  }

  private func lines(_ topic: Topic, _ catalogue: Catalogue) -> [String] {
    let rows: [(id: String, summary: String)] =
      switch topic {
      case .environments:
        catalogue.environments.map(\.card).filter { card in
          (family == nil || card.family.id == family)
            && facts.allSatisfy { card.facts?.words.contains($0) ?? false }
        }.map { ($0.id, $0.summary) }
      case .algorithms:
        catalogue.algorithms.filter { entry in
          family == nil || entry.families.contains { $0.id == family }
        }.map { ($0.card.id, $0.card.summary) }
      case .generators: [("philox", "Philox4x64-10, the default")] + GSLGenerator.names.map { ($0, "from GSL") }
      case .notions:
        catalogue.notions.compactMap { notion in
          catalogue.definitions(of: notion.id).first.map { family, definition in
            (notion.id, "\(definition.benchmark), less \(definition.value)")
          }
        }
      case .extras: catalogue.metrics.map { ($0.id, $0.meaning) }
      }
    let width = rows.map(\.id.count).max() ?? 0
    return rows.map { $0.id + String(repeating: " ", count: width - $0.id.count + 2) + $0.summary }
  }
}
