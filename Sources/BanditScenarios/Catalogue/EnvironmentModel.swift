import BanditEnvironments
import BanditGames

/// The environment of a scenario: one case per family.
public enum EnvironmentModel: Sendable {
  /// A K-armed bandit.
  case bandit(BanditEnvironmentModel)
  /// A source of losses.
  case experts(ExpertsEnvironmentModel)
  /// Grouped data.
  case grouped(GroupedEnvironmentModel)
  /// Several advertising channels.
  case channels(ChannelsEnvironmentModel)
  /// A semi-bandit.
  case semiBandit(SemiBanditEnvironmentModel)
  /// An episodic process with losses chosen by an adversary.
  case episodic(AdversarialProcessModel)
  /// A stream of symbols.
  case stream(CategoricalStreamModel)
  /// Steps of a Markov decision process.
  case averageReward(AverageRewardEnvironmentModel)

  /// What the planner asks of it.
  public var description: any EnvironmentDescription {
    switch self {
    case .bandit(let model): model
    case .experts(let model): model
    case .grouped(let model): model
    case .channels(let model): model
    case .semiBandit(let model): model
    case .episodic(let model): model
    case .stream(let model): model
    case .averageReward(let model): model
    }
  }
}
