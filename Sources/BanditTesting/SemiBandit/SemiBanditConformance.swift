import BanditCards
import BanditGames
import BanditStreams

/// What every policy for semi-bandits must do, whatever its rule.
public enum SemiBanditConformance {
  /// Plays a learner through the laws below and says which of them it breaks.
  ///
  /// * It can be created with the defaults of its card where means lie in [0, 1] and never fall with the idle time.
  /// * The same key gives the same sets, also from a copy; other keys give other sets exactly if it is randomized.
  /// * Where the card says anytime, a run to T is the beginning of a run to 2T.
  /// * It plays on with one arm, with more capacity than arms, with fewer periods than arms, from either start, and
  ///   whatever the rewards; every value at a bound of a parameter is either refused with a message or plays on.
  ///
  /// A policy that traps, or names more than K arms or one of them twice, ends the process: a failed test, too.
  ///
  /// - Parameters:
  ///   - type: the policy.
  ///   - settings: the parameters that the card requires, and others to test besides the defaults.
  ///   - isRandomized: whether the policy draws random numbers under these settings.
  /// - Returns: a sentence for each law broken; none for a policy that conforms.
  public static func violations<Learner: SemiBanditLearner & Configurable<SemiBanditProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool
  ) -> [String] {
    violations(card: Learner.card, settings: settings, isRandomized: isRandomized) {
      settings, world, horizon throws(InvalidSettings) in
      try Learner(settings: settings, problem: world.problem(horizon: horizon))
    }
  }

  /// The same laws for a policy that is told the truth.
  public static func violations<Learner: SemiBanditLearner & Yardstick<SemiBanditProblem, SemiBanditTruth>>(
    ofOracle type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false
  ) -> [String] {
    violations(card: Learner.card, settings: settings, isRandomized: isRandomized) {
      settings, world, horizon throws(InvalidSettings) in
      let problem = world.problem(horizon: horizon)
      try Learner.check(settings: settings, problem: problem, truth: world.truth)
      return Learner(settings: settings, problem: problem, truth: world.truth)
    }
  }

  private static let curves = [[0.1, 0.45, 0.5], [0.3], [0.05, 0.1, 0.2, 0.95], [0.2, 0.6]]

  private static func violations<Learner: SemiBanditLearner>(
    card: AlgorithmCard, settings: Settings, isRandomized: Bool,
    make: (Settings, NoiselessCurves, Int) throws(InvalidSettings) -> Learner
  ) -> [String] {
    let all = Settings(defaultsOf: card.parameters, given: settings)
    var violations: [String] = []
    for parameter in card.parameters {
      if let value = all[parameter.name], !parameter.kind.accepts(value) {
        violations.append("the value of '\(parameter.name)' is not of its kind: \(value)")
      }
    }
    func sets(_ learner: Learner, _ world: NoiselessCurves, _ rounds: Int, seed: UInt64 = 0) -> [[Int]] {
      RecordedSemiBanditGame(learner: learner, environment: world, rounds: rounds, key: StreamKey(seed: seed)).sets
    }
    do throws(InvalidSettings) {
      let world = NoiselessCurves(curves, capacity: 2)
      let learner = try make(all, world, 100)
      let run = sets(learner, world, 100)
      if sets(learner, world, 100) != run { violations.append("a copy plays other sets under the same key") }
      if sets(try make(all, world, 100), world, 100) != run { violations.append("the same key gives other sets") }
      if (1...8).allSatisfy({ sets(learner, world, 100, seed: $0) == run }) == isRandomized {
        violations.append(
          isRandomized ? "randomized, yet every key gives the same sets" : "not randomized, yet the key matters")
      }
      if card.isAnytime, !sets(try make(all, world, 200), world, 200).starts(with: run) {
        violations.append("anytime, yet a run to 100 is not the beginning of one to 200")
      }
    } catch {
      violations.append("refuses its settings: \(error.path): \(error.message)")
    }
    let worlds = [
      NoiselessCurves([[0.5]]), NoiselessCurves([[0.2, 0.7]], capacity: 3),
      NoiselessCurves(curves, capacity: 4), NoiselessCurves(curves, capacity: 9, start: .recovered),
      NoiselessCurves([[0], [0, 0]]), NoiselessCurves([[1, 1], [1]], start: .recovered),
      NoiselessCurves([[-1, 2], [-3]]), NoiselessCurves([[-1e6, 1e6, 0], [1e6], [0, -1e6]], capacity: 2),
      NoiselessCurves(truth: NoiselessCurves(curves, capacity: 2).truth, scale: 1e300),
      NoiselessCurves(truth: NoiselessCurves(curves, capacity: 2).truth, scale: -1e300),
    ]
    for world in worlds {
      for horizon in [1, 3, 60] {
        // A policy may refuse means beyond [0, 1], curves that fall, or arms too few for its settings.
        if let learner = try? make(all, world, horizon) { _ = sets(learner, world, horizon) }
      }
    }
    for parameter in card.parameters {
      for value in parameter.kind.boundaryValues(listCount: 3) {
        do throws(InvalidSettings) {
          let world = NoiselessCurves(curves, capacity: 2)
          _ = sets(try make(all.replacing(parameter.name, by: value), world, 30), world, 30)
        } catch {
          if error.message.isEmpty { violations.append("refuses '\(parameter.name)' = \(value) without a message") }
        }
      }
    }
    return violations
  }
}
