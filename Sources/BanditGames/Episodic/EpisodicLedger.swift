import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of an episodic process.
///
/// The value of each policy played and the best policy in hindsight are exact, from the transitions and the mean
/// losses: regret has no noise of trajectories.
public struct EpisodicLedger: Ledger {
  /// `external`, against the best fixed policy.
  public static let definitions = [
    Notion.Definition(
      .external, benchmark: "minus the expected loss of the best fixed policy in hindsight",
      value: "minus the expected loss of the policies played",
      formula: "sum_{s<=t} l_s(pi_s) - min_pi sum_{s<=t} l_s(pi)", unit: "loss")
  ]

  private let process: LayeredProcess
  /// The summed mean losses of each pair, sufficient for the best policy: transitions do not change.
  private var losses: [CompensatedSum]
  private var value = CompensatedSum()
  private var suffered = CompensatedSum()
  private var scratch: [Double] = []

  /// Opens the accounts of a run.
  public init(process: LayeredProcess) {
    self.process = process
    losses = Array(repeating: CompensatedSum(), count: process.pairCount)
  }

  /// Records an episode: the policy, the mean losses, and what was met on the way.
  @usableFromInline
  mutating func record(_ policy: [Double], losses: [Double], _ trajectory: EpisodeTrajectory) {
    value.add(-process.value(of: policy, losses: losses, scratch: &scratch))
    for pair in losses.indices { self.losses[pair].add(losses[pair]) }
    for loss in trajectory.losses { suffered.add(loss) }
  }

  /// The state of a notion after an episode; solves for the best policy.
  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: -suffered.value)
    if notion == .external {
      entry.benchmark = -process.bestValue(losses: losses.map(\.value))
      entry.value = value.value
    }
    return entry
  }
}
