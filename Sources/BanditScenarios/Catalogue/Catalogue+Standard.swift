@_exported import BanditCatalogue
import BanditCatalogueFamilies
import BanditCatalogueStochastic
import BanditGames

extension Catalogue {
  /// This package's own environments and algorithms: a word for each family.
  public static let standard = Catalogue([
    bandit, semiBandit, experts, grouped, channels, averageReward, episodic, detection, contextual,
    oneSided, matching, slate, rollouts, twoPlayer, knapsack, duels, recurring, hiring, combinatorial,
    exploration,
  ])

  private static let bandit = Page(
    .bandit, ledger: BanditLedger.self, environments: banditEnvironments,
    algorithms: stochasticLearners + bestArmLearners + adversarialLearners + changeLearners + memoryLearners
      + processLearners)
}
