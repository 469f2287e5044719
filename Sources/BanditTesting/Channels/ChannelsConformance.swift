import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner that steers channels must do, whatever its rule.
public enum ChannelsConformance {
  /// Plays a learner through the laws below and says which of them it breaks.
  ///
  /// * The same key gives the same levers, also from a copy; so do other keys if the learner is not randomized.
  /// * Every budget is a number from 0 on, perhaps infinite, and every target return a finite number from 0 on; also
  ///   with one channel, one period, worthless and free auctions.
  /// * Every value at a bound of a parameter is either refused with a message or plays on.
  /// * Where `isSafe`, no run spends more than the whole budget or returns less than the target, whatever is charged.
  ///
  /// A learner that traps ends the process: that, too, is a failed test.
  ///
  /// - Parameters:
  ///   - type: the learner.
  ///   - settings: others than the defaults.
  ///   - isRandomized: whether the learner draws random numbers.
  ///   - isSafe: whether it promises to keep both constraints in every run.
  /// - Returns: a sentence for each law broken.
  public static func violations<Learner: ChannelsLearner & Configurable<ChannelsProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false, isSafe: Bool
  ) -> [String] {
    let settings = Settings(defaultsOf: Learner.card.parameters, given: settings)
    var violations: [String] = []
    for (name, world) in worlds {
      do throws(InvalidSettings) {
        let learner = try Learner(settings: settings, problem: world.problem)
        let run = RecordedChannels(learner: learner, environment: world)
        violations += broken(run, world, isSafe: isSafe).map { "\(name): \($0)" }
        let again = RecordedChannels(learner: learner, environment: world)
        if again.levers != run.levers { violations.append("\(name): a copy sets other levers under the same key") }
        let other = RecordedChannels(learner: learner, environment: world, key: StreamKey(seed: 1))
        if !isRandomized, other.levers != run.levers {
          violations.append("\(name): not randomized, yet the key matters")
        }
      } catch {
        if error.message.isEmpty { violations.append("\(name): refused without a message") }
      }
    }
    for parameter in Learner.card.parameters {
      for value in parameter.kind.boundaryValues(listCount: 3) {
        let (name, world) = worlds[0]
        do throws(InvalidSettings) {
          let learner = try Learner(settings: settings.replacing(parameter.name, by: value), problem: world.problem)
          let run = RecordedChannels(learner: learner, environment: world)
          violations += broken(run, world, isSafe: isSafe).map { "\(name), '\(parameter.name)' = \(value): \($0)" }
        } catch {
          if error.message.isEmpty { violations.append("refuses '\(parameter.name)' = \(value) without a message") }
        }
      }
    }
    return violations
  }

  private static func broken<Learner>(
    _ run: RecordedChannels<Learner>, _ world: ScriptedChannels, isSafe: Bool
  ) -> [String] {
    var violations: [String] = []
    let isWell = run.levers.joined().allSatisfy {
      $0.budget >= 0 && $0.targetReturn >= 0 && $0.targetReturn.isFinite
    }
    if !isWell { violations.append("a budget or target is no number from 0 on") }
    if isSafe {
      for group in ChannelsLedger.constraints {
        let violation = run.account.entry(for: .constraint, group: group, after: world.truth.horizon).regret
        if violation > 0 { violations.append("misses the constraint on \(group) by \(violation)") }
      }
    }
    return violations
  }

  private static var worlds: [(String, ScriptedChannels)] {
    let plain = [
      [
        [Auction(value: 4, cost: 1), Auction(value: 1, cost: 1)],
        [Auction(value: 2, cost: 1), Auction(value: 2, cost: 2)],
      ],
      [[Auction(value: 3, cost: 1), Auction(value: 2, cost: 2)]],
    ]
    let free = [[[Auction(value: 1, cost: 0), Auction(value: 0, cost: 1)]], [[Auction(value: 1, cost: 0.5)]]]
    return [
      ("two channels", ScriptedChannels(plain, horizon: 120, budget: 2, targetReturn: 1.1)),
      ("charged by spend", ScriptedChannels(plain, horizon: 120, budget: 4, targetReturn: 1.1, charge: .spend)),
      ("one channel", ScriptedChannels([plain[1]], horizon: 50, budget: 1.5)),
      ("one period", ScriptedChannels(plain, horizon: 1, budget: 2)),
      ("free auctions", ScriptedChannels(free, horizon: 60, budget: 1, targetReturn: 0.5)),
      ("worthless auctions", ScriptedChannels([[[Auction(value: 0, cost: 1)]]], horizon: 20, budget: 1)),
    ]
  }
}
