import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// K arms whose losses depend on how often each was pulled in the last m rounds, by weights.
///
/// A pull of arm a in round t has the mean loss h_a(y), y = sum over j < min(m, t) of w_a[j] 1{A_{t-j} = a}: the
/// present pull counts, rounds before the first do not. Policies get 1 - loss as their reward, accounts hold minus the
/// loss.
public struct WeightedTallyingBandit: BanditEnvironment {
  /// The arms.
  public let arms: [TallyingArm]
  /// The rounds that count, m.
  public let memory: Int
  /// The comparators; with memory 1 also the means.
  public let truth: BanditTruth
  private let noise: ObservationNoise
  private let fullTallies: [Double]
  /// The mean of each arm at tallies 1...m, arm by arm, if all weights are flat; else empty.
  private let meansByCount: [Double]
  private let bestMean: Double
  private var window: TallyWindow

  /// Creates the arms.
  ///
  /// - Parameters:
  ///   - arms: at least one; lists of weights have length `memory`.
  ///   - memory: m, at least 1.
  ///   - noise: what is observed.
  ///   - horizon: how far comparators reach.
  public init(arms: [TallyingArm], memory: Int, noise: ObservationNoise, horizon: Int) {
    self.init(
      arms: arms, memory: memory, noise: noise, horizon: horizon,
      sequences: TallyingComparators(arms: arms, memory: memory, horizon: horizon).sequences)
  }

  init(arms: [TallyingArm], memory: Int, noise: ObservationNoise, horizon: Int, sequences: SequenceComparator) {
    self.arms = arms
    self.memory = memory
    self.noise = noise
    fullTallies = arms.map { $0.weights.sum(memory: memory) }
    window = TallyWindow(memory: memory, weights: arms.map(\.weights))
    // Repeating an arm leads through all its counts.
    let isCounting = arms.allSatisfy { $0.weights == .flat } && arms.count * memory <= 1_000_000
    meansByCount = isCounting ? sequences.repeated.flatMap(\.means) : []
    let tallies = RememberingArms.Tallies(
      memory: memory, areFlat: memory == 1 || arms.allSatisfy { $0.weights == .flat }, areExact: noise == .deterministic
    )
    if memory == 1 {
      let means = sequences.repeated.map(\.longRunMean)
      bestMean = means.max()!
      let coins = noise == .bernoulli ? StationaryMeans.laiRobbins(ofCoins: means.map { 1 + $0 }) : nil
      truth = BanditTruth(
        means: means, sequences: sequences, dependsOnHistory: false, laiRobbins: coins, tallies: tallies,
        rewardOffset: 1)
    } else {
      bestMean = .nan
      truth = BanditTruth(
        means: sequences.repeated.map { $0.total(through: horizon) / Double(horizon) }, sequences: sequences,
        dependsOnHistory: true, tallies: tallies, rewardOffset: 1)
    }
  }

  public var armCount: Int { arms.count }

  public var rewardRange: ClosedRange<Double>? { noise.isBounded ? 0...1 : nil }

  public var noiseScale: Double? { noise.scale }

  /// Pulls an arm; as many draws as the noise takes.
  public mutating func pull(_ arm: Int, at round: Int, noise: inout RoundNoise) -> ArmOutcome {
    let tally = window.pull(arm)
    let mean =
      meansByCount.isEmpty
      ? -arms[arm].loss.loss(at: tally, full: fullTallies[arm]) : meansByCount[arm * memory + Int(tally) - 1]
    return ArmOutcome(reward: self.noise.observe(1 + mean, noise: &noise), mean: mean, bestMean: bestMean)
  }
}

/// The environment `weighted-tallying` of scenario files.
public struct WeightedTallyingModel: EnvironmentModel {
  /// Where the arms come from.
  public enum Arms: Hashable, Sendable {
    /// These.
    case list([TallyingArm])
    /// A hard instance.
    case preset(TallyingPreset)
  }

  /// `memory` of scenario files.
  public static let memory = Parameter.whole(
    "memory", "The rounds that count for a tally, m, the present one included.", 1...maximumMemory, unit: "rounds")
  /// `arms` of scenario files.
  public static let arms = Parameter<[TallyingArm]?>(
    AnyParameter(
      "arms", "The weights and the loss of each arm; or give `preset`.",
      .list(
        of: .object([
          AnyParameter(
            "weights",
            """
            How much a pull j rounds ago weighs: `flat` 1, `linear` 1 - j/m, `{"decay": r}` r^j, or a list of m \
            weights.
            """, TallyWeights.kind, default: .value(.text("flat"))),
          AnyParameter("loss", "The mean loss by the tally.", LossCurve.kind, default: .required),
        ]), count: 1...ArmMeans.maximumArmCount), default: .absent("`preset` is given")),
    read: {
      guard case .list(let elements)? = $0 else { return nil }
      return elements.compactMap { element in
        guard case .object(let arm) = element, let weights = arm["weights"] else { return nil }
        return TallyingArm(weights: TallyWeights(weights), loss: LossCurve(arm.object("loss")))
      }
    },
    write: {
      $0.map { arms in
        .list(arms.map { .object(["weights": $0.weights.setting, "loss": .object($0.loss.settings)]) })
      }
    })
  /// `preset` of scenario files.
  public static let preset = Parameter<TallyingPreset?>(
    AnyParameter(
      "preset",
      """
      A hard instance. `needle`: one arm loses 0 at full tally, everything else 1. `plateau`: everything loses 1/2 but \
      one arm at one tally y in ceil(23m/24)...m, drawn for each replication, which loses 1/2 - scale sqrt(m arms / \
      horizon). `alternate` (memory 2): two arms that lose 0 unless pulled twice in a row, then 1. `trap`: arm 0 loses \
      1/2, arm 1 loses 1, but 0 at full tally unless `hidden` is false.
      """,
      .variant(tag: "kind", TallyingPreset.kinds), default: .absent("`arms` is given")),
    read: { if case .object(let preset)? = $0 { TallyingPreset(preset) } else { nil } },
    write: { $0.map { .object($0.settings) } })
  /// `bestArm` of scenario files.
  public static let bestArm = Parameter<ArmOrder?>.choice(
    "bestArm", "`given`: the arms keep the order given; `random`: each replication shuffles them.",
    absent: "`random` for the presets needle and plateau, else `given`")
  /// `requireREO` of scenario files.
  public static let requireREO = Parameter.flag(
    "requireREO",
    """
    Whether the scenario is refused if repeated exposure optimality fails or cannot be checked (weights neither \
    flat nor with a monotone loss, and a memory above 20).
    """, default: false)

  public static let card = EnvironmentCard(
    id: "weighted-tallying", family: .bandit,
    summary: "K arms whose losses depend on a weighted count of their pulls in the last m rounds.",
    dynamics: """
      Pulling arm a in round t has the mean loss h_a(y) with the tally y = sum over j < min(m, t) of w_a[j] 1{A_{t-j} \
      = a}: the present pull (j = 0) counts. Bernoulli losses are drawn so that the reward 1 - loss is u < 1 - h from \
      one uniform u; with memory 1 these are the rewards of a bernoulli bandit with means 1 - h.
      """,
    feedback: "The reward 1 - loss of the arm pulled; neither m, the weights nor the tally.",
    truth: "The mean loss of each pull given the history, as a negative number, and the comparators.",
    comparators: """
      policy: the best sequence of arms by exact dynamic programming over the windows of the last m - 1 pulls, where \
      their number times K times the horizon is at most 10^8; else missing. policy-lower: t h*, h* the least loss at \
      full tally, if no pull of any arm can lose less (repeated exposure optimality), within m - 1 of the best \
      sequence; else missing. policy-constant: the best arm pulled in every round. pseudo, realized, dynamic and \
      simple with memory 1 only. Reward, value and benchmark are minus the loss.
      """,
    parameters: [memory, arms, preset, bestArm, ObservationNoise.parameter, requireREO],
    example: ["memory": 4, "preset": ["kind": "needle", "arms": 3]],
    swift: "try WeightedTallyingModel(memory: 4, arms: .preset(.needle(arms: 3)), horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .bandit),
    notes: """
      Stochastic, time-invariant, dependent on the history (memory 1: stationary); rewards in [0, 1] unless the noise \
      is gaussian. A round costs O(1) for flat, linear and decaying weights, O(m) for listed ones.
      """,
    reference: """
      D. Malik, C. Igoe, Y. Li and A. Singh, weighted tallying bandits (arXiv 2305.02955), ICML 2023; tallying \
      bandits, complete policy regret, the presets needle (appendix C.2), plateau (appendix B) and alternate \
      (counterexample 3): D. Malik, Y. Li and A. Singh, Complete Policy Regret Bounds for Tallying Bandits, COLT 2022. \
      The form of the weights, the noise and the preset trap are our own.
      """,
    mainNotion: .policyLower)

  static let maximumMemory = 1_000_000

  private let memory: Int
  private let horizon: Int
  private let noise: ObservationNoise
  private let isShuffled: Bool
  /// What a replication draws from, all alike.
  private let variants: [(arms: [TallyingArm], sequences: SequenceComparator)]
  private let prototype: WeightedTallyingBandit
  /// Why no replication knows `policy-lower`; `nil` if some does.
  private let violation: String?
  public let problem: BanditProblem
  /// Which comparators apply, and whether repeated exposure optimality holds.
  public let facts: [String]

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    let (list, preset) = (try settings[Self.arms], try settings[Self.preset])
    let arms: Arms
    switch (list, preset) {
    case (let list?, nil): arms = .list(list)
    case (nil, let preset?): arms = .preset(preset)
    case (nil, nil): throw InvalidSettings("", "give `arms` or `preset`")
    default: throw InvalidSettings(Self.preset.name, "both `arms` and `preset` are given; keep one")
    }
    try self.init(
      memory: settings[Self.memory], arms: arms, bestArm: settings[Self.bestArm],
      noise: settings[ObservationNoise.parameter], requireREO: settings[Self.requireREO], horizon: horizon)
  }

  /// Creates the model: `WeightedTallyingModel(memory: 4, arms: .preset(.needle(arms: 3)), horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, weights or the preset do not
  ///   go with the memory, the arms do not fit into memory, or required exposure optimality does not hold.
  public init(
    memory: Int, arms: Arms, bestArm: ArmOrder? = Self.bestArm.default,
    noise: ObservationNoise = ObservationNoise.parameter.default, requireREO: Bool = Self.requireREO.default,
    horizon: Int
  ) throws(InvalidSettings) {
    try Self.memory.check(memory)
    self.memory = memory
    self.horizon = horizon
    self.noise = noise
    let lists: [[TallyingArm]]
    switch arms {
    case .preset(let preset):
      try Self.preset.check(preset)
      lists = try preset.variants(memory: memory, horizon: horizon)
      isShuffled = bestArm.map { $0 == .random } ?? preset.isShuffled
    case .list(let list):
      try Self.arms.check(list)
      for (index, arm) in list.enumerated() {
        try arm.weights.check(memory: memory, at: "arms[\(index)].weights")
        try arm.loss.check(at: "arms[\(index)].loss")
      }
      lists = [list]
      isShuffled = bestArm == .random
    }
    try WeightedTallyingModel.check(lists[0], memory: memory)
    let comparators = lists.map { TallyingComparators(arms: $0, memory: memory, horizon: horizon) }
    if requireREO, let violation = comparators.compactMap(\.violation).first {
      throw InvalidSettings("requireREO", violation)
    }
    facts =
      comparators.count == 1
      ? comparators[0].facts
      : [
        "repeated exposure optimality holds in \(comparators.count { $0.violation == nil }) of \(comparators.count) "
          + "instances that a replication draws from; policy-lower is missing in the others",
        comparators[0].facts.last!,
      ]
    let violations = comparators.compactMap(\.violation)
    violation = violations.count == comparators.count ? violations[0] : nil
    variants = zip(lists, comparators).map { ($0, $1.sequences) }
    prototype = WeightedTallyingBandit(
      arms: variants[0].arms, memory: memory, noise: noise, horizon: horizon, sequences: variants[0].sequences)
    problem = BanditProblem(
      armCount: lists[0].count, horizon: horizon, rewardRange: noise.isBounded ? 0...1 : nil, noiseScale: noise.scale)
  }

  /// `policy-lower` without repeated exposure optimality, `policy` where it is out of reach, and, with a memory, what
  /// speaks of best arms.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .policyLower: violation
    case .policy: variants.allSatisfy { $0.sequences.optimum == nil } ? SequenceComparator.outOfReach : nil
    default: memory == 1 ? notion.absenceBesideDraws : notion.absenceBesideMemory
    }
  }

  public var largestGap: Double? { variants.count == 1 ? prototype.truth.largestGap : nil }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> WeightedTallyingBandit {
    if variants.count == 1 && !isShuffled { return prototype }
    let (arms, sequences) = variants[variants.count == 1 ? 0 : stream.integer(below: variants.count)]
    let places = isShuffled ? stream.permutation(of: arms.count) : Array(arms.indices)
    return WeightedTallyingBandit(
      arms: places.map { arms[$0] }, memory: memory, noise: noise, horizon: horizon,
      sequences: sequences.shuffled(places))
  }

  /// Refuses what would not fit into memory.
  private static func check(_ arms: [TallyingArm], memory: Int) throws(InvalidSettings) {
    let limit = 10_000_000
    guard arms.count <= limit / memory else {
      throw InvalidSettings(
        "memory",
        "\(counted: arms.count, "arm") with a memory of \(memory); accepted: arms times memory at most \(limit)")
    }
  }
}
