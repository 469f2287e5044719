import BanditEnvironments
import BanditGames

/// The channels of the catalogue: a closed list, as for bandits.
public enum ChannelsEnvironmentModel: EnvironmentDescription {
  /// `autobidding`
  case autobidding(AutobiddingModel)

  /// Several advertising channels.
  public var family: Family { .channels }

  /// The number of channels.
  public var itemCount: Int { problem.channelCount }

  /// What learners may know.
  public var problem: ChannelsProblem { model.problem }

  /// What oracles may know.
  public var truth: ChannelsTruth { model.truth }

  /// What cannot be said in numbers.
  public var facts: [String] { model.facts }

  /// Budget and return for `constraint`.
  public func groups(of notion: Notion) -> [String] {
    notion == .constraint ? ChannelsLedger.constraints : [""]
  }

  /// The model, for what is asked before a run.
  var model: any ChannelsModel {
    switch self {
    case .autobidding(let model): model
    }
  }
}
