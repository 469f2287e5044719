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
}

/// The K-armed bandits of the catalogue: a closed list, so that every algorithm's entry can be
/// specialised for every one of them. A new environment adds a case here and a line in `problem` and
/// in `BanditEntries.swift`.
public enum BanditEnvironmentModel: Sendable {
  /// `bernoulli`
  case bernoulli(BernoulliModel)
  /// `gaussian`
  case gaussian(GaussianModel)

  /// What policies may know.
  public var problem: BanditProblem {
    switch self {
    case .bernoulli(let model): model.problem
    case .gaussian(let model): model.problem
    }
  }
}
