import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditExperiments
import BanditGames

// Learners for bandits fill two targets, so that two cores compile their loops: these, and those of
// `BanditCatalogueFamilies`.
extension Catalogue {
  /// Learners for stochastic bandits.
  package static let stochasticLearners: [AlgorithmEntry] = [
    // The controls play contextual bandits, too.
    .bandit(UniformLearner.self).seated(
      at: Seat(ContextualGame<ContextualArms, Contextless<UniformLearner>>.self),
      Seat(ReplayGame<Contextless<UniformLearner>>.self)),
    .bandit(FixedArm.self).seated(
      at: Seat(ContextualGame<ContextualArms, Contextless<FixedArm>>.self),
      Seat(ReplayGame<Contextless<FixedArm>>.self)),
    .bandit(yardstick: Oracle.self).seated(
      at: Seat(yardstick: ContextualGame<ContextualArms, ContextualOracle>.self), .noTruthInLogs),
    .bandit(EpsilonGreedy.self), .bandit(UCB1.self), .bandit(ThompsonBeta.self),
    .bandit(SuccessiveElimination.self), .bandit(ExploreThenCommit.self), .bandit(UCBTuned.self),
    .bandit(UCBV.self), .bandit(MOSS.self), .bandit(KLUCB.self), .bandit(BayesUCB.self),
    .bandit(ThompsonGaussian.self), .bandit(UCB2.self), .bandit(PhasedElimination.self),
    .bandit(SwitchingBudgetElimination.self), .bandit(UniformMesh.self), .bandit(Zooming.self),
    .bandit(GreedyAgents.self), .bandit(RepeatedHiddenExploration.self), .bandit(Softmax.self),
    .bandit(GradientBandit.self),
    AlgorithmEntry(
      External.card,
      [
        Seat(external: { settings, problem, folder throws(InvalidSettings) in
          let program = try External(settings: settings, problem: problem)
          return ExternalCommand(program.command, in: folder, files: program.files, settings: program.settings)
        }), .refusedOnTerms(External.card),
      ]),
  ]

  /// Learners that search for the best arm.
  package static let bestArmLearners: [AlgorithmEntry] = [
    .exploring(UniformAllocation.self), .exploring(SuccessiveRejects.self), .exploring(SequentialHalving.self),
    .exploring(ActionElimination.self), .exploring(LUCB.self), .exploring(LilUCB.self), .exploring(TrackAndStop.self),
    .exploring(TopTwoThompson.self), .exploring(LearnedPolicy.self), .exploring(MixtureSPRT.self),
  ]

  /// Learners with a Gaussian process.
  package static let processLearners: [AlgorithmEntry] = [
    .exploring(GPUCB.self), .exploring(ExpectedImprovement.self), .exploring(KnowledgeGradient.self),
    .exploring(NoisyEI.self),
    .exploring(GPTS.self), .exploring(EntropySearch.self),
  ]

  /// Learners for means that change.
  package static let changeLearners: [AlgorithmEntry] = [
    .bandit(SWUCB.self), .bandit(DUCB.self), .bandit(RBOCPDUCB.self), .bandit(RBOCPDTS.self), .bandit(MUCB.self),
    .bandit(Exp3S.self), .bandit(yardstick: OracleRestart.self),
  ]
}
