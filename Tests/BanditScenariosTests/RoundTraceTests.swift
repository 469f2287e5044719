import BanditCards
import BanditGames
import BanditScenarios
import Foundation
import Testing

@testable import BanditExperiments

/// What `trace.csv` says of the rounds of a replication is what its results were made of.
struct RoundTraceTests {
  private static var smoke: [String] {
    let folder = repository.appendingPathComponent("Scenarios/smoke").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// Rounds add up to the results, replication by replication, whichever way the results were played.
  @Test(arguments: smoke) func roundsAddUpToTheResults(_ name: String) throws {
    let plan = try shippedPlan("smoke/\(name)")
    for cell in plan.cells {
      let trace = try #require(cell.simulate(0..<2, StopSignal()))
      for replication in 0..<2 where !trace.hasFailed(replication) {
        var rounds: [PlayedRound] = []
        try cell.simulate.replay(replication) {
          rounds.append($1)
          return $0 == rounds.count
        }
        #expect(rounds.count == roundCount(of: replication, in: trace, cell), "\(cell.key)")
        for (index, track) in cell.layout.tracks.enumerated() where track.group.isEmpty {
          let last = trace.entry(
            replication: replication, checkpoint: cell.layout.checkpoints.count - 1, track: index)
          let rewards = rounds.compactMap(\.reward)
          // Answers to questions are no rewards.
          if rewards.count == rounds.count, !name.hasPrefix("exploration") {
            #expect(abs(rewards.reduce(0, +) - last.reward) <= 1e-9 * max(1, abs(last.reward)), "\(cell.key)")
          }
          // Sets are the same in any order, and levers that do nothing have no effect.
          let actions = rounds.map(\.action)
          if last.switches.isFinite, actions.allSatisfy({ Int($0) != nil }) {
            #expect(Double(zip(actions, actions.dropFirst()).count { $0 != $1 }) == last.switches, "\(cell.key)")
          }
        }
      }
    }
  }

  /// The rounds of a replication: all of them, or, where its learner has stopped, those that its rows count.
  private func roundCount(of replication: Int, in trace: BlockTrace, _ cell: Cell) -> Int {
    guard let place = cell.layout.metrics.firstIndex(of: .stoppingTime),
      trace.metric(place, replication: replication, checkpoint: 0).isFinite
    else { return cell.horizon }
    let last = cell.layout.checkpoints.count - 1
    return Int(trace.entry(replication: replication, checkpoint: last, track: 0).rounds)
  }

  /// Of the families of the smoke scenarios, only streams of symbols have no action; these and duels have no reward.
  @Test func everyFamilyHasActions() throws {
    for name in RoundTraceTests.smoke {
      for cell in try shippedPlan("smoke/\(name)").cells {
        var isSilent = true
        var hasRewards = true
        try cell.simulate.replay(0) {
          if !$1.action.isEmpty { isSilent = false }
          hasRewards = $1.reward != nil
          return $0 < 3
        }
        #expect(hasRewards == (!isSilent && name != "duels"), "\(name): \(cell.key)")
      }
    }
  }

  @Test func rowsAreCounted() throws {
    let plan = try shippedPlan("smoke/arms")
    let folder = NSTemporaryDirectory() + "round-trace-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try RoundTrace.write(plan, replications: 2, to: folder, stop: StopSignal()))
    let lines = try String(contentsOfFile: "\(folder)/\(RoundTrace.fileName)", encoding: .utf8).split(separator: "\n")
    #expect(lines[0] == "scenario,point,environment,algorithm,replicate,t,action,reward")
    #expect(lines.count == 1 + RoundTrace.rows(of: plan, replications: 2))
    #expect(RoundTrace.rows(of: plan, replications: .max) == .max)
    let stopped = StopSignal()
    stopped.raise()
    try FileManager.default.removeItem(atPath: "\(folder)/\(RoundTrace.fileName)")
    #expect(try !RoundTrace.write(plan, replications: 2, to: folder, stop: stopped))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }
}
