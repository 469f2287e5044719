import BanditCards
import BanditExperiments
import BanditGames
import BanditStreams

/// What a scenario says besides its entries and its sweep.
///
/// Where a key is wrong, its default stands in, so that the rest of the scenario can be judged at once.
struct ScenarioHead {
  let name: String
  let seed: Int
  /// `nil` if it is wrong.
  let horizon: Horizon?
  /// Their number, or the most that a precision may choose.
  let replications: Int
  /// What chooses the number of replications; `nil` where it is given.
  let precision: Precision?
  let confidence: Double
  let checkpoints: CheckpointRule
  let extras: [String]
  /// `nil` means Philox.
  let generator: GSLGenerator?
  /// The keys as read, with their defaults.
  let settings: Settings

  /// Reads the keys with plain values.
  init(_ tree: LocatedValue, log: inout IssueLog) {
    var reader = SettingsReader(data: nil, log: log)
    settings =
      reader.available(
        in: tree, parameters: ScenarioKeys.parameters(notions: nil), reserved: ScenarioKeys.others, path: ""
      ).settings
    log = reader.log

    name = settings["name"]?.asText ?? ""
    seed = settings["seed"]?.asWhole ?? 0
    horizon = settings["horizon"].flatMap(Horizon.init)
    let chosen = Precision.read(settings["replications"])
    replications = chosen?.atMost ?? settings["replications"]?.asWhole ?? 1
    precision = chosen?.precision
    confidence = settings["confidence"]?.asNumber ?? 0.95
    extras = tree["extras"]?.elements.compactMap(\.text) ?? []
    generator = settings["generator"]?.asText.flatMap(GSLGenerator.init(named:))
    let rule = settings["checkpoints"].map(CheckpointRule.init) ?? .log
    checkpoints = ScenarioHead.checked(rule, in: tree, horizon: horizon, log: &log)

    if settings.has("name"), !EntryLabels.isName(name), let value = tree["name"] {
      log.report(value.position, "name", "found \(value.found); accepted: \(EntryLabels.accepted)\(value.quotesNeeded)")
    }
    _ = TitleReader.title(of: tree, path: "", log: &log)
    for key in ["notions", "extras"] { ScenarioHead.checkRepetitions(key, in: tree, log: &log) }
  }

  /// The rule, if its rounds increase up to the horizon. How many rows there are is not known yet.
  private static func checked(
    _ rule: CheckpointRule, in tree: LocatedValue, horizon: Horizon?, log: inout IssueLog
  ) -> CheckpointRule {
    guard let value = tree["checkpoints"], let horizon else { return .log }
    guard case .rounds(let rounds) = rule else { return rule }
    let (last, end) =
      switch horizon {
      case .rounds(let last): (last, "the horizon, \(last)")
      case .rows: (Int.max, "the number of rows")
      }
    for (index, round) in rounds.enumerated() where round > last || (index > 0 && round <= rounds[index - 1]) {
      log.report(
        value.elements[index].position, "checkpoints[\(index)]",
        "found \(round); accepted: increasing rounds from 1 to \(end)")
      return .log
    }
    return rule
  }

  private static func checkRepetitions(_ key: String, in tree: LocatedValue, log: inout IssueLog) {
    var names: Set<String> = []
    for (index, element) in (tree[key]?.elements ?? []).enumerated() {
      if let name = element.text, !names.insert(name).inserted {
        log.report(element.position, "\(key)[\(index)]", "\"\(name)\" is repeated; accepted: different names")
      }
    }
  }
}
