import ArgumentParser
import BanditCards
import BanditExperiments
import BanditGames
import BanditScenarios

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Write the log of one replication of a contextual bandit.",
    discussion: """
      The rounds are those of \(Simulate.commandName) run: columns t, context, arm, propensity (the probability with \
      which the arm was drawn; empty where the algorithm does not know it) and reward, then the features x0, ... or \
      f0_0, ..., and the probabilities p0, ... of all arms where they are known. For a policy of your own as the one \
      that logs, let the scenario have the algorithm fixed-policy.
      """)

  @Argument(help: ArgumentHelp("A scenario file, JSON or YAML; - reads standard input.", valueName: "scenario"))
  var scenario: String

  @Option(help: ArgumentHelp("The algorithm, by its label (default: the only one).", valueName: "label"))
  var algorithm: String?

  @Option(help: ArgumentHelp("The environment, by its label (default: the only one).", valueName: "label"))
  var environment: String?

  @Option(
    help: ArgumentHelp("The point of the sweep, as result files call it (default: the only one).", valueName: "point"))
  var point: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The replication, counted from 0.", valueName: "number"))
  var replication = 0

  @Option(help: ArgumentHelp("The file.", valueName: "file"))
  var out: PathArgument

  @OptionGroup var options: ScenarioOptions

  func validate() throws {
    guard replication >= 0 else {
      throw ValidationError("--replication takes a number, 0 or more; found \(replication)")
    }
  }

  func run() throws {
    Interrupt.listen { "Stopped: nothing was written." }
    let plan = try options.scenario(scenario).plan
    Messages.warn(of: plan)
    let cell = try cell(of: plan)
    var writer: LogWriter?
    var draws = Draws()
    let count = try cell.simulate.log(
      replication: replication, stop: Interrupt.stop, begin: { writer = try LogWriter(path: out.path, shape: $0) },
      add: { round in
        try writer?.append(round)
        draws.add(round.propensity)
      })
    if Interrupt.stop.isRaised { throw Interrupt.stopped("Stopped: nothing was written.") }
    guard count == cell.horizon else {
      throw InvalidSettings(
        "", "replication \(replication) cannot go on after \(counted: count, "round"); no log is written")
    }
    try writer?.finish()
    if let warning = draws.warning { Messages.say("warning: \(cell.key.algorithm) \(warning)") }
  }

  /// The only cell that has the labels.
  private func cell(of plan: Plan) throws -> Cell {
    let wanted = [
      ("environment", environment, \CellKey.environment), ("algorithm", algorithm, \.algorithm),
      ("point", point, \.point),
    ]
    var cells = plan.cells
    for (option, label, path) in wanted {
      let known = cells.map { $0.key[keyPath: path] }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      if let label, !known.contains(label) {
        throw ValidationError(
          "--\(option) takes one of \(QuotedList.list(known)); found '\(label)'"
            + NearestName.hint(for: label, among: known))
      }
      if label == nil, known.count > 1 {
        throw ValidationError(
          "the scenario has \(known.count) of them: --\(option) takes one of \(QuotedList.list(known))")
      }
      cells = cells.filter { label == nil || $0.key[keyPath: path] == label }
    }
    guard let cell = cells.first, cell.simulate.canLog else {
      throw ValidationError(
        "only rounds of contextual bandits can be logged, those of environments such as "
          + "contextual-finite; \(Simulate.commandName) list --family contextual shows them")
    }
    return cell
  }
}

/// What the propensities of a log are good for.
private struct Draws {
  private var areKnown = true
  private var areSure = true

  mutating func add(_ propensity: Double?) {
    areKnown = areKnown && propensity != nil
    areSure = areSure && propensity == 1
  }

  /// What a user should know; `nil` if all is well.
  var warning: String? {
    if areSure {
      return "draws nothing: every propensity is 1, so that the log says nothing of what other arms would have earned"
    }
    return areKnown
      ? nil : "does not know how likely its arms were: propensities are empty, and evaluate refuses the log"
  }
}
