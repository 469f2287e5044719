import BanditCards
import BanditNumerics
import BanditStreams

/// The terms on which a bandit is played: when rewards are told, and what pulls and changes of arm cost.
public struct BanditTerms: Hashable, Sendable {
  /// How many rounds later a learner is told a reward.
  public enum Delay: Hashable, Sendable {
    /// After this many more rounds; 0 is at the end of the round itself.
    case fixed(Int)
    /// After 0, 1, 2, ... more rounds, with geometric probabilities and this mean; drawn anew for each pull.
    case geometric(mean: Double)

    /// Whether every reward is told at once.
    package var isNone: Bool { self == .fixed(0) || self == .geometric(mean: 0) }
  }

  /// What a change of arm costs.
  public enum SwitchingCosts: Hashable, Sendable {
    /// One cost, whichever arms are involved.
    case each(Double)
    /// From the arm of a row to that of a column; 0 from an arm to itself.
    case pairs([[Double]])
  }

  /// The delay of each arm's rewards; `nil` if they are told at once.
  public let delays: [Delay]?
  /// What a pull of each arm costs; `nil` if it costs nothing.
  public let pullCosts: [Double]?
  /// What changes of arm cost; `nil` if they cost nothing.
  public let switchingCosts: SwitchingCosts?
  /// The rounds in which each arm is there; `nil` if all always are.
  public let available: [ClosedRange<Int>]?

  /// States terms; whether they fit a bandit is checked by the model that has them.
  public init(
    delays: [Delay]? = nil, pullCosts: [Double]? = nil, switchingCosts: SwitchingCosts? = nil,
    available: [ClosedRange<Int>]? = nil
  ) {
    self.available = available
    self.delays = delays
    self.pullCosts = pullCosts
    self.switchingCosts = switchingCosts
  }

  /// Whether some reward may be told late.
  public var hasDelays: Bool { delays.map { !$0.allSatisfy(\.isNone) } ?? false }

  /// The arms that are there in a round, and the next round with others; `Int.max` if there is none.
  func present(at round: Int, armCount: Int) -> (arms: PresentArms, nextChange: Int) {
    guard let available else { return (PresentArms(armCount: armCount), Int.max) }
    let changes = available.flatMap { [$0.lowerBound, $0.upperBound == Int.max ? Int.max : $0.upperBound + 1] }
    return (PresentArms(available.map { $0.contains(round) }), changes.filter { $0 > round }.min() ?? Int.max)
  }

  /// What a change from an arm to another costs.
  func switchingCost(from arm: Int, to other: Int) -> Double {
    switch switchingCosts {
    case nil: 0
    case .each(let cost): arm == other ? 0 : cost
    case .pairs(let rows): rows[arm][other]
    }
  }
}

/// An instance of a bandit that is played on terms. Its rewards, and the means that it is judged by, are what is left of
/// the bandit's own after the cost of the pull.
public struct BanditOnTerms: Truthful, Sendable {
  /// The terms.
  public let terms: BanditTerms
  /// The means after the costs of pulls.
  public let truth: BanditTruth
  private var bandit: AnyBandit
  private let geometric: [Geometric?]
  private var segment = 0
  private(set) var present: PresentArms
  private var nextChangeOfArms: Int

  /// Puts a bandit on terms.
  ///
  /// - Precondition: the terms have an entry for each arm; geometric delays have a mean from 0 to 1e12; in every round that
  ///   is played some arm is there.
  public init(_ bandit: any BanditEnvironment, terms: BanditTerms) {
    let own = bandit.truth
    if let costs = terms.pullCosts {
      precondition(costs.count == own.armCount, "terms need a cost for each arm")
      let segments = own.segments.map { segment in
        BanditTruth.Segment(firstRound: segment.firstRound, means: zip(segment.means, costs).map { $0 - $1 })
      }
      truth = BanditTruth(segments: segments)
    } else {
      truth = own
    }
    self.terms = terms
    self.bandit = AnyBandit(erasing: bandit)!
    (present, nextChangeOfArms) = terms.present(at: 1, armCount: own.armCount)
    geometric = (terms.delays ?? []).map { delay in
      guard case .geometric(let mean) = delay, mean > 0 else { return nil }
      guard let law = try? Geometric(p: 1 / (1 + mean)) else {
        preconditionFailure("no geometric delay has the mean \(mean)")
      }
      return law
    }
  }

  /// The number of arms, K.
  public var armCount: Int { truth.armCount }

  /// Goes on to a round: arms come and go.
  mutating func begin(_ round: Int) {
    if round >= nextChangeOfArms { (present, nextChangeOfArms) = terms.present(at: round, armCount: armCount) }
    while segment + 1 < truth.segments.count && round >= truth.segments[segment + 1].firstRound { segment += 1 }
  }

  /// Pulls an arm: as the bandit does, less the cost.
  ///
  /// - Precondition: rounds do not go back.
  mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    var outcome = bandit.pull(arm, at: round, noise: &noise)
    if let costs = terms.pullCosts {
      outcome.reward -= costs[arm]
      outcome.mean = truth.segments[segment].means[arm]
      outcome.bestMean = truth.segments[segment].bestMean
    }
    if terms.available != nil {
      let means = truth.segments[segment].means
      var best = -Double.infinity
      for arm in present.arms where means[arm] > best { best = means[arm] }
      outcome.bestMean = best
    }
    return outcome
  }

  /// After how many more rounds the reward is told; what is drawn comes after the reward, from the same noise.
  func delay(of arm: Int, noise: inout RoundNoise) -> Int {
    guard let delays = terms.delays else { return 0 }
    if case .fixed(let rounds) = delays[arm] { return rounds }
    return geometric[arm].map { Int(min($0.sample(from: &noise) - 1, 1e15)) } ?? 0
  }
}

/// A model of bandits on terms.
public protocol BanditTermsModel: EnvironmentModel where Instance == BanditOnTerms, Problem == BanditProblem {
  /// The terms of all replications.
  var terms: BanditTerms { get }
}

/// A learner for bandits with a bound also where rewards are told late.
public protocol DelayedBanditBounding {
  /// The bound after the rounds so far; `nil` where its conditions do not hold.
  ///
  /// - Parameters:
  ///   - truth: of the instance.
  ///   - outstanding: the largest number so far of each arm's rewards that were on their way when an arm was chosen.
  ///   - rounds: how many were played, whether their rewards are known or not.
  func regretBound(on truth: BanditTruth, outstanding: [Int], after rounds: Int) -> RegretBound?
}

/// Rewards on their way, the one that is due first on top: of those due in one round, the one that was earned first.
struct AwaitedRewards: Sendable {
  struct Reward: Sendable {
    /// At the end of which round it is told.
    let due: Int
    /// In which round it was earned.
    let round: Int
    let arm: Int
    let reward: Double

    func comes(before other: Reward) -> Bool { (due, round) < (other.due, other.round) }
  }

  private var heap: [Reward] = []

  /// Adds one.
  mutating func add(_ reward: Reward) {
    heap.append(reward)
    var place = heap.count - 1
    while place > 0, heap[place].comes(before: heap[(place - 1) / 2]) {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the next one that is due at the end of a round, if there is one.
  mutating func next(dueBy round: Int) -> Reward? {
    guard let first = heap.first, first.due <= round else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return first }
    heap[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count && heap[child].comes(before: heap[least]) {
        least = child
      }
      if least == place { return first }
      heap.swapAt(place, least)
      place = least
    }
  }
}

/// A learner against a bandit on terms: it is told each reward, and of which round it is, when it is due.
public struct BanditTermsGame: Game {
  /// One arm out, one number back.
  public static var family: Family { .bandit }

  /// The arms and the terms.
  public var environment: BanditOnTerms
  /// Who pulls them.
  public var learner: AnyBanditLearner
  private let addressesRounds: Bool
  private var awaited = AwaitedRewards()
  /// Of each arm, the rewards on their way, and the largest number of them so far when an arm was chosen.
  private var outstanding: [Int]
  private var mostOutstanding: [Int]
  private var rounds = 0

  public init(
    environment: BanditOnTerms, learner: AnyBanditLearner, problem: BanditProblem, coupling: Coupling = .pulls
  ) {
    self.environment = environment
    self.learner = learner
    addressesRounds = coupling == .rounds
    outstanding = Array(repeating: 0, count: environment.armCount)
    mostOutstanding = outstanding
  }

  public func openAccount(for notions: [Notion], metrics: [Metric]) -> BanditTermsLedger {
    BanditTermsLedger(environment.terms, truth: environment.truth, notions: notions, metrics: metrics)
  }

  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise,
    account: inout BanditTermsLedger
  ) {
    learnerNoise.move(to: 0, occurrence: round)
    environment.begin(round)
    let arm =
      environment.terms.available == nil
      ? learner.selectArm(at: round, noise: &learnerNoise)
      : learner.selectArm(at: round, among: environment.present, noise: &learnerNoise)
    environmentNoise.move(to: arm, occurrence: addressesRounds ? round : account.pulls(of: arm))
    let outcome = environment.pull(arm, at: round, noise: &environmentNoise)
    let (due, isLate) = round.addingReportingOverflow(environment.delay(of: arm, noise: &environmentNoise))
    awaited.add(.init(due: isLate ? Int.max : due, round: round, arm: arm, reward: outcome.reward))
    outstanding[arm] += 1
    while let told = awaited.next(dueBy: round) {
      outstanding[told.arm] -= 1
      learner.observe(reward: told.reward, of: told.arm, at: told.round)
    }
    if outstanding[arm] > mostOutstanding[arm] { mostOutstanding[arm] = outstanding[arm] }
    account.record(arm, outcome)
    rounds = round
  }

  /// The arm and its reward.
  public func latestRound(_ account: BanditTermsLedger) -> PlayedRound { account.latestRound }

  /// The changes of means.
  public var changes: [LawChange] { environment.truth.changes }

  /// The learner's, if the truth of the instance and the delays meet its conditions.
  public var regretBound: RegretBound? {
    if environment.terms.available != nil { return nil }
    guard environment.terms.hasDelays else {
      return BanditGame<AnyBandit, AnyBanditLearner>.regretBound(of: learnerItself, on: environment.truth)
    }
    return (learnerItself as? any DelayedBanditBounding)?
      .regretBound(on: environment.truth, outstanding: mostOutstanding, after: rounds)
  }

  public func measureTogether(_ metric: Metric, after round: Int, account: BanditTermsLedger) -> Double? {
    switch metric {
    case .outstanding: Double(mostOutstanding.max() ?? 0)
    case .recommendation: account.recommended(BanditLedger.Recommendation(of: learnerItself)).map(Double.init)
    case .complexity: environment.truth.complexity
    default: nil
    }
  }

  /// Once the learner has stopped.
  public var isOver: Bool { learner.isOver }

  /// Those up to the one in which the learner stopped.
  public func rounds(through round: Int) -> Int { learner.isOver ? learner.rounds(through: round) : round }

  public func entry(for notion: Notion, group: String, after round: Int, account: BanditTermsLedger) -> LedgerEntry {
    account.entry(
      for: notion, group: group, after: round, recommendation: BanditLedger.Recommendation(of: learnerItself))
  }
}

/// The accounts of a bandit on terms: those of the bandit, with rewards and means after the costs of pulls, and what was
/// paid.
public struct BanditTermsLedger: Ledger {
  /// Those of bandits.
  public static var definitions: [Notion.Definition] { BanditLedger.definitions }
  /// Those of bandits.
  public static var metrics: [Metric] { BanditLedger.metrics }

  private var base: BanditLedger
  private let terms: BanditTerms
  private var paidForPulls = CompensatedSum()
  private var paidForSwitches = CompensatedSum()
  // Only where arms come and go: the means of the best arms that were there, and of those pulled.
  private var best = CompensatedSum()
  private var value = CompensatedSum()

  init(_ terms: BanditTerms, truth: BanditTruth, notions: [Notion], metrics: [Metric]) {
    self.terms = terms
    base = BanditLedger(truth: truth, notions: notions, metrics: metrics)
  }

  /// How often an arm was pulled.
  func pulls(of arm: Int) -> Int { base.pulls[arm] }

  var latestRound: PlayedRound {
    PlayedRound(action: base.latestArm, reward: base.latestReward - base.truth.rewardOffset)
  }

  /// Records a round.
  mutating func record(_ arm: Int, _ outcome: ArmOutcome) {
    if let costs = terms.pullCosts { paidForPulls.add(costs[arm]) }
    if terms.switchingCosts != nil && base.latestArm >= 0 {
      paidForSwitches.add(terms.switchingCost(from: base.latestArm, to: arm))
    }
    if terms.available != nil {
      best.add(outcome.bestMean)
      value.add(outcome.mean)
    }
    base.record(arm, outcome)
  }

  /// See `BanditLedger`.
  func recommended(_ recommendation: BanditLedger.Recommendation?) -> Int? { base.recommended(recommendation) }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    entry(for: notion, group: group, after: round, recommendation: nil)
  }

  /// See `BanditLedger`.
  func entry(
    for notion: Notion, group: String, after round: Int, recommendation: BanditLedger.Recommendation?
  ) -> LedgerEntry {
    var entry = base.entry(
      for: notion == .switching ? .pseudo : notion, group: group, after: round, recommendation: recommendation)
    if terms.available != nil { compare(&entry, notion) }
    if notion == .switching {
      // Without costs of changes there is no such notion.
      if terms.switchingCosts == nil { entry.benchmark = .nan }
      entry.value -= paidForSwitches.value
      entry.lowerBound = .nan
    }
    if terms.pullCosts != nil || terms.switchingCosts != nil {
      entry.cost = paidForPulls.value + paidForSwitches.value
    }
    return entry
  }

  /// Where arms come and go: the best arm that is there in each round, which is also what the best order of arms earns
  /// whose means never change. Without such means there is no best order that is known.
  private func compare(_ entry: inout LedgerEntry, _ notion: Notion) {
    entry.lowerBound = .nan
    let isKnown = notion == .dynamic || (base.truth.isStationary && [.pseudo, .realized, .switching].contains(notion))
    entry.benchmark = isKnown ? best.value : .nan
    if notion != .realized { entry.value = value.value }
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? { base.measure(metric, after: round) }
}

extension Metric {
  /// How much a learner had to do without.
  public static let outstanding = Metric(
    "outstanding",
    """
    The largest number so far of rewards of one arm that were on their way when an arm was chosen; missing where rewards \
    are told at once.
    """,
    unit: "rounds", isCumulative: true)
}
