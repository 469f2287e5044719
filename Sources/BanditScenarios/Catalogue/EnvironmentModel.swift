import BanditEnvironments
import BanditGames

/// The environment of a scenario: one case per family.
public enum EnvironmentModel: Sendable {
  /// A K-armed bandit.
  case bandit(BanditEnvironmentModel)

  /// The interaction that it offers.
  public var family: Family {
    switch self {
    case .bandit: .bandit
    }
  }

  /// The number of arms.
  public var armCount: Int {
    switch self {
    case .bandit(let model): model.problem.armCount
    }
  }

  /// The rounds in which it changes in every replication, in increasing order.
  public var changePoints: [Int] {
    switch self {
    case .bandit(let model): model.model.changePoints
    }
  }
}

/// The K-armed bandits of the catalogue: a closed list, so that every algorithm's entry can be
/// specialised for every one of them. A new environment adds a case here and a line in `model` and in
/// `BanditEntries.swift`.
public enum BanditEnvironmentModel: Sendable {
  /// `bernoulli`
  case bernoulli(BernoulliModel)
  /// `gaussian`
  case gaussian(GaussianModel)
  /// `arms`
  case arms(ArmsModel)
  /// `piecewise`
  case piecewise(PiecewiseModel)

  /// What policies may know.
  public var problem: BanditProblem { model.problem }

  /// The model, for what is asked before a run.
  var model: any BanditModel {
    switch self {
    case .bernoulli(let model): model
    case .gaussian(let model): model
    case .arms(let model): model
    case .piecewise(let model): model
    }
  }
}
