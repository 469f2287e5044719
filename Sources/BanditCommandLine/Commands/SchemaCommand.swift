import ArgumentParser
import BanditExperiments
import BanditScenarios

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of scenario files, of an executable's own entries, too.")

  func run() throws { try StandardOutput.write(ScenarioSchema.text(catalogue: Simulate.catalogue)) }
}
