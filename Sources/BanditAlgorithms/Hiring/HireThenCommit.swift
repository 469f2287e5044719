import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// Explore-then-commit: pays the most to see what work is worth, bisects for the pay that is enough, then stays.
public struct HireThenCommit: HiringLearner, Configurable {
  public static let card = AlgorithmCard(
    id: "hire-then-commit", family: .hiring,
    summary: "Pays the most, then bisects the pay by whether reports look informative, then commits.",
    setting: "One agent with two efforts; the largest pay M and the horizon T known, q and c not.",
    rule: [
      "N = ceil(T^(2/3)); rounds 1...N pay M: qhat = the share of right reports.",
      "Bisect [0, M] in blocks of ceil(N / log2 N) rounds at its middle: enough, if their share exceeds (1/2 + qhat)/2;",
      "until the interval is at most T^(-1/3) long. w = min(M, its upper end + T^(-1/3)).",
      "Then pay w in every round, or hire nobody if qhat - w qhat < 1/2.",
    ],
    example: [:],
    swift: "try HireThenCommit(problem)",
    guarantee: "None is claimed.",
    complexity: "O(1) per round.", randomness: "None.", numerics: "Counts are exact.",
    deviations: """
      A skeleton for one agent and two efforts: no mechanism for several agents, no rule that is strictly incentive compatible \
      for each effort. Without an agent who works for M, qhat is about 1/2 and nobody is hired.
      """,
    guide: """
      Shows what has to be learned and what it costs: q is seen, c is not, and only the agent's behaviour under different pays \
      tells it.
      """,
    reference: """
      In the spirit of F. Cacciamani, M. Castiglioni and N. Gatti, Online Information Acquisition: Hiring Multiple \
      Agents, ICLR 2024 (arXiv 2307.06210).
      """,
    isAnytime: false)

  private let largestPay: Double
  /// The rounds of the largest pay, N.
  private let safeRounds: Int
  private let blockLength: Int
  /// T^(-1/3).
  private let margin: Double
  private var low = 0.0
  private var high: Double
  /// The share of right reports for the largest pay; `nil` before it is known.
  private(set) var accuracy: Double?
  private var rightReports = 0
  private var roundsLeft: Int
  private(set) var commitment: Commitment?

  /// What is done from some round on.
  enum Commitment: Hashable, Sendable {
    /// Right reports are paid.
    case pay(Double)
    /// Nobody is hired.
    case nobody
  }

  public init(settings: Settings, problem: HiringProblem) throws(InvalidSettings) {
    _ = try Self.card.settings(settings)
    try self.init(problem)
  }

  /// Creates the learner: `HireThenCommit(problem)`.
  public init(_ problem: HiringProblem) throws(InvalidSettings) {
    largestPay = problem.largestPay
    let horizon = Double(problem.horizon)
    // An exact cube root, so that 1000 rounds make 100 and not 101.
    let root = Double.cbrt(horizon)
    safeRounds = max(1, Int((root * root * (1 - 1e-12)).rounded(.up)))
    blockLength = safeRounds < 2 ? 1 : Int((Double(safeRounds) * .log(2) / .log(Double(safeRounds))).rounded(.up))
    margin = 1 / root
    high = problem.largestPay
    roundsLeft = safeRounds
  }

  public mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? {
    switch commitment {
    case .pay(let pay): pay
    case .nobody: nil
    case nil: accuracy == nil ? largestPay : (low + high) / 2
    }
  }

  public mutating func observe(report: Bool?, state: Bool, at round: Int) {
    guard commitment == nil else { return }
    if report == state { rightReports += 1 }
    roundsLeft -= 1
    guard roundsLeft == 0 else { return }
    if let accuracy {
      let share = Double(rightReports) / Double(blockLength)
      if share > (0.5 + accuracy) / 2 { high = (low + high) / 2 } else { low = (low + high) / 2 }
    } else {
      accuracy = Double(rightReports) / Double(safeRounds)
    }
    rightReports = 0
    roundsLeft = blockLength
    if high - low <= margin { commit() }
  }

  private mutating func commit() {
    let pay = min(largestPay, high + margin)
    let accuracy = accuracy ?? 0.5
    commitment = accuracy - pay * accuracy < 0.5 ? .nobody : .pay(pay)
  }
}
