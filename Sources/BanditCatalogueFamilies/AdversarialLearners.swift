import BanditAlgorithms
import BanditCards
import BanditCatalogue
import BanditEnvironments
import BanditGames

extension Catalogue {
  /// Follow-the-regularized-leader and mirror descent under bandit feedback; ftrl also sees the losses of all actions where
  /// its settings say so.
  package static let adversarialLearners: [AlgorithmEntry] = [
    .bandit(Exp3.self),
    .bandit(FTRL.self).seated(
      at: Seat(ExpertsGame<SegmentedLosses, FTRLExperts>.self).when(FTRLExperts.isMeant),
      Seat(ExpertsGame<LossTable, FTRLExperts>.self).when(FTRLExperts.isMeant),
      Seat(ExpertsGame<MultiScaleRandomWalk, FTRLExperts>.self).when(FTRLExperts.isMeant),
      Seat(FTRLExperts.self, erasedIn: ExpertsGame<AnyLosses, AnyExpertsLearner>.self).when(FTRLExperts.isMeant)),
    .bandit(TsallisINF.self), .bandit(Exp3IX.self), .bandit(Exp3P.self), .bandit(Exp3PlusPlus.self),
    .bandit(LogBarrierLearner.self), .bandit(LogBarrierAdaptive.self), .bandit(Broad.self),
    .bandit(PogodinLattimore.self), .bandit(BatchedExp3.self), .bandit(TsallisSwitch.self),
  ]

  /// Learners for means that depend on the past.
  package static let memoryLearners: [AlgorithmEntry] = [
    .bandit(WTBSuccessiveElimination.self), .bandit(TallyingPlanner.self), .bandit(MiniBatch.self),
    .bandit(yardstick: OptimalSequence.self),
  ]
}
