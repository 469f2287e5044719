import BanditCards
import BanditGames

/// A policy in another program, which plays all replications of a block together, a message a round.
///
/// This is what a scenario says of it; the program is started by `ExternalBlock`.
public struct External: Configurable {
  /// `command` of scenario files.
  public static let command = Parameter<[String]>(
    AnyParameter(
      "command",
      """
      The program and its arguments; it is started in the scenario's folder, and looked for there where its name has a \
      slash.
      """, .list(of: .text), default: .required),
    read: { setting in
      guard case .list(let elements)? = setting else { return [] }
      return elements.compactMap(\.asText)
    }, write: { .list($0.map { .text($0) }) })
  /// `files` of scenario files.
  public static let files = Parameter<[DataFile]>(
    AnyParameter(
      "files",
      """
      The files that its choices depend on, relative to the scenario: where one has changed, what it played before is played \
      again. Results keep copies.
      """, .list(of: .file, atLeast: 0), default: .value(.list([])), why: "a program that never changes needs none"),
    read: { setting in
      guard case .list(let elements)? = setting else { return [] }
      return elements.map { if case .file(let file) = $0 { file } else { DataFile($0.asText ?? "") } }
    }, write: { .list($0.map { .file($0) }) })
  /// `settings` of scenario files.
  public static let settings = Parameter<Settings>(
    AnyParameter(
      "settings", "What the program is told of its parameters, as it is.", .anyObject, default: .value(.object([:])),
      why: "nothing to say"),
    read: { if case .object(let settings)? = $0 { settings } else { [:] } }, write: { .object($0) })

  public static let card = AlgorithmCard(
    id: "external", family: .bandit,
    summary: "Plays what a program in any language chooses.",
    setting:
      """
      Any bandit without delays and with all arms there. Only where commands are allowed: `simulate run --allow-commands`. \
      The messages are described in Docs/External.md; Python/bandits.py has `serve`.
      """,
    rewards: .settings("The program's affair: it is told the interval of rewards, where one is known."),
    rule: [
      "A_t = what the program says after R_1, ..., R_{t-1}, for all replications of a block in one message."
    ],
    parameters: [command, files, settings],
    example: ["command": ["python3", "mine.py"], "settings": ["exploration": 2]],
    swift: "try External(problem, command: [\"python3\", \"mine.py\"], settings: [\"exploration\": 2])",
    guarantee: "None proved here: that of the program's policy.",
    complexity:
      """
      12 bytes between two processes for each replication and round, in two messages a round: about a million policy steps \
      a second in blocks of 128 replications, where the policy is vectorised.
      """,
    randomness:
      """
      The program's own. It is told a key for each replication, from which Python/bandits.py draws; results are the same \
      bytes again as far as it takes its randomness from there.
      """,
    numerics: "Nothing is computed here.",
    deviations:
      """
      None. A program that ends, is silent for `--external-timeout` or says what is no arm ends its block, which is not \
      kept and is played again by the next run; everybody else's results are as without it.
      """,
    guide:
      """
      For a policy that exists in another language, against the same luck as all others. A learner in Swift is ten to \
      hundreds of times as fast.
      """,
    reference: "Docs/External.md.")

  /// The program and its arguments.
  public let command: [String]
  /// The files that its choices depend on.
  public let files: [DataFile]
  /// What it is told of its parameters.
  public let settings: Settings

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, command: settings[Self.command], files: settings[Self.files], settings: settings[Self.settings])
  }

  /// Describes the program: `External(problem, command: ["python3", "mine.py"])`.
  ///
  /// - Throws: `InvalidSettings` if there is no program, or an argument has a byte 0.
  public init(
    _ problem: BanditProblem, command: [String], files: [DataFile] = Self.files.default,
    settings: Settings = Self.settings.default
  ) throws(InvalidSettings) {
    try Self.command.check(command)
    for (place, argument) in command.enumerated() where argument.utf8.contains(0) || (place == 0 && argument.isEmpty) {
      throw InvalidSettings(
        "command[\(place)]",
        "found \(JSONText.quoted(argument)); accepted: \(place == 0 ? "the name of a program" : "a text without bytes 0")"
      )
    }
    self.command = command
    self.files = files
    self.settings = settings
  }
}
