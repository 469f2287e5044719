import BanditCards
import BanditGames
import BanditStreams

/// Arms whose means are the same in all rounds, or change from phase to phase.
public struct KnapsackInstance: KnapsackEnvironment {
  /// How outcomes come from means.
  enum Law: Hashable, Sendable {
    /// The means themselves.
    case deterministic
    /// A coin for the reward and one for each resource, all independent.
    case coins
    /// All or nothing: with a probability for each arm the whole reward and the whole consumption, else neither.
    case sales([Double])
  }

  public let truth: KnapsackTruth
  private let law: Law
  /// The round after the last one of each phase of the first cycle, counted from 0.
  private let ends: [Int]

  init(_ truth: KnapsackTruth, law: Law) {
    self.truth = truth
    self.law = law
    var end = 0
    ends = truth.phases.map { phase in
      // Phases beyond the horizon are never met.
      end += min(phase.rounds, truth.problem.horizon)
      return end
    }
  }

  /// The phase of a round.
  private func phase(at round: Int) -> Int {
    if ends.count == 1 { return 0 }
    let place = (round - 1) % (ends.last ?? 1)
    var phase = 0
    while ends[phase] <= place { phase += 1 }
    return phase
  }

  /// Draws an outcome: nothing, one uniform number for each coin, or one for all.
  public mutating func pull(_ arm: Int, at round: Int, into outcome: inout KnapsackOutcome, noise: inout RoundNoise) {
    let phase = phase(at: round)
    let mean = truth.phases[phase].rewards[arm]
    switch law {
    case .deterministic:
      outcome.reward = mean
      for resource in outcome.consumption.indices {
        outcome.consumption[resource] = truth.phases[phase].consumptions[resource][arm]
      }
    case .coins:
      outcome.reward = noise.uniform() < mean ? 1 : 0
      for resource in outcome.consumption.indices {
        outcome.consumption[resource] = noise.uniform() < truth.phases[phase].consumptions[resource][arm] ? 1 : 0
      }
    case .sales(let probabilities):
      let sells = noise.uniform() < probabilities[arm]
      let scale = sells ? 1 / probabilities[arm] : 0
      outcome.reward = mean * scale
      for resource in outcome.consumption.indices {
        outcome.consumption[resource] = truth.phases[phase].consumptions[resource][arm] * scale
      }
    }
  }
}

/// How much there is of each resource.
public enum KnapsackBudget: Hashable, Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// So much in all, B.
  case total(Double)
  /// So much per round of the horizon: B = rate T.
  case rate(Double)

  /// A budget in all.
  public init(floatLiteral value: Double) { self = .total(value) }

  /// A budget in all.
  public init(integerLiteral value: Int) { self = .total(Double(value)) }

  /// B.
  func amount(horizon: Int) -> Double {
    switch self {
    case .total(let amount): amount
    case .rate(let rate): rate * Double(horizon)
    }
  }
}

/// What the models of knapsacks have in common.
enum KnapsackSettings {
  static let maximumArms = 1000
  static let maximumResources = 50

  private static let amount = NumberRange(lower: .excluded(0), upper: .included(1e12))
  /// `budget` of scenario files.
  static let budget = Parameter<KnapsackBudget>(
    AnyParameter(
      "budget",
      """
      How much there is of each resource in all, B, or `{"rate": b}` for B = b T; a pull takes at most 1.
      """,
      .either([
        .number(amount),
        .oneKey([AnyParameter("rate", "B / T.", .number(amount), default: .required, unit: "resource per round")]),
      ]), default: .required, unit: "resource"),
    read: { setting in
      if case .object(let object)? = setting { return .rate(object["rate"]?.asNumber ?? .nan) }
      return .total(setting?.asNumber ?? .nan)
    },
    write: {
      switch $0 {
      case .total(let amount): .number(amount)
      case .rate(let rate): .object(["rate": .number(rate)])
      }
    })
  /// `nullArm` of scenario files.
  static let nullArm = Parameter.flag(
    "nullArm", "Whether there is an arm that brings and takes nothing, after all others.", default: true,
    why: "the setting of the linear programme")

  /// Kinds of the means of a phase.
  static let rewardsKind = ParameterKind.list(of: .number(.unit), count: 1...maximumArms)
  static let consumptionsKind = ParameterKind.list(of: rewardsKind, count: 1...maximumResources)

  static let feedback = "The reward and the consumption of the arm pulled. Of the null arm nothing."
  static let stop = """
    The run stops with the pull that brings the consumption of a resource to the budget or beyond; what that pull earns \
    counts, and nothing happens afterwards. With the horizon it stops in any case.
    """

  /// What the manifest says of the benchmark.
  static func facts(_ truth: KnapsackTruth) -> [String] {
    if let programme = truth.programme {
      return ["the linear programme earns \(programme.value) per round with the distribution \(programme.mixture)"]
    }
    guard let best = truth.fixedDistribution else {
      return ["the linear programme has no end: the benchmark is missing"]
    }
    return ["the best fixed distribution earns \(best.value(after: truth.problem.horizon)): \(best.mixture)"]
  }

  static func rows(_ setting: Setting?) -> [[Double]] {
    guard case .list(let rows)? = setting else { return [] }
    return rows.map { $0.asNumbers ?? [] }
  }

  static func setting(_ rows: [[Double]]) -> Setting { .list(rows.map { .list($0.map { .number($0) }) }) }

  /// Refuses means that are not one for each arm.
  static func check(rewards: [Double], consumptions: [[Double]], at path: String) throws(InvalidSettings) {
    if let place = consumptions.firstIndex(where: { $0.count != rewards.count }) {
      throw InvalidSettings(
        "\(path)consumptions[\(place)]",
        "found \(counted: consumptions[place].count, "number"); accepted: one for each of the \(rewards.count) rewards")
    }
  }
}

/// A model of knapsacks that are the same in every replication.
public protocol GivenKnapsackModel: EnvironmentModel where Instance == KnapsackInstance, Problem == KnapsackProblem {
  /// The instance of every replication.
  var knapsack: KnapsackInstance { get }
}

extension GivenKnapsackModel {
  /// What learners may know.
  public var problem: KnapsackProblem { knapsack.truth.problem }

  /// The arms, the same in every replication.
  public func instance(of replication: Int, from stream: inout RandomStream) -> KnapsackInstance { knapsack }

  /// The same.
  public var commonInstance: KnapsackInstance? { knapsack }

  /// The means of all phases, and the optimum after each round where they change.
  public var modelBytes: Int {
    let entries = knapsack.truth.phases.count * problem.armCount * (problem.resourceCount + 1)
    return 64 * entries + 16 * (knapsack.truth.fixedDistribution?.rounds.count ?? 0)
  }

  /// A few numbers for each arm and resource.
  public var replicationBytes: Int { 256 * problem.actionCount * (problem.resourceCount + 1) }

  /// The benchmark that there is.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .knapsackLP where knapsack.truth.phases.count > 1: "means change from phase to phase"
    case .knapsackLP where knapsack.truth.fixedDistribution != nil:
      "an adversary's outcomes are compared with fixed-distribution"
    case .fixedDistribution where knapsack.truth.programme != nil:
      "means never change: knapsack-lp is what to compare with"
    default: nil
    }
  }
}
