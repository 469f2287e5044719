import ArgumentParser
import BanditCards
import BanditEnvironments
import BanditExperiments
import BanditGames
import BanditScenarios
import Foundation

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Estimate what a policy would have earned, from the log of another one.",
    discussion: """
      The log has columns arm, propensity and reward; where there are contexts, context, x0, ... or f0_0, ...; and p0, \
      ... with the probabilities of all arms for the estimator switch. \(Simulate.commandName) log writes such files.

      The policy is a file with one of {"table": [arm of context 0, ...]}, {"constant": arm}, {"uniform": true}, \
      {"linear": [[weights of arm 0], ...]}, {"probabilities": [[...], ...]} (per context), {"columns": "e"} (columns \
      e0, ... of the log), or {"epsilon": e, "policy": {...}}.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, markdown
  }

  @Argument(help: ArgumentHelp("The log, a CSV file.", valueName: "log"))
  var log: PathArgument

  @Option(help: ArgumentHelp("The policy, a JSON or YAML file; - reads standard input.", valueName: "file"))
  var policy: String

  @Option(
    help: ArgumentHelp(
      "The estimators, with commas: \(OffPolicyEstimator.allCases.map(\.rawValue).joined(separator: ",")) (default: all "
        + "that the log allows).", valueName: "names"))
  var estimators: String?

  @Option(parsing: .unconditional, help: "The largest weight that switch-dr and switch trust.")
  var tau: Double = 10

  @Option(
    help: """
      What predicts rewards: cells (context and arm), arms, or ridge (on features); default: what the log has most of.
      """)
  var model: RewardModel?

  @Option(parsing: .unconditional, help: "The ridge constant of the model.")
  var lambda: Double = 1

  @Option(
    parsing: .unconditional,
    help:
      "Row i is predicted by the model of the rows of other folds, its own being i mod folds; 1: by that of all rows.")
  var folds: Int = 2

  @Option(parsing: .unconditional, help: "The level of the intervals.")
  var confidence: Double = 0.95

  @Option(help: "How the table is printed.")
  var format: Format = .text

  func validate() throws {
    guard tau >= 0 else { throw ValidationError("--tau takes a number, 0 or more; found \(tau)") }
    guard lambda > 0, lambda.isFinite else {
      throw ValidationError("--lambda takes a number above 0; found \(lambda)")
    }
    guard (1...OffPolicyEvaluation.foldLimit).contains(folds) else {
      throw ValidationError("--folds takes a whole number from 1 to \(OffPolicyEvaluation.foldLimit); found \(folds)")
    }
    guard confidence > 0, confidence < 1 else {
      throw ValidationError("--confidence takes a number in (0, 1); found \(confidence)")
    }
    _ = try named()
  }

  func run() throws {
    let file = try PolicyFile(policy == "-" ? .bytes(try StandardInput.bytes(), name: "standard input") : .path(policy))
    guard FileManager.default.fileExists(atPath: log.path) else {
      throw ScenarioError.missing(file: log.path)
    }
    let rounds: LoggedRounds
    do throws(CSVTable.Mistake) {
      rounds = try LoggedRounds(DataFile(log.path), columns: file.policy.columns)
    } catch {
      throw BadLog(path: log.path, line: error.line, message: error.message)
    }
    try file.check(for: rounds)
    if rounds.propensities.allSatisfy({ $0 == 1 }) {
      Messages.say(
        "warning: every propensity is 1: the log says nothing of what arms would have earned that it did not play")
    }
    let wanted = try named()
    let evaluation: OffPolicyEvaluation
    let estimates: [OffPolicyEstimate]
    do throws(InvalidSettings) {
      evaluation = try OffPolicyEvaluation(
        rounds, policy: file.policy, model: model, lambda: lambda, folds: folds, tau: tau)
      let usual = OffPolicyEstimator.allCases.filter { $0 != .switch || evaluation.hasProbabilities }
      estimates = try (wanted ?? usual).map { estimator throws(InvalidSettings) in
        try evaluation.estimate(estimator, confidence: confidence)
      }
    } catch {
      throw BadLog(path: log.path, line: nil, message: "\(error)")
    }
    let table = OffPolicyTable(estimates, confidence: confidence)
    switch format {
    case .text: try StandardOutput.write(table.text)
    case .csv: try StandardOutput.write(table.csv)
    case .json: try StandardOutput.write(table.json)
    case .markdown: try StandardOutput.write(table.markdown)
    }
  }

  /// The estimators that are asked for; `nil` for the usual ones.
  private func named() throws -> [OffPolicyEstimator]? {
    try estimators?.split(separator: ",", omittingEmptySubsequences: false).map { name in
      if let estimator = OffPolicyEstimator(rawValue: String(name)) { return estimator }
      let known = OffPolicyEstimator.allCases.map(\.rawValue)
      throw ValidationError(
        "--estimators takes \(known.joined(separator: ", ")), with commas; found '\(name)'"
          + NearestName.hint(for: String(name), among: known))
    }
  }
}

extension RewardModel: ExpressibleByArgument {}

/// A log that cannot be evaluated.
struct BadLog: Error, CustomStringConvertible {
  let path: String
  let line: Int?
  let message: String

  var description: String { "\(path):\(line.map { "\($0):" } ?? "") error: \(message)" }
}
