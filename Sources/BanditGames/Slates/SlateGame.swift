import BanditCards
import BanditStreams

/// A learner that shows slates to users.
public struct SlateGame<Environment: SlateEnvironment, Learner: SlateLearner>: Game {
  /// A slate out, a click or none back.
  public static var family: Family { .slate }

  /// The users.
  public var environment: Environment
  /// Who shows slates.
  public var learner: Learner
  @usableFromInline let problem: SlateProblem
  @usableFromInline let addressesRounds: Bool
  @usableFromInline var shows: [Int]
  @usableFromInline var slate: ArmSelection
  @usableFromInline var luck: [Double]

  @inlinable
  public init(environment: Environment, learner: Learner, problem: SlateProblem, coupling: Coupling = .pulls) {
    self.environment = environment
    self.learner = learner
    self.problem = problem
    addressesRounds = coupling == .rounds
    shows = Array(repeating: 0, count: problem.itemCount)
    slate = ArmSelection(armCount: problem.itemCount, capacity: problem.slateSize)
    luck = Array(repeating: 0, count: problem.slateSize)
  }

  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> SlateLedger {
    SlateLedger(isStatic: environment.isStatic)
  }

  /// Plays one round: a slate, then the user's choice.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout SlateLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    slate.open()
    learner.selectSlate(into: &slate, at: round, noise: &learnerNoise)
    let isChange = slate.close(at: round)
    precondition(slate.arms.count == problem.slateSize, "a slate holds \(problem.slateSize) items")
    for (place, item) in slate.arms.enumerated() {
      environmentNoise.move(to: item, occurrence: addressesRounds ? round : shows[item])
      luck[place] = environmentNoise.uniform()
      if shows[item] == 0 { account.discover() }
      shows[item] += 1
    }
    environmentNoise.move(to: problem.itemCount, occurrence: round)
    let outsideLuck = environmentNoise.uniform()
    environmentNoise.move(to: problem.itemCount + 1, occurrence: round)
    let outcome = environment.choose(
      from: slate.arms, luck: luck, outsideLuck: outsideLuck, at: round, noise: &environmentNoise)
    account.record(outcome, isChange: isChange)
    learner.observe(click: outcome.click, on: slate.arms, at: round)
  }

  /// The items in the order in which they were added; 1 for a click, else 0.
  public func latestRound(_ account: SlateLedger) -> PlayedRound {
    PlayedRound(actions: slate.arms, reward: account.latestReward)
  }

  /// How often items were shown.
  public func measureTogether(_ metric: Metric, after round: Int, account: SlateLedger) -> Double? {
    guard Metric.pulls ~= metric, let item = metric.event else { return nil }
    return Double(shows[item]) / Double(round)
  }
}
