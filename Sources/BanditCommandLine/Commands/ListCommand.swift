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

  func run() throws {
    let topics = topic.map { [$0] } ?? [.environments, .algorithms, .notions, .extras]
    let sections = topics.map { topic in
      let lines = ListCommand.lines(topic, Simulate.catalogue)
      return (topics.count > 1 ? ["\(topic.rawValue):"] + lines.map { "  \($0)" } : lines).map { "\($0)\n" }.joined()
    }
    try StandardOutput.write(sections.joined(separator: "\n"))
  }

  private static func lines(_ topic: Topic, _ catalogue: Catalogue) -> [String] {
    let rows: [(id: String, summary: String)] =
      switch topic {
      case .environments: catalogue.environments.map { ($0.card.id, $0.card.summary) }
      case .algorithms: catalogue.algorithms.map { ($0.card.id, $0.card.summary) }
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
