import BanditEnvironments
import BanditGames

/// The semi-bandits of the catalogue: a closed list, as `BanditEnvironmentModel`.
public enum SemiBanditEnvironmentModel: EnvironmentDescription {
  /// `recovering`
  case recovering(RecoveringModel)

  /// A semi-bandit.
  public var family: Family { .semiBandit }

  /// The number of arms.
  public var itemCount: Int { problem.armCount }

  /// Which comparators apply.
  public var facts: [String] { model.facts }

  /// What policies may know.
  public var problem: SemiBanditProblem { model.problem }

  /// The model, for what is asked before a run.
  var model: any SemiBanditModel {
    switch self {
    case .recovering(let model): model
    }
  }
}
