import BanditCards
import BanditStreams

extension Family {
  /// A pay or no contract out, a report and the state back.
  public static let hiring = Family(
    "hiring", "A pay for a right report, or no contract, out; the report and the true state back.", noise: .round,
    mainNotion: .pseudo)
}

/// An agent who can be paid to find something out: the truth of one replication.
public protocol HiringEnvironment: Truthful where Truth == HiringTruth {
  /// What a round leads to.
  ///
  /// - Parameter pay: for a right report; `nil` if nobody is hired.
  mutating func play(_ pay: Double?, at round: Int, noise: inout RoundNoise) -> HiringOutcome
}

/// What a round leads to. Only report and state reach the learner.
public struct HiringOutcome: Sendable {
  /// What the agent reports; `nil` if nobody is hired.
  public var report: Bool?
  /// The state.
  public var state: Bool
  /// Whether the agent worked.
  public var worked: Bool
  /// What the principal can expect of the round, given the pay and what the agent does for it.
  public var mean: Double
  /// What the principal earns: 1 if the action is right, less the pay.
  public var reward: Double

  /// Creates an outcome.
  public init(report: Bool?, state: Bool, worked: Bool, mean: Double, reward: Double) {
    self.report = report
    self.state = state
    self.worked = worked
    self.mean = mean
    self.reward = reward
  }
}

/// A principal who hires.
public protocol HiringLearner: Sendable {
  /// What a right report is paid, in `0...largestPay`; `nil` for no contract. Rounds count from 1.
  mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double?

  /// Updates with a round.
  ///
  /// - Parameters:
  ///   - report: the agent's; `nil` if nobody was hired.
  ///   - state: the true one, which is seen afterwards.
  mutating func observe(report: Bool?, state: Bool, at round: Int)
}

/// What a principal may know before the first round.
public struct HiringProblem: ProblemStatement, Hashable {
  /// The largest pay, M.
  public let largestPay: Double
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  public init(largestPay: Double = 1, horizon: Int) {
    self.largestPay = largestPay
    self.horizon = horizon
  }

  /// The round alone.
  public var addressCount: Int { 1 }

  /// None.
  public var items: [Int] { [] }
}

/// An agent with two efforts, and the contract that is best for the principal: a closed form.
///
/// The state is 0 or 1 with probability 1/2. Work gives the right signal with probability q at a cost c, no work a coin's.
/// Paid w for a right report, the agent works exactly if w q - c >= w/2. The principal, who acts on the report and earns 1
/// for acting on the state, can expect q - w q of work, (1 - w)/2 of no work, and 1/2 without a contract.
public struct HiringTruth: Hashable, Sendable {
  /// The probability that work gives the right signal, q.
  public let accuracy: Double
  /// What work costs the agent, c.
  public let cost: Double
  /// The largest pay, M.
  public let largestPay: Double

  /// States the truth.
  public init(accuracy: Double, cost: Double, largestPay: Double) {
    self.accuracy = accuracy
    self.cost = cost
    self.largestPay = largestPay
  }

  /// The smallest pay for which the agent works, w* = c / (q - 1/2), whatever the largest is; infinite if none is enough.
  public var sufficientPay: Double { cost == 0 ? 0 : accuracy > 0.5 ? cost / (accuracy - 0.5) : .infinity }

  /// Whether the agent works: also where both are worth the same.
  public func works(for pay: Double) -> Bool { pay >= sufficientPay }

  /// What the principal can expect of a round.
  public func value(of pay: Double?) -> Double {
    guard let pay else { return 0.5 }
    return works(for: pay) ? accuracy - pay * accuracy : (1 - pay) / 2
  }

  /// The best pay; `nil` if it is best to hire nobody.
  public var bestPay: Double? {
    sufficientPay <= largestPay && value(of: sufficientPay) > 0.5 ? sufficientPay : nil
  }

  /// What the principal can expect of the best contract, max(q - w* q, 1/2).
  public var bestValue: Double { value(of: bestPay) }
}

/// An agent, whatever its type.
public struct AnyHiring: HiringEnvironment, ErasedEnvironment {
  private var base: any HiringEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any HiringEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any HiringEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var truth: HiringTruth { base.truth }

  public mutating func play(_ pay: Double?, at round: Int, noise: inout RoundNoise) -> HiringOutcome {
    base.play(pay, at: round, noise: &noise)
  }
}

/// A principal, whatever its type.
public struct AnyHiringLearner: HiringLearner, ErasedLearner {
  private var base: any HiringLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any HiringLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? {
    base.selectPay(at: round, noise: &noise)
  }

  public mutating func observe(report: Bool?, state: Bool, at round: Int) {
    base.observe(report: report, state: state, at: round)
  }
}
