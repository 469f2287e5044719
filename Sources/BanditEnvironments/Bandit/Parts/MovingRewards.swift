import BanditCards
import BanditGames

/// What arms pay around means that move in every round.
public enum MovingRewards: String, Sendable, CaseIterable {
  /// Normal rewards.
  case gaussian
  /// 1 with the probability that is the mean, else 0.
  case bernoulli

  /// `rewards` of scenario files.
  static let parameter = Parameter.choice(
    "rewards", "`gaussian`: normal rewards; `bernoulli`: 1 with the probability that is the mean, else 0.",
    default: MovingRewards.gaussian, why: "means may move anywhere")
  /// `sd` of scenario files; `nil` where it is left out.
  static let sd = ArmMeans.deviations(
    "The standard deviation of normal rewards: a number, or one for each arm.", absent: "1, where rewards are normal")

  /// What arms pay.
  ///
  /// - Throws: `InvalidSettings` if coins have deviations, or there is not one for each arm.
  func payoffs(sd: ArmValues?, armCount: Int) throws(InvalidSettings) -> PiecewiseBandit.Payoffs {
    try Self.sd.check(sd)
    if self == .gaussian { return .normal(try (sd ?? 1).values(for: armCount, at: Self.sd.name, "standard deviation")) }
    if sd != nil {
      throw InvalidSettings(Self.sd.name, "goes with the rewards \"gaussian\"; found the rewards \"bernoulli\"")
    }
    return .coins
  }
}

/// The room that means take which move in every round: those of all rounds are there before the first.
enum MeanPaths {
  /// In numbers, of one replication.
  private static let limit = 10_000_000
  /// What a round takes besides its means, in numbers.
  private static let overhead = 9

  /// - Throws: `InvalidSettings` if the means of all rounds take more than the limit.
  static func check(armCount: Int, horizon: Int) throws(InvalidSettings) {
    let most = limit / (armCount + overhead)
    guard horizon <= most else {
      throw InvalidSettings(
        "",
        """
        the means of \(counted: armCount, "arm") in \(counted: horizon, "round") take too much memory; accepted: a \
        horizon of at most \(most), or fewer arms
        """)
    }
  }

  /// The bytes of one replication.
  static func bytes(armCount: Int, horizon: Int) -> Int { 8 * (armCount + overhead) * horizon }
}
