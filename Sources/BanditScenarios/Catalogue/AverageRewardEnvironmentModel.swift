import BanditEnvironments
import BanditGames
import BanditStreams

/// The average-reward problems of the catalogue. All of them are tables, so that every learner's entry is
/// specialised once.
public enum AverageRewardEnvironmentModel: EnvironmentDescription {
  /// `mdp`
  case mdp(MDPModel)
  /// `river-swim`
  case riverSwim(RiverSwimModel)
  /// `random-switching-mdp`
  case randomSwitching(RandomSwitchingModel)

  /// Steps of a Markov decision process.
  public var family: Family { .averageReward }

  /// The entries of the tables of an instance's processes: a probability for each pair and next state, and a reward.
  public var itemCount: Int { problem.pairCount * (problem.stateCount + 1) * (changePoints.count + 1) }

  /// The steps in which the law changes in every replication.
  public var changePoints: [Int] { model.changePoints }

  /// Gain, span and diameter, where they are the same in every replication.
  public var facts: [String] { model.facts }

  /// What learners may know.
  public var problem: AverageRewardProblem { model.problem }

  /// The path of a replication.
  public func instance(from stream: inout RandomStream) -> TabularMDP { model.instance(from: &stream) }

  private var model: any AverageRewardModel<TabularMDP> {
    switch self {
    case .mdp(let model): model
    case .riverSwim(let model): model
    case .randomSwitching(let model): model
    }
  }
}
