import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Exponential weights over batches of rounds, in each of which one arm is played.
public struct BatchedExp3: BanditLearner, Configurable, AdversarialBounding, Caveated {
  /// What is taken as the loss of a batch.
  public enum Feed: String, Sendable, CaseIterable {
    /// The average over its rounds.
    case average
    /// That of one of its rounds, drawn uniformly.
    case sampled
  }

  /// `batches` of scenario files; `nil` is `auto`.
  public static let batches = Parameter.auto(
    "batches", "The number of batches N, or `auto`.", 1...Int.max, why: "the number with the smallest bound")
  /// `feed` of scenario files.
  public static let feed = Parameter.choice(
    "feed", "The loss of a batch: the `average` over its rounds, or that of one `sampled` round.",
    default: Feed.average, why: "less variance")

  public static let card = AlgorithmCard(
    id: "batched-exp3", family: .bandit,
    summary: "exp3 that draws an arm for a whole batch of rounds, so that it switches seldom.",
    setting: "Any rewards of a known range, also chosen by an adversary, with a switching cost c; the horizon.",
    rewards: .range,
    rule: [
      "N batches of floor(T/N) rounds, the first T mod N of them one longer.",
      "A ~ p for a batch, p proportional to exp(-eta S); S_A += loss / p_A,",
      "the loss of a batch being the average of 1 - X over it, or that of one round of it, drawn in advance.",
      "auto: N = floor((K ln K / 2)^(1/3) (T / c)^(2/3)) within [1, T]; eta = sqrt(2 ln K / (K N)).",
    ],
    parameters: [batches, feed, RateParameter.parameter, SwitchingCost.parameter, UnitRewards.range],
    example: ["batches": 20],
    swift: "try BatchedExp3(problem, batches: 20)",
    guarantee: """
      For rewards fixed in advance: expected regret at most ceil(T/N) ln K / eta + eta T K / 2 and at most N - 1 \
      switches; with auto the sum of both, cost included, is about 3 c^(1/3) (K ln K / 2)^(1/3) T^(2/3) (own analysis; \
      the rate is that of Dekel, Ding, Koren and Peres 2014). `bound` is on the regret alone.
      """,
    complexity: "O(1) per round, O(K) with K exponentials per batch.",
    randomness: "One uniform per batch; with `sampled` one integer more.",
    numerics: "Sums of estimates, weights relative to the largest.",
    deviations: "Batches of unequal lengths count alike.",
    guide: """
      For switching costs when only the loss of your own arm is seen. Where losses of other arms can be observed, \
      batched-omd is better by far; tsallis-switch needs no horizon. Without a switching cost take exp3.
      """,
    reference: """
      The mini-batches of R. Arora, O. Dekel and A. Tewari, Online Bandit Learning against an Adaptive Adversary: from \
      Regret to Policy Regret, ICML 2012, around exp3.
      """,
    isAnytime: false, metrics: [.bound, .boundHolds])

  let batches: Int
  let rate: Double
  private let bound: Double
  private let horizon: Int
  private let averages: Bool
  private var leader: FollowTheRegularizedLeader
  private var estimates: [Double]
  private var arm = 0
  private var batch = 0
  private var nextBatch = 1
  private var observedRound = 1
  private var length = 1
  private var loss = 0.0
  private let rewards: UnitRewards

  public init(settings: Settings, problem: BanditProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      problem, batches: settings[Self.batches], feed: settings[Self.feed],
      learningRate: settings[RateParameter.parameter], switchingCost: settings[SwitchingCost.parameter],
      range: settings[UnitRewards.range])
  }

  /// Creates the policy: `BatchedExp3(problem, batches: 20)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, the range of rewards is not
  ///   known, or there are more batches than rounds.
  public init(
    _ problem: BanditProblem, batches: Int? = Self.batches.default, feed: Feed = Self.feed.default,
    learningRate: Double? = RateParameter.parameter.default, switchingCost: Double? = SwitchingCost.parameter.default,
    range: ClosedRange<Double>? = UnitRewards.range.default
  ) throws(InvalidSettings) {
    try Self.batches.check(batches)
    try RateParameter.parameter.check(learningRate)
    try SwitchingCost.parameter.check(switchingCost)
    rewards = try UnitRewards(problem, range: range, for: Self.card.id)
    let count = Double(problem.armCount)
    let entropy = Double.log(count)
    horizon = problem.horizon
    if let batches {
      guard batches <= horizon else {
        throw InvalidSettings("batches", "found \(batches); accepted: at most one for each of the \(horizon) rounds")
      }
      self.batches = batches
    } else {
      let best = BatchTuning.bestCount(
        actionCount: problem.armCount, horizon: horizon, variance: count,
        switchingCost: SwitchingCost.value(switchingCost, problem, rewards: rewards))
      self.batches = best < Double(horizon) ? max(1, Int(best)) : horizon
    }
    let tuned = (2 * entropy / (count * Double(self.batches))).squareRoot()
    // With one arm every rate is as good as any.
    rate = learningRate ?? (tuned > 0 ? tuned : 1)
    bound =
      (Double(horizon) / Double(self.batches)).rounded(.up) * entropy / rate + rate * Double(horizon) * count / 2
    averages = feed == .average
    leader = FollowTheRegularizedLeader(.entropy, items: problem.armCount)
    estimates = Array(repeating: 0, count: problem.armCount)
  }

  public var caveats: [String] { rewards.caveats }

  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if round == nextBatch {
      length = horizon / batches + (batch < horizon % batches ? 1 : 0)
      batch += 1
      nextBatch = round + length
      loss = 0
      leader.follow(rate: rate)
      arm = leader.item(at: noise.uniform())
      observedRound = averages ? nextBatch - 1 : round + noise.integer(below: length)
    }
    return arm
  }

  /// Updates the estimate of the arm when the batch has been seen.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) {
    let reward = rewards.unit(reward)
    if averages { loss += (1 - reward) / Double(length) }
    guard round == observedRound else { return }
    estimates[arm] = (averages ? loss : 1 - reward) / leader.weights[arm]
    leader.add(estimates)
    estimates[arm] = 0
  }

  /// The probability with which the arm of this batch was drawn.
  func probability(of arm: Int) -> Double { leader.weights[arm] }

  /// The bound on the regret alone, without the cost of switches.
  public var adversarialBound: Double? { rewards.bound(bound) }
}
