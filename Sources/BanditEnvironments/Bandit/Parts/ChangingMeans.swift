import BanditCards
import BanditGames

/// Where laws that change come from.
public enum ChangingMeans: Sendable {
  /// Lengths and what arms pay, in their order; the last one lasts to the horizon.
  case segments([Segment])
  /// Means that are drawn anew from a prior at change points; without a prior, uniformly on [0, 1].
  case drawn(arms: Int, changes: Int, gaps: Gaps = .fixed, clock: Clock = .shared, prior: ScalarLaw? = nil)

  /// A number of rounds during which no law changes.
  public struct Segment: Sendable {
    /// What arms pay.
    public enum Arms: Sendable {
      /// Coins with these probabilities; or normal rewards with these means, where standard deviations are given for all
      /// segments or this one.
      case means([Double], sd: ArmValues? = nil)
      /// A law for each arm.
      case laws([ScalarLaw])
    }

    /// How many rounds it lasts.
    public let length: Int
    /// What arms pay.
    public let arms: Arms

    /// Creates a segment.
    public init(length: Int, means: [Double], sd: ArmValues? = nil) {
      self.init(length: length, arms: .means(means, sd: sd))
    }

    /// Creates a segment.
    public init(length: Int, arms: Arms) {
      self.length = length
      self.arms = arms
    }
  }

  /// The rounds between changes.
  public enum Gaps: String, Sendable, CaseIterable {
    /// Equal.
    case fixed
    /// Geometric, drawn for each replication.
    case geometric
  }

  /// Which arms change together.
  public enum Clock: String, Sendable, CaseIterable {
    /// All.
    case shared
    /// Each arm changes on a clock of its own.
    case perArm = "per-arm"
  }

  /// The segments up to the horizon, and what their arms pay.
  ///
  /// - Parameter sd: the standard deviations of normal rewards of segments that do not give their own; `nil` for coins.
  /// - Throws: `InvalidSettings` if segments have different numbers of arms, a coin has a mean outside [0, 1], or a law
  ///   has no mean.
  static func segments(
    of list: [Segment], sd: ArmValues?, horizon: Int
  ) throws(InvalidSettings) -> (segments: [BanditTruth.Segment], payoffs: [PiecewiseBandit.Payoffs]) {
    var segments: [BanditTruth.Segment] = []
    var payoffs: [PiecewiseBandit.Payoffs] = []
    var remaining = horizon
    for (index, segment) in list.enumerated() {
      let path = "segments[\(index)]"
      let means: [Double]
      let paid: PiecewiseBandit.Payoffs
      let name: String
      switch segment.arms {
      case .means(let list, let own):
        means = list
        name = "mean"
        if let deviations = own ?? sd {
          paid = .normal(
            try deviations.values(for: list.count, at: own == nil ? "sd" : "\(path).sd", "standard deviation"))
        } else if let arm = list.firstIndex(where: { !(0...1).contains($0) }) {
          throw InvalidSettings(
            "\(path).means[\(arm)]",
            "found \(list[arm]); accepted: a number in [0, 1], for arms that pay 0 or 1; give `sd` for normal rewards")
        } else {
          paid = .coins
        }
      case .laws(let laws):
        name = "law"
        var found: [Double] = []
        for (arm, law) in laws.enumerated() {
          guard let mean = law.mean else { throw InvalidSettings("\(path).arms[\(arm)]", ArmsModel.noMean) }
          found.append(mean)
        }
        means = found
        paid = .laws(laws)
      }
      if let first = segments.first, first.means.count != means.count {
        throw InvalidSettings(
          "\(path).\(name == "law" ? "arms" : "means")",
          "\(counted: means.count, name), but the first segment has \(first.means.count); give one for each arm")
      }
      if remaining > 0 {
        segments.append(BanditTruth.Segment(firstRound: horizon - remaining + 1, means: means))
        payoffs.append(paid)
      }
      remaining -= min(segment.length, remaining)
    }
    return (segments, payoffs)
  }
}

extension ChangingMeans.Segment {
  /// What a segment may say.
  static let keys = [
    AnyParameter("length", "How long it lasts.", .whole(from: 1), default: .required, unit: "rounds"),
    AnyParameter(
      "means", "The mean reward of each arm; in [0, 1] without `sd`.",
      .list(of: .number(ScalarLaw.values), count: 1...ArmMeans.maximumArmCount), default: .absent("`arms` is given"),
      unit: "reward"),
    ArmMeans.deviations(
      "The standard deviation of normal rewards in this segment: a number, or one for each arm.",
      absent: "that of all segments"
    ).description,
    AnyParameter(
      "arms", "The law of each arm's rewards.",
      .list(of: ScalarLaw.kind, count: 1...ArmMeans.maximumArmCount), default: .absent("`means` is given")),
  ]

  /// Reads an object with `keys`.
  ///
  /// - Throws: `InvalidSettings` if it has not exactly one of `means` and `arms`, or a law is refused.
  init(_ setting: Setting, at path: String) throws(InvalidSettings) {
    guard case .object(let segment) = setting else { throw InvalidSettings(path, "accepted: an object") }
    let length = segment.whole("length")
    if case .list(let laws)? = segment["arms"] {
      if let key = ["means", "sd"].first(where: segment.has) {
        throw InvalidSettings("\(path).\(key)", "`\(key)` does not go with `arms`; keep one of them")
      }
      self.init(length: length, arms: .laws(try [ScalarLaw](laws, at: "\(path).arms")))
    } else if let means = segment["means"]?.asNumbers {
      self.init(length: length, means: means, sd: ArmValues(segment["sd"]))
    } else {
      throw InvalidSettings(path, "give `means`, or `arms` with a law for each arm")
    }
  }

  /// The object that `init(_:at:)` reads.
  var setting: Setting {
    switch arms {
    case .means(let means, let sd):
      let deviation = sd.map { [Settings.Entry("sd", $0.setting)] } ?? []
      return .object(
        Settings([.init("length", .whole(length)), .init("means", .list(means.map { .number($0) }))] + deviation))
    case .laws(let laws):
      return .object(["length": .whole(length), "arms": .list(laws.map { .object($0.settings) })])
    }
  }
}
