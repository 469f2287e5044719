import BanditEnvironments
import BanditGames

/// The K-armed bandits of the catalogue: a closed list, so that every algorithm's entry can be
/// specialised for every one of them. A new environment adds a case here and a line in `model` and in
/// `BanditEntries.swift`.
public enum BanditEnvironmentModel: EnvironmentDescription {
  /// `bernoulli`
  case bernoulli(BernoulliModel)
  /// `gaussian`
  case gaussian(GaussianModel)
  /// `arms`
  case arms(ArmsModel)
  /// `piecewise`
  case piecewise(PiecewiseModel)
  /// `weighted-tallying`
  case weightedTallying(WeightedTallyingModel)
  /// `rotting`, `rising`, `single-peaked`, `congested`, `blocking`, `delay-dependent`: one type, so that each algorithm
  /// is specialised once for all of them.
  case feature(FeatureInstances)

  /// A K-armed bandit.
  public var family: Family { .bandit }

  /// The number of arms.
  public var itemCount: Int { problem.armCount }

  /// The rounds in which means change in every replication.
  public var changePoints: [Int] { model.changePoints }

  /// Which comparators apply.
  public var facts: [String] { model.facts }

  /// What policies may know.
  public var problem: BanditProblem { model.problem }

  /// The model, for what is asked before a run.
  var model: any BanditInstances {
    switch self {
    case .bernoulli(let model): model
    case .gaussian(let model): model
    case .arms(let model): model
    case .piecewise(let model): model
    case .weightedTallying(let model): model
    case .feature(let model): model
    }
  }
}
