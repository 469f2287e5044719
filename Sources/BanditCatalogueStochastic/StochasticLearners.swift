import BanditAlgorithms
import BanditCatalogue

// Learners for bandits fill two targets, so that two cores compile their loops: these, and those of
// `BanditCatalogueFamilies`.
extension Catalogue {
  /// Learners for stochastic bandits.
  package static let stochasticLearners: [AlgorithmEntry] = [
    .bandit(UniformLearner.self), .bandit(FixedArm.self), .bandit(yardstick: Oracle.self),
    .bandit(EpsilonGreedy.self), .bandit(UCB1.self), .bandit(ThompsonBeta.self),
    .bandit(SuccessiveElimination.self), .bandit(ExploreThenCommit.self), .bandit(UCBTuned.self),
    .bandit(UCBV.self), .bandit(MOSS.self), .bandit(KLUCB.self), .bandit(BayesUCB.self),
    .bandit(ThompsonGaussian.self), .bandit(UCB2.self), .bandit(PhasedElimination.self),
    .bandit(SwitchingBudgetElimination.self),
  ]

  /// Learners for means that change.
  package static let changeLearners: [AlgorithmEntry] = [
    .bandit(SWUCB.self), .bandit(DUCB.self), .bandit(RBOCPDUCB.self), .bandit(RBOCPDTS.self), .bandit(MUCB.self),
    .bandit(Exp3S.self), .bandit(yardstick: OracleRestart.self),
  ]
}
