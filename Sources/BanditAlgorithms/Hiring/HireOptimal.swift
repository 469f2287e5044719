import BanditCards
import BanditGames
import BanditStreams

/// The best contract, by somebody who knows the agent.
public struct HireOptimal: HiringLearner, Yardstick {
  public static let card = AlgorithmCard(
    id: "hire-optimal", family: .hiring,
    summary: "Told q and c: the smallest pay that is enough, or no contract.",
    setting: "A yardstick.",
    rule: ["w* = c/(q - 1/2) if it is at most M and q - w* q > 1/2, else nobody."],
    example: [:],
    swift: "HireOptimal(problem, truth: truth)",
    guarantee: "Pseudo-regret 0.",
    complexity: "O(1) per round.", randomness: "None.",
    numerics: "Whether the agent works is decided by comparison with the same w*: no rounding comes between.",
    deviations: "None.", guide: "What the others are compared with.", reference: "A closed form of this package's own.")

  private let pay: Double?

  public init(settings: Settings, problem: HiringProblem, truth: HiringTruth) { self.init(problem, truth: truth) }

  /// Creates the yardstick: `HireOptimal(problem, truth: truth)`.
  public init(_ problem: HiringProblem, truth: HiringTruth) { pay = truth.bestPay }

  public mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? { pay }

  /// Nothing is learned.
  public mutating func observe(report: Bool?, state: Bool, at round: Int) {}
}
