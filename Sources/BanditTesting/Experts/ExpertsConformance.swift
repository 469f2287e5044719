import BanditCards
import BanditGames
import BanditStreams

/// What every policy for games of losses must do, whatever its rule.
public enum ExpertsConformance {
  /// Plays a policy through the laws below and says which of them it breaks.
  ///
  /// * The defaults of its card are of the kinds that the card declares, and the policy can be created with them.
  /// * The same key gives the same actions, also from a copy; other keys give other actions exactly if it is randomized.
  /// * Where the card says anytime, a run to T is the beginning of a run to 2T.
  /// * Every action is in `0..<K`, whatever the losses, with one action, and with fewer rounds than actions.
  /// * Under every feedback it either refuses the problem with a message or stays within what is granted.
  /// * Every value at a bound of a parameter is either refused with a message or plays on.
  ///
  /// A policy that traps ends the process: that, too, is a failed test.
  ///
  /// - Parameters:
  ///   - type: the policy.
  ///   - settings: the parameters that the card requires, and others to test besides the defaults.
  ///   - feedback: one that the policy accepts under these settings.
  ///   - isRandomized: whether the policy draws random numbers under these settings.
  /// - Returns: a sentence for each law broken; none for a policy that conforms.
  public static func violations<Learner: ExpertsLearner & Configurable<ExpertsProblem>>(
    of type: Learner.Type, settings: Settings = [:], feedback: LossFeedback = .full, isRandomized: Bool
  ) -> [String] {
    let examination = ExpertsExamination<Learner>(
      settings: Settings(defaultsOf: Learner.card.parameters, given: settings), feedback: feedback)
    var violations = examination.parameters()
    guard violations.isEmpty else { return violations }
    do throws(InvalidSettings) {
      violations += try examination.reproducibility(isRandomized: isRandomized)
      if Learner.card.isAnytime { violations += try examination.prefixes() }
      violations += try examination.shapes()
      violations += try examination.hostileLosses()
    } catch {
      violations.append("refuses its settings: \(error.path): \(error.message)")
    }
    return violations + examination.feedbacks() + examination.bounds()
  }
}

/// One policy under one choice of settings.
private struct ExpertsExamination<Learner: ExpertsLearner & Configurable<ExpertsProblem>> {
  let settings: Settings
  let feedback: LossFeedback

  private static var rows: [[Double]] {
    var noise = RandomStream(key: StreamKey(seed: 0))
    return (0..<64).map { _ in (0..<3).map { 0.2 * Double($0) + 0.5 * noise.uniform() } }
  }

  private func problem(actions: Int = 3, horizon: Int = 200, _ feedback: LossFeedback? = nil) -> ExpertsProblem {
    ExpertsProblem(
      actionCount: actions, horizon: horizon, feedback: feedback ?? self.feedback, switchingCost: 1)
  }

  private func play(
    _ learner: Learner, _ rows: [[Double]], _ problem: ExpertsProblem, seed: UInt64 = 0
  ) -> RecordedLosses {
    RecordedLosses(
      learner: learner, environment: ScriptedLosses(rows: rows), problem: problem, key: StreamKey(seed: seed))
  }

  func parameters() -> [String] {
    Learner.card.parameters.flatMap { parameter -> [String] in
      if case .value(let value) = parameter.defaultValue, !parameter.kind.accepts(value) {
        return ["the default of '\(parameter.name)' is not of its kind: \(value)"]
      }
      if let value = settings[parameter.name], !parameter.kind.accepts(value) {
        return ["the value of '\(parameter.name)' is not of its kind: \(value)"]
      }
      return []
    }
  }

  func reproducibility(isRandomized: Bool) throws(InvalidSettings) -> [String] {
    let problem = problem()
    let learner = try Learner(settings: settings, problem: problem)
    let actions = play(learner, Self.rows, problem).actions
    var violations: [String] = []
    if play(learner, Self.rows, problem).actions != actions {
      violations.append("a copy plays other actions under the same key: the learner shares state with its copies")
    }
    let seeds: ClosedRange<UInt64> = 1...8
    let alike = seeds.allSatisfy { play(learner, Self.rows, problem, seed: $0).actions == actions }
    if alike == isRandomized {
      violations.append(
        isRandomized ? "randomized, yet every key gives the same actions" : "not randomized, yet the key matters")
    }
    return violations
  }

  func prefixes() throws(InvalidSettings) -> [String] {
    let runs = try [100, 200].map { horizon throws(InvalidSettings) in
      let problem = problem(horizon: horizon)
      return play(try Learner(settings: settings, problem: problem), Self.rows, problem).actions
    }
    return runs[1].starts(with: runs[0]) ? [] : ["anytime, yet a run to 100 is not the beginning of one to 200"]
  }

  func shapes() throws(InvalidSettings) -> [String] {
    var violations: [String] = []
    for (actions, horizon) in [(1, 20), (10, 3), (3, 1)] {
      let problem = problem(actions: actions, horizon: horizon)
      let rows = (0..<2).map { row in (0..<actions).map { ($0 + row).isMultiple(of: 2) ? 0.25 : 0.75 } }
      guard let learner = try? Learner(settings: settings, problem: problem) else { continue }
      violations += complaints(learner, rows, problem, "\(actions) actions and \(horizon) rounds")
    }
    return violations
  }

  func hostileLosses() throws(InvalidSettings) -> [String] {
    let tiny = Double.leastNonzeroMagnitude
    let cases: [(name: String, rows: [[Double]])] = [
      ("only 0", [[0, 0, 0]]), ("only 1", [[1, 1, 1]]), ("tiny", [[tiny, tiny, 0]]),
      ("alternately 0 and 1", [[0, 1, 0], [1, 0, 1]]), ("1 for one action", [[1, 0, 0]]),
      ("0 for one action", [[1, 1, 0]]),
    ]
    var violations: [String] = []
    for (name, rows) in cases {
      let problem = problem(horizon: 2000)
      violations += complaints(
        try Learner(settings: settings, problem: problem), rows, problem, "losses that are \(name)")
    }
    return violations
  }

  func feedbacks() -> [String] {
    let kinds: [LossFeedback] = [
      .bandit, .full, .extra(0), .extra(1), .extra(7), .extra(99), .extra(100), .budget(1), .budget(2), .budget(7),
      .budget(50), .budget(149), .budget(150),
    ]
    return kinds.flatMap { feedback -> [String] in
      let problem = problem(horizon: 50, feedback)
      do throws(InvalidSettings) {
        let learner = try Learner(settings: settings, problem: problem)
        return complaints(learner, Self.rows, problem, "the feedback \(feedback.text)")
      } catch {
        return error.message.isEmpty ? ["refuses the feedback \(feedback.text) without a message"] : []
      }
    }
  }

  func bounds() -> [String] {
    Learner.card.parameters.flatMap { parameter in
      parameter.kind.boundaryValues(listCount: 3).flatMap { value -> [String] in
        let problem = problem(horizon: 50)
        do throws(InvalidSettings) {
          let learner = try Learner(settings: settings.replacing(parameter.name, by: value), problem: problem)
          return complaints(learner, Self.rows, problem, "'\(parameter.name)' = \(value)")
        } catch {
          return error.message.isEmpty ? ["refuses '\(parameter.name)' = \(value) without a message"] : []
        }
      }
    }
  }

  private func complaints(
    _ learner: Learner, _ rows: [[Double]], _ problem: ExpertsProblem, _ circumstances: String
  ) -> [String] {
    let run = play(learner, rows, problem)
    if let failure = run.failure { return ["with \(circumstances): \(failure)"] }
    if let action = run.actions.first(where: { !(0..<problem.actionCount).contains($0) }) {
      return ["plays action \(action) of \(problem.actionCount) with \(circumstances)"]
    }
    return []
  }
}
