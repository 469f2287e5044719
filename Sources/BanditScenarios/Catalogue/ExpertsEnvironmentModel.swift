import BanditEnvironments
import BanditGames

/// The sources of losses of the catalogue: a closed list, so that every algorithm's entry can be specialised for every
/// one of them. A new source adds a case here and a line in `model` and in `ExpertsEntries.swift`.
public enum ExpertsEnvironmentModel: EnvironmentDescription {
  /// `iid-losses`
  case iid(IIDLossesModel)
  /// `loss-table`
  case table(LossTableModel)
  /// `piecewise-losses`
  case piecewise(PiecewiseLossesModel)
  /// `stochastically-constrained`
  case constrained(StochasticallyConstrainedModel)
  /// `multi-scale-random-walk`
  case randomWalk(MultiScaleRandomWalkModel)

  /// Losses.
  public var family: Family { .experts }

  /// The number of actions.
  public var itemCount: Int { problem.actionCount }

  /// The rounds in which the law of losses changes in every replication.
  public var changePoints: [Int] { model.changePoints }

  /// What policies may know.
  public var problem: ExpertsProblem { model.problem }

  /// The model, for what is asked before a run.
  var model: any ExpertsModel {
    switch self {
    case .iid(let model): model
    case .table(let model): model
    case .piecewise(let model): model
    case .constrained(let model): model
    case .randomWalk(let model): model
    }
  }
}
