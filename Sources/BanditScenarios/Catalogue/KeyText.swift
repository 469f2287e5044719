import BanditCards
import BanditGames
import BanditStreams

/// What `explain` prints of words of scenario files that are no entries: keys, couplings, generators.
public enum KeyText {
  /// The keys of a scenario, the couplings and the generators.
  public static var names: [String] { words + generators }

  /// The keys of a scenario and the couplings.
  public static var words: [String] { keys.map(\.name) + Coupling.allCases.map(\.rawValue) }

  /// What there is to say of a name; nothing of one that is none of these.
  public static func texts(_ name: String) -> [String] {
    keys.filter { $0.name == name }.map(text) + Coupling.allCases.filter { $0.rawValue == name }.map(text)
      + generators.filter { $0 == name }.map(generator)
  }

  private static var keys: [Key] {
    ScenarioKeys.parameters(notions: nil).filter { $0.name != "$schema" }.map { parameter in
      Key(name: parameter.name, lines: CardText.lines(parameter), example: examples[parameter.name])
    } + entries
  }

  private struct Key {
    let name: String
    let lines: [String]
    let example: String?
  }

  /// The keys that hold entries, and the sweep.
  private static let entries = [
    Key(
      name: "environment",
      lines: [
        "  What is played: an id, or an object with an id and parameters. Required, unless there are environments."
      ],
      example: #"{ "id": "bernoulli", "means": [0.3, 0.5, 0.6] }"#),
    Key(
      name: "environments", lines: ["  Several environments of one family; every algorithm meets each."],
      example: #"["river-swim", { "id": "random-switching-mdp", "states": 8, "actions": 10, "changePoints": [] }]"#),
    Key(
      name: "algorithms",
      lines: ["  Who plays: a list of ids, or of objects with an id, parameters and a label of their own. Required."],
      example: #"["thompson-beta", { "id": "ucb1", "label": "ucb-quarter", "exploration": 0.25 }]"#),
    Key(
      name: "sweep",
      lines: ["  From paths into the scenario to their values; several make a grid. left out: one point."],
      example: #"{ "algorithms.ucb1.exploration": [0.25, 0.5, 1], "horizon": { "log": [100, 10000, 3] } }"#),
  ]

  private static let examples = [
    "name": #""quickstart""#, "title": #""Ten coins""#, "latex": #""Ten coins, $K = 10$""#,
    "description": #""Which has the lowest regret?""#, "seed": "42", "horizon": "10000",
    "replications": #"{ "until": { "halfWidth": 0.5 }, "atMost": 10000 }"#, "checkpoints": #"{ "linear": 100 }"#,
    "notions": #"["pseudo", "realized"]"#, "extras": #"["best_arm_share", "pulls"]"#, "confidence": "0.95",
    "coupling": #""rounds""#, "generator": #""mt19937""#,
  ]

  private static func text(_ key: Key) -> String {
    let lines = ["\(key.name): key of scenario files", ""] + key.lines.map { TextWrap.wrap($0, width: 100) }
    let example = key.example.map { ["", "In a scenario", "  \"\(key.name)\": \($0)"] } ?? []
    return (lines + example).joined(separator: "\n") + "\n"
  }

  private static func text(_ coupling: Coupling) -> String {
    let meaning =
      switch coupling {
      case .pulls:
        """
        The n-th pull of an arm pays the same to every algorithm that meets the environment in a replication, whenever it \
        pulls: differences are of choices, and paired intervals are short. The default where actions address the noise.
        """
      case .rounds:
        """
        The noise belongs to the action and the round: whoever plays an action in a round gets the same. The default where \
        actions do not address the noise; right where one thinks of rewards as a table, fixed before anybody plays.
        """
      case .independent:
        """
        Each algorithm has noise of its own; the instance of a replication is still the same for all. Algorithms are \
        compared without pairs of luck.
        """
      }
    return """
      \(coupling.rawValue): coupling of noise

      \(TextWrap.wrap(meaning, width: 100))

      In a scenario
        "coupling": "\(coupling.rawValue)"

      """
  }

  private static var generators: [String] { [ScenarioKeys.philox] + GSLGenerator.names }

  private static func generator(_ name: String) -> String {
    let meaning =
      name == ScenarioKeys.philox
      ? """
      Philox4x64-10, the default: every number has an address, so that algorithms share their luck, and none of them \
      changes the numbers of another.
      """
      : """
      A generator of the GNU Scientific Library (gsl_rng_\(name)): a sequence, so that algorithms share no luck \
      (coupling independent), and adding one changes the numbers of all. To check that results do not depend on the generator.
      """
    return """
      \(name): random number generator

      \(TextWrap.wrap(meaning, width: 100))

      In a scenario
        "generator": "\(name)"

      """
  }
}
