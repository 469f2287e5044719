import BanditCards
import BanditComparators
import BanditGames

// A learner's type and the environment's say which game it is: one line for each family.

extension Lineup {
  /// A learner for bandits.
  @inlinable
  public static func buildExpression<L: BanditLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: BanditEnvironment, Problem == BanditProblem {
    [Entrant(BanditGame<Environment, L>.self, learner)]
  }

  /// A learner for bandits that can be played many replications at a time.
  @inlinable
  public static func buildExpression<L: LockstepLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: BanditEnvironment, Problem == BanditProblem {
    [Entrant(lockstep: BanditLockstep<Environment, L.Lanes>.self, learner)]
  }

  /// A learner for losses.
  @inlinable
  public static func buildExpression<L: ExpertsLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: ExpertsEnvironment, Problem == ExpertsProblem {
    [Entrant(ExpertsGame<Environment, L>.self, learner)]
  }

  /// A learner for semi-bandits.
  @inlinable
  public static func buildExpression<L: SemiBanditLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: SemiBanditEnvironment, Problem == SemiBanditProblem {
    [Entrant(SemiBanditGame<Environment, L>.self, learner)]
  }

  /// A learner on grouped data.
  @inlinable
  public static func buildExpression<L: GroupedLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: GroupedEnvironment, Problem == GroupedProblem {
    [Entrant(GroupedGame<Environment, L>.self, learner)]
  }

  /// A learner for contextual bandits.
  @inlinable
  public static func buildExpression<L: ContextualLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: ContextualEnvironment, Problem == ContextualProblem {
    [Entrant(ContextualGame<Environment, L>.self, learner)]
  }

  /// A learner for contextual bandits on a log.
  @inlinable
  public static func buildExpression<L: ContextualLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment == ReplayLog, Problem == ContextualProblem {
    [Entrant(ReplayGame<L>.self, learner)]
  }

  /// A learner that matches arrivals.
  @inlinable
  public static func buildExpression<L: MatchingLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: MatchingEnvironment, Problem == MatchingProblem {
    [Entrant(MatchingGame<Environment, L>.self, learner)]
  }

  /// Two players.
  @inlinable
  public static func buildExpression<L: TwoPlayerLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: TwoPlayerEnvironment, Problem == TwoPlayerProblem {
    [Entrant(TwoPlayerGame<Environment, L>.self, learner)]
  }

  /// A learner that spends budgets.
  @inlinable
  public static func buildExpression<L: KnapsackLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: KnapsackEnvironment, Problem == KnapsackProblem {
    [Entrant(KnapsackGame<Environment, L>.self, learner)]
  }

  /// A learner that lets arms duel.
  @inlinable
  public static func buildExpression<L: DuelsLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: DuelsEnvironment, Problem == DuelsProblem {
    [Entrant(DuelsGame<Environment, L>.self, learner)]
  }

  /// A learner for tasks that recur.
  @inlinable
  public static func buildExpression<L: RecurringLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: RecurringEnvironment, Problem == RecurringProblem {
    [Entrant(RecurringGame<Environment, L>.self, learner)]
  }

  /// A learner for bandits in tasks that recur: made anew for each that it sees the end of.
  @inlinable
  public static func buildExpression<L: BanditLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: RecurringEnvironment, Problem == RecurringProblem {
    [Entrant(RecurringGame<Environment, AnewEachTask<L>>.self, AnewEachTask(learner), named: L.self)]
  }

  /// A principal who hires.
  @inlinable
  public static func buildExpression<L: HiringLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: HiringEnvironment, Problem == HiringProblem {
    [Entrant(HiringGame<Environment, L>.self, learner)]
  }

  /// A learner of feasible sets.
  @inlinable
  public static func buildExpression<L: CombinatorialLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: CombinatorialEnvironment, Problem == CombinatorialProblem {
    [Entrant(CombinatorialGame<Environment, L>.self, learner)]
  }

  /// A learner that steers channels.
  @inlinable
  public static func buildExpression<L: ChannelsLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: ChannelsEnvironment, Problem == ChannelsProblem {
    [Entrant(ChannelsGame<Environment, L>.self, learner)]
  }

  /// A learner for average reward.
  @inlinable
  public static func buildExpression<L: AverageRewardLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: AverageRewardEnvironment, Problem == AverageRewardProblem {
    [Entrant(AverageRewardGame<Environment, L>.self, learner)]
  }

  /// A learner in episodes.
  @inlinable
  public static func buildExpression<L: EpisodicLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: EpisodicEnvironment, Problem == EpisodicProblem {
    [Entrant(EpisodicGame<Environment, L>.self, learner)]
  }

  /// A learner that watches a stream.
  @inlinable
  public static func buildExpression<L: DetectionLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: DetectionEnvironment, Problem == DetectionProblem {
    [Entrant(DetectionGame<Environment, L>.self, learner)]
  }

  /// A learner that watches a stream of numbers.
  @inlinable
  public static func buildExpression<L: NumberStreamLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: NumberStreamEnvironment, Problem == DetectionProblem {
    [Entrant(NumberStreamGame<Environment, L>.self, learner)]
  }

  /// A learner of one-sided feedback.
  @inlinable
  public static func buildExpression<L: OneSidedLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: OneSidedEnvironment, Problem == OneSidedProblem {
    [Entrant(OneSidedGame<Environment, L>.self, learner)]
  }

  /// A learner that shows slates.
  @inlinable
  public static func buildExpression<L: SlateLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: SlateEnvironment, Problem == SlateProblem {
    [Entrant(SlateGame<Environment, L>.self, learner)]
  }

  /// A learner of pure exploration.
  @inlinable
  public static func buildExpression<L: ExplorationLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: ExplorationEnvironment, Problem == ExplorationProblem {
    [Entrant(ExplorationGame<Environment, L>.self, learner)]
  }

  /// A learner that chooses what is rolled out.
  @inlinable
  public static func buildExpression<L: RolloutsLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: RolloutsEnvironment, Problem == RolloutsProblem {
    [Entrant(RolloutsGame<Environment, L>.self, learner)]
  }

  /// A learner for bandits that plays for losses: its rewards are 1 - loss.
  @inlinable
  public static func buildExpression<L: BanditLearner>(_ learner: L) -> [Entrant<Environment, Problem>]
  where Environment: ExpertsEnvironment, Problem == ExpertsProblem {
    [Entrant(ExpertsGame<Environment, RewardedByLosses<L>>.self, RewardedByLosses(learner), named: L.self)]
  }
}

extension Entrant {
  /// A learner made from settings as a scenario file has them, in the game of its family.
  @inlinable
  init<G: Game>(
    _ game: G.Type, settings: Settings, for problem: Problem, label: String?
  ) throws(InvalidSettings)
  where G.Environment == Environment, G.Problem == Problem, G.Learner: Configurable, G.Learner.Problem == Problem {
    let settings = try G.Learner.card.settings(settings)
    self.init(game, try G.Learner(settings: settings, problem: problem), label: label, settings: settings)
  }

  /// A learner for bandits, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: BanditLearner & Configurable<BanditProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: BanditProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: BanditEnvironment, Problem == BanditProblem {
    try self.init(BanditGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for losses, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: ExpertsLearner & Configurable<ExpertsProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: ExpertsProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: ExpertsEnvironment, Problem == ExpertsProblem {
    try self.init(ExpertsGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for bandits that plays for losses, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses, or cannot see its own loss in every round.
  @inlinable
  public init<L: BanditLearner & Configurable<BanditProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: ExpertsProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: ExpertsEnvironment, Problem == ExpertsProblem {
    try self.init(RewardedByLosses<L>.self, settings, for: problem, label: label)
  }

  /// A learner for semi-bandits, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: SemiBanditLearner & Configurable<SemiBanditProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: SemiBanditProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: SemiBanditEnvironment, Problem == SemiBanditProblem {
    try self.init(SemiBanditGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner on grouped data, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: GroupedLearner & Configurable<GroupedProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: GroupedProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: GroupedEnvironment, Problem == GroupedProblem {
    try self.init(GroupedGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that matches arrivals, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: MatchingLearner & Configurable<MatchingProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: MatchingProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: MatchingEnvironment, Problem == MatchingProblem {
    try self.init(MatchingGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// Two players, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if a player refuses.
  @inlinable
  public init<L: TwoPlayerLearner & Configurable<TwoPlayerProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: TwoPlayerProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: TwoPlayerEnvironment, Problem == TwoPlayerProblem {
    try self.init(TwoPlayerGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that lets arms duel, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: DuelsLearner & Configurable<DuelsProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: DuelsProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: DuelsEnvironment, Problem == DuelsProblem {
    try self.init(DuelsGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that spends budgets, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: KnapsackLearner & Configurable<KnapsackProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: KnapsackProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: KnapsackEnvironment, Problem == KnapsackProblem {
    try self.init(KnapsackGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for tasks that recur, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: RecurringLearner & Configurable<RecurringProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: RecurringProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: RecurringEnvironment, Problem == RecurringProblem {
    try self.init(RecurringGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for bandits in tasks that recur, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: BanditLearner & Configurable<BanditProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: RecurringProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: RecurringEnvironment, Problem == RecurringProblem {
    try self.init(AnewEachTask<L>.self, settings, for: problem, label: label)
  }

  /// A principal who hires, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: HiringLearner & Configurable<HiringProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: HiringProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: HiringEnvironment, Problem == HiringProblem {
    try self.init(HiringGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner of feasible sets, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: CombinatorialLearner & Configurable<CombinatorialProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: CombinatorialProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: CombinatorialEnvironment, Problem == CombinatorialProblem {
    try self.init(CombinatorialGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that steers channels, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: ChannelsLearner & Configurable<ChannelsProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: ChannelsProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: ChannelsEnvironment, Problem == ChannelsProblem {
    try self.init(ChannelsGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for average reward, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: AverageRewardLearner & Configurable<AverageRewardProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: AverageRewardProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: AverageRewardEnvironment, Problem == AverageRewardProblem {
    try self.init(AverageRewardGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that watches a stream, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: DetectionLearner & Configurable<DetectionProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: DetectionProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: DetectionEnvironment, Problem == DetectionProblem {
    try self.init(DetectionGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that watches a stream of numbers, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: NumberStreamLearner & Configurable<DetectionProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: DetectionProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: NumberStreamEnvironment, Problem == DetectionProblem {
    try self.init(NumberStreamGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner for contextual bandits, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: ContextualLearner & Configurable<ContextualProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: ContextualProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: ContextualEnvironment, Problem == ContextualProblem {
    try self.init(ContextualGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner of one-sided feedback, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: OneSidedLearner & Configurable<OneSidedProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: OneSidedProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: OneSidedEnvironment, Problem == OneSidedProblem {
    try self.init(OneSidedGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that shows slates, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: SlateLearner & Configurable<SlateProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: SlateProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: SlateEnvironment, Problem == SlateProblem {
    try self.init(SlateGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner of pure exploration, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: ExplorationLearner & Configurable<ExplorationProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: ExplorationProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: ExplorationEnvironment, Problem == ExplorationProblem {
    try self.init(ExplorationGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }

  /// A learner that chooses what is rolled out, made from settings as a scenario file has them.
  ///
  /// - Throws: `InvalidSettings` if the learner refuses.
  @inlinable
  public init<L: RolloutsLearner & Configurable<RolloutsProblem>>(
    _ type: L.Type, _ settings: Settings = [:], for problem: RolloutsProblem, label: String? = nil
  ) throws(InvalidSettings) where Environment: RolloutsEnvironment, Problem == RolloutsProblem {
    try self.init(RolloutsGame<Environment, L>.self, settings: settings, for: problem, label: label)
  }
}
