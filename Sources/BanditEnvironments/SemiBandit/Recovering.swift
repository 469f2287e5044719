import BanditCards
import BanditComparators
import BanditGames
import BanditNumerics
import BanditStreams

/// Arms whose reward drops when they are pulled and recovers while they rest; up to K of them per period.
public struct RecoveringBandit: SemiBanditEnvironment {
  /// The curves, the capacity and the start.
  public let truth: SemiBanditTruth
  /// What is observed of a mean.
  public let noise: ObservationNoise
  /// All curves, one after the other.
  private let means: [Double]
  /// The place before the first mean of each arm.
  private let offsets: [Int]
  private var idleTimes: IdleTimes

  /// Creates the arms.
  ///
  /// - Precondition: for the noise `bernoulli` all means are in [0, 1].
  public init(_ arms: RecoveringArms, noise: ObservationNoise) {
    precondition(
      noise != .bernoulli || arms.curves.allSatisfy { $0.means.allSatisfy { (0...1).contains($0) } },
      "the noise \"bernoulli\" needs means in [0, 1]")
    truth = SemiBanditTruth(armCount: arms.curves.count, capacity: arms.capacity, comparator: arms)
    self.noise = noise
    means = arms.curves.flatMap(\.means)
    var place = -1
    offsets = arms.curves.map { curve in
      defer { place += curve.depth }
      return place
    }
    idleTimes = arms.idleTimes
  }

  /// Pulls an arm, at most once a period; as many words as the noise takes.
  public mutating func pull(_ arm: Int, at round: Int, noise stream: inout RoundNoise) -> PullOutcome {
    let mean = means[offsets[arm] + idleTimes.idleTime(of: arm, at: round)]
    idleTimes.pull(arm, at: round)
    return PullOutcome(reward: noise.observe(mean, noise: &stream), mean: mean)
  }
}

/// The environment `recovering` of scenario files.
public struct RecoveringModel: EnvironmentModel {
  /// `capacity` of scenario files.
  public static let capacity = Parameter.whole(
    "capacity", "How many arms can be pulled in a period, K.", 1...1000, default: 1,
    why: "the bandit's one arm per period")
  /// `arms` of scenario files.
  public static let arms = Parameter<[CurveFormula]>(
    AnyParameter(
      "arms", "The curve of each arm: a table, a formula or a random curve.",
      .list(of: CurveFormula.kind, count: 1...largestArmCount), default: .required),
    read: { setting in
      guard case .list(let list)? = setting else { return [] }
      return list.compactMap { CurveFormula($0) }
    },
    write: { .list($0.map(\.setting)) })
  /// `copies` of scenario files.
  public static let copies = Parameter.whole(
    "copies", "How many arms each entry of `arms` stands for, side by side.", 1...largestArmCount, default: 1,
    why: "one entry, one arm")
  /// `depth` of scenario files.
  public static let depth = Parameter.whole(
    "depth", "How many idle times formulas and random curves tell apart, D.", 1...1000, default: 31, unit: "periods",
    why: "waiting times 0 to 30, as in the public experiments")
  /// `start` of scenario files.
  public static let start = Parameter.choice(
    "start", "How rested the arms are before the first period.", default: RecoveryStart.zero,
    why: "under it the upper bound holds without correction")
  /// `noise` of scenario files.
  public static let noise = ObservationNoise.parameter
  /// `lookahead` of scenario files.
  public static let lookahead = Parameter.whole(
    "lookahead", "How many periods the comparator of the extra `lookahead_regret` looks ahead.", 1...20, default: 1,
    unit: "periods", why: "the best set of the moment")

  public static let card = EnvironmentCard(
    id: "recovering", family: .semiBandit,
    summary: "Arms whose reward drops when they are pulled and recovers while they rest; up to K of N per period.",
    dynamics:
      """
      Pulling arm i in period t pays X with mean R_i(tau), tau = t - (period of its latest pull), R_i(tau) = R_i(D_i) \
      for tau > D_i. Start `zero`: as if all arms had been pulled in period 0; `recovered`: tau = D_i in period 1. \
      Arms meet only in the capacity.
      """,
    feedback: "The reward of each arm pulled; idle times follow from your own pulls.",
    truth: "The curves R_i.",
    comparators:
      """
      upper-bound: t UB, UB the largest sum of F_i(x_i) with sum of x_i <= K, F_i the concave hull of (0, 0) and the \
      points (1/d, R_i(d)/d); from `recovered` a policy may earn up to sum of R_i(D_i) more. planner: t times what the \
      schedule of purely-periodic earns per period. gamma: t gamma_K UB. policy: the exact optimum over all sequences \
      of sets, where the product of the depths, the number of sets and the horizon multiply to at most 5 10^8 and no \
      curve is random; missing elsewhere. pseudo, realized: the K best arms, only where every depth is 1.
      """,
    parameters: [capacity, arms, copies, depth, start, noise, lookahead],
    example: ["arms": [["table": [0.1, 0.6]], ["logistic": "random"]]],
    swift: "try RecoveringModel(arms: [.table([0.1, 0.6]), .randomLogistic], horizon: 1000)",
    facts: EnvironmentFacts(
      .stochastic, isStationary: true, remembers: true, rewards: .settings, feedback: .semiBandit),
    notes:
      """
      Stochastic, history-dependent; rewards in [0, 1] if the means are and the noise is not gaussian. The noise \
      bernoulli needs means in [0, 1]. A Gaussian process has a billionth of its variance as independent noise on each \
      mean.
      """,
    reference:
      """
      D. Simchi-Levi, Z. Zheng and F. Zhu, Dynamic planning and learning under recovering rewards, ICML 2021 (the \
      setting); C. Pike-Burke and S. Grunewalder, Recovering bandits, NeurIPS 2019 (the formulas and their random \
      parameters).
      """
  )

  private let sources: [CurveSource]
  private let noise: ObservationNoise
  private let fixed: RecoveringArms?
  private let start: RecoveryStart
  private let lookahead: Int
  public let problem: SemiBanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      arms: settings[Self.arms], horizon: horizon, capacity: settings[Self.capacity], copies: settings[Self.copies],
      depth: settings[Self.depth], start: settings[Self.start], noise: settings[Self.noise],
      lookahead: settings[Self.lookahead])
  }

  /// Creates the model: `RecoveringModel(arms: [.table([0.1, 0.6]), .randomLogistic], horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, or the arguments do not go
  ///   together.
  public init(
    arms: [CurveFormula], horizon: Int, capacity: Int = Self.capacity.default, copies: Int = Self.copies.default,
    depth: Int = Self.depth.default, start: RecoveryStart = Self.start.default,
    noise: ObservationNoise = Self.noise.default, lookahead: Int = Self.lookahead.default
  ) throws(InvalidSettings) {
    try Self.capacity.check(capacity)
    try Self.arms.check(arms)
    try Self.copies.check(copies)
    try Self.depth.check(depth)
    try Self.noise.check(noise)
    try Self.lookahead.check(lookahead)
    self.noise = noise
    self.lookahead = lookahead
    var sources: [CurveSource] = []
    var meanCount = 0
    for (index, arm) in arms.enumerated() {
      let source = try CurveSource(arm, depth: depth, at: "arms[\(index)]")
      if noise == .bernoulli {
        guard let range = source.range, range.lowerBound >= 0, range.upperBound <= 1 else {
          let found = source.range.map { "means from \($0.lowerBound) to \($0.upperBound)" } ?? "means without bounds"
          throw InvalidSettings(
            "arms[\(index)]", "found \(found); accepted with the noise \"bernoulli\": means in [0, 1]")
        }
      }
      meanCount += source.depth * copies
      guard sources.count + copies <= RecoveringModel.largestArmCount, meanCount <= RecoveringModel.largestMeanCount
      else {
        throw InvalidSettings(
          "arms",
          """
          more than \(RecoveringModel.largestArmCount) arms or \(RecoveringModel.largestMeanCount) means in all; \
          accepted: fewer arms, copies or idle times
          """)
      }
      sources += Array(repeating: source, count: copies)
    }
    self.sources = sources
    self.start = start
    problem = SemiBanditProblem(
      horizon: horizon, capacity: capacity, depths: sources.map(\.depth), start: start,
      meanRange: RecoveringModel.range(of: sources), noiseScale: noise.scale,
      isNondecreasing: sources.allSatisfy(\.isNondecreasing))
    let curves = sources.compactMap(\.fixedCurve)
    if curves.count == sources.count {
      fixed = RecoveringArms(
        curves: curves, capacity: capacity, start: start, lookahead: lookahead,
        optimum: RecoveringModel.optimum(curves, capacity: capacity, start: start, horizon: horizon))
    } else {
      fixed = nil
    }
  }

  /// The bound, the planner's value and the reach of the exact optimum, for curves that are the same in all
  /// replications.
  public var facts: [String] {
    guard let fixed else { return ["the comparators are those of each replication's curves"] }
    let share = PeriodicPlanner.guaranteedShare(capacity: fixed.capacity)
    var facts = ["per period the upper bound is \(fixed.upperBound)"]
    // A scenario is read at once, whatever its size.
    if fixed.curves.count * fixed.capacity <= 20_000 {
      facts.append("the planner earns \(fixed.plan.value(on: fixed.curves))")
    }
    facts.append("the share gamma_\(fixed.capacity) of the bound is \(share * fixed.upperBound)")
    let reach = fixed.optimum == nil ? "too large to compute" : "computed"
    return [facts.joined(separator: ", ") + "; the exact optimum of the notion policy is \(reach)"]
  }

  /// `policy` where it is out of reach, and what speaks of a best set where arms need rest.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .policy where fixed == nil: "the curves are random"
    case .policy where fixed?.optimum == nil: "the exact optimum is too large to compute"
    case .pseudo, .realized: fixed?.bestFixedMean == nil ? "arms need rest, so that there is no best fixed set" : nil
    default: nil
    }
  }

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> RecoveringBandit {
    if let fixed { return RecoveringBandit(fixed, noise: noise) }
    var curves: [RecoveryCurve] = []
    for source in sources { curves.append(source.draw(from: &stream)) }
    return RecoveringBandit(
      RecoveringArms(curves: curves, capacity: problem.capacity, start: start, lookahead: lookahead), noise: noise)
  }

  private static let largestArmCount = 10_000
  private static let largestMeanCount = 1_000_000
  private static let largestProgramme = 500_000_000

  private static func optimum(
    _ curves: [RecoveryCurve], capacity: Int, start: RecoveryStart, horizon: Int
  ) -> Once<[Double]>? {
    guard curves.count <= RecoveringOptimum.largestArmCount,
      let size = RecoveringOptimum.size(curves: curves, capacity: capacity), horizon <= largestProgramme / size
    else { return nil }
    return Once {
      RecoveringOptimum(curves: curves, capacity: capacity).totals(from: start, periods: horizon)
    }
  }

  /// [0, 1] if it holds all means, else the smallest interval that does, if there is one.
  private static func range(of sources: [CurveSource]) -> ClosedRange<Double>? {
    let ranges = sources.compactMap(\.range)
    guard ranges.count == sources.count else { return nil }
    let (low, high) = (ranges.map(\.lowerBound).min()!, ranges.map(\.upperBound).max()!)
    return low >= 0 && high <= 1 ? 0...1 : low...high
  }
}
