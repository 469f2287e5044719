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
  public init(truth: SemiBanditTruth, noise: ObservationNoise) {
    precondition(
      noise != .bernoulli || truth.curves.allSatisfy { $0.means.allSatisfy { (0...1).contains($0) } },
      "means are probabilities")
    self.truth = truth
    self.noise = noise
    means = truth.curves.flatMap(\.means)
    var place = -1
    offsets = truth.curves.map { curve in
      defer { place += curve.depth }
      return place
    }
    idleTimes = truth.idleTimes
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
  public static let card = EnvironmentCard(
    id: "recovering", family: .semiBandit,
    summary: "Arms whose reward drops when they are pulled and recovers while they rest; up to K of N per period.",
    dynamics:
      """
      Pulling arm i in period t pays X with mean R_i(tau), tau = t - (period of its latest pull), R_i(tau) = R_i(D_i) \
      for tau > D_i. Start `zero`: as if all arms had been pulled in period 0; `recovered`: tau = D_i in period 1. Arms \
      meet only in the capacity.
      """,
    feedback: "The reward of each arm pulled; idle times follow from one's own pulls.",
    truth: "The curves R_i.",
    comparators:
      """
      upper-bound: t UB, UB the largest sum of F_i(x_i) with sum of x_i <= K, F_i the concave hull of (0, 0) and the \
      points (1/d, R_i(d)/d); from `recovered` a policy may earn up to sum of R_i(D_i) more. planner: t times what the \
      schedule of purely-periodic earns per period. gamma: t gamma_K UB. policy: the exact optimum over all sequences \
      of sets, where the product of the depths, the number of sets and the horizon multiply to at most 5 10^8 and no \
      curve is random; missing elsewhere. pseudo, realized: the K best arms, only where every depth is 1.
      """,
    parameters: [
      AnyParameter(
        "capacity", "How many arms can be pulled in a period, K.", .whole(1...1000), default: .value(.whole(1)),
        why: "the bandit's one arm per period"),
      AnyParameter(
        "arms", "The curve of each arm: a table, a formula or a random curve.",
        .list(of: CurveSource.kind, count: 1...largestArmCount), default: .required),
      AnyParameter(
        "copies", "How many arms each entry of `arms` stands for, one beside the other.", .whole(1...largestArmCount),
        default: .value(.whole(1)), why: "one entry, one arm"),
      AnyParameter(
        "depth", "How many idle times formulas and random curves tell apart, D.", .whole(1...1000),
        default: .value(.whole(31)), unit: "periods", why: "waiting times 0 to 30, as in the public experiments"),
      AnyParameter(
        "start", "How rested the arms are before the first period.", .choice(RecoveryStart.allCases.map(\.rawValue)),
        default: .value(.text(RecoveryStart.zero.rawValue)), why: "under it the upper bound holds without correction"),
      ObservationNoise.parameter,
      AnyParameter(
        "lookahead", "How many periods the comparator of the extra `lookahead_regret` looks ahead.", .whole(1...20),
        default: .value(.whole(1)), unit: "periods", why: "the best set of the moment"),
    ],
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
  private let fixed: SemiBanditTruth?
  private let lookahead: Int
  public let problem: SemiBanditProblem

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    noise = try settings[ObservationNoise.parameter]
    lookahead = settings.whole("lookahead")
    let (depth, copies) = (settings.whole("depth"), settings.whole("copies"))
    var sources: [CurveSource] = []
    var meanCount = 0
    for (index, setting) in settings.list("arms").enumerated() {
      guard case .object(let arm) = setting else { preconditionFailure("arms are objects") }
      let source = try CurveSource(settings: arm, depth: depth, at: "arms[\(index)]")
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
    let start = RecoveryStart(rawValue: settings.text("start"))!
    let capacity = settings.whole("capacity")
    problem = SemiBanditProblem(
      horizon: horizon, capacity: capacity, depths: sources.map(\.depth), start: start,
      meanRange: RecoveringModel.range(of: sources), isNondecreasing: sources.allSatisfy(\.isNondecreasing))
    let curves = sources.compactMap(\.fixedCurve)
    if curves.count == sources.count {
      fixed = SemiBanditTruth(
        curves: curves, capacity: capacity, start: start, lookahead: lookahead,
        optimum: RecoveringModel.optimum(curves, capacity: capacity, start: start, horizon: horizon))
    } else {
      fixed = nil
    }
  }

  /// The bound, the planner's value and the reach of the exact optimum, for curves that are the same in all replications.
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

  /// The arms of a replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> RecoveringBandit {
    if let fixed { return RecoveringBandit(truth: fixed, noise: noise) }
    var curves: [RecoveryCurve] = []
    for source in sources { curves.append(source.draw(from: &stream)) }
    return RecoveringBandit(
      truth: SemiBanditTruth(
        curves: curves, capacity: problem.capacity, start: problem.start, lookahead: lookahead),
      noise: noise)
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
