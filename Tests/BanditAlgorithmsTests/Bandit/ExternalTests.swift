import BanditAlgorithms
import BanditCards
import BanditGames
import Testing

/// What scenarios say of programs; that they are started and play is tested with the command (`BanditCommandLineTests`).
struct ExternalTests {
  private let problem = BanditProblem(armCount: 3, horizon: 10)

  @Test func settingsAreRead() throws {
    let settings: Settings = [
      "command": ["python3", "mine.py"], "files": ["mine.py"], "settings": ["a": ["b": [1, 0.5, "c", true]]],
    ]
    let program = try External(settings: settings, problem: problem)
    #expect(program.command == ["python3", "mine.py"])
    #expect(program.files.map(\.path) == ["mine.py"])
    #expect(program.settings == ["a": ["b": [1, 0.5, "c", true]]])
    let bare = try External(problem, command: ["true"])
    #expect(bare.files.isEmpty && bare.settings == [:])
  }

  @Test func wrongSettingsAreRefused() {
    for settings in wrongSettings(of: External.card.parameters, required: ["command": ["true"]]) {
      #expect(throws: InvalidSettings.self, "\(settings)") { try External(settings: settings, problem: problem) }
    }
    for command in [[], [""], ["a\0b"], ["true", "a\0"]] {
      #expect(throws: InvalidSettings.self, "\(command)") { try External(problem, command: command) }
    }
    #expect(throws: Never.self) { try External(problem, command: ["true", ""]) }
  }
}
