import BanditCards
import BanditGames
import BanditStreams

/// The order of the arms.
public enum ArmOrder: String, Sendable, CaseIterable {
  /// As they are given.
  case given
  /// Shuffled for each replication.
  case random
}

/// Where the means of a bandit's arms come from.
public enum ArmMeans: Sendable {
  /// These.
  case list([Double])
  /// A law that each replication draws the mean of each arm from, independently.
  case drawn(arms: Int, from: ScalarLaw)
  /// A family of instances; arm 0 is the best one.
  case preset(Preset, arms: Int)

  /// A family of instances.
  public enum Preset: Hashable, Sendable {
    /// One arm that is better by the gap than all others, whose mean is the base.
    case oneGoodArm(base: Double, gap: Double)
    /// Means that fall by the gap from an arm to the next.
    case linearGaps(best: Double, gap: Double)
    /// (1 + epsilon)/2 for the best arm, 1/2 for the others; `nil` is the hardest value for the horizon,
    /// min(1, sqrt(arms/horizon)).
    case minimax(epsilon: Double? = nil)
  }

  /// `bestArm` of scenario files.
  public static let bestArm = Parameter.choice(
    "bestArm",
    """
    `given`: the arms keep the order given; `random`: each replication shuffles them, so that no index is \
    favoured.
    """, default: ArmOrder.given)

  static let maximumArmCount = 1_000_000

  /// What standard deviations of rewards may be.
  static let deviationRange = NumberRange.closed(0...1e100)

  /// The parameter `sd` where it may be left out; `absent` says what that means.
  static func deviations(_ meaning: String, absent: String) -> Parameter<ArmValues?> {
    ArmValues.parameter("sd", meaning, deviationRange, absent: absent, unit: "reward")
  }

  /// The preset of one good arm among equals.
  static let oneGoodArm = ParameterKind.Variant(
    "one-good-arm",
    [
      AnyParameter("base", "The mean of every arm but the best.", .number(.finite), default: .required, unit: "reward"),
      AnyParameter(
        "gap", "How much better the best arm is.", .number(.nonNegative), default: .required, unit: "reward"),
    ])

  /// The preset of equally spaced means.
  static let linearGaps = ParameterKind.Variant(
    "linear-gaps",
    [
      AnyParameter("best", "The mean of the best arm.", .number(.finite), default: .required, unit: "reward"),
      AnyParameter(
        "gap", "The step from an arm to the next.", .number(.nonNegative), default: .required, unit: "reward"),
    ])

  /// The preset of the lower-bound family: (1 + epsilon)/2 for the best arm, 1/2 for the others.
  static let minimax = ParameterKind.Variant(
    "minimax",
    [
      AnyParameter(
        "epsilon", "Twice the gap.", .number(.unit),
        default: .absent("min(1, sqrt(arms/horizon)), the hardest value for that horizon"), unit: "reward")
    ])
}

// MARK: Parameters

extension ArmMeans {
  /// The parameters by which a card asks for the means of arms.
  public struct Parameters: Sendable {
    /// `means` of scenario files.
    public let means: Parameter<[Double]?>
    /// `arms` of scenario files.
    public let arms: Parameter<Int?>
    /// `prior` of scenario files.
    public let prior: Parameter<ScalarLaw?>
    /// `preset` of scenario files.
    public let preset: Parameter<Preset?>
    /// What a mean may be.
    private let range: NumberRange

    /// Declares them.
    ///
    /// - Parameters:
    ///   - range: what a mean may be.
    ///   - priors: the laws that means may be drawn from.
    ///   - presets: the families of instances on offer.
    init(range: NumberRange, priors: [ParameterKind.Variant], presets: [ParameterKind.Variant]) {
      self.range = range
      means = Parameter(
        AnyParameter(
          "means", "The mean reward of each arm; or give `arms` with `prior` or `preset`.",
          .list(of: .number(range), count: 1...maximumArmCount), default: .absent("`arms` is given"),
          unit: "reward"),
        read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
      arms = .whole(
        "arms", "The number of arms, with `prior` or `preset`.", 1...maximumArmCount, absent: "`means` is given")
      prior = .law(
        "prior", "The law that each replication draws its means from, independently for each arm.", priors,
        absent: "`means` or `preset` is given")
      preset = Parameter(
        AnyParameter(
          "preset", "A family of instances; arm 0 is the best one.", .variant(tag: "kind", presets),
          default: .absent("`means` or `prior` is given")),
        read: { if case .object(let preset)? = $0 { Preset(preset) } else { nil } },
        write: { $0.map { .object($0.settings) } })
    }

    /// All of them, and `bestArm`, in the order of cards.
    var list: [any CardParameter] { [means, arms, prior, preset, ArmMeans.bestArm] }

    /// What settings ask for.
    ///
    /// - Throws: `InvalidSettings` if they ask for nothing, or for several things.
    func value(of settings: Settings) throws(InvalidSettings) -> ArmMeans {
      let given = [means.name, arms.name].filter { settings.has($0) }
      guard given.count == 1 else {
        throw InvalidSettings(
          given.last ?? "",
          given.isEmpty
            ? "give `means`, or `arms` with `prior` or `preset`"
            : "both `means` and `arms` are given; keep one of them")
      }
      let laws = [prior.name, preset.name].filter { settings.has($0) }
      guard let armCount = try settings[arms] else {
        if let law = laws.first {
          throw InvalidSettings(law, "`\(law)` goes with `arms`, not with `means`; keep one of them")
        }
        return .list(try settings[means] ?? [])
      }
      if laws.count == 1 {
        if let law = try settings[prior] { return .drawn(arms: armCount, from: law) }
        if let preset = try settings[preset] { return .preset(preset, arms: armCount) }
      }
      throw InvalidSettings(laws.last ?? "arms", "`arms` goes with exactly one of `prior` and `preset`")
    }

    /// What replications draw their means by.
    ///
    /// - Throws: `InvalidSettings` if a mean, the number of arms, the prior or the preset is not accepted.
    func draw(of value: ArmMeans, _ order: ArmOrder, horizon: Int) throws(InvalidSettings) -> ArmDraw {
      switch value {
      case .list(let list):
        try means.check(list)
        return ArmDraw(source: .fixed(list), armCount: list.count, isShuffled: order == .random)
      case .drawn(let armCount, let law):
        try arms.check(armCount)
        try prior.check(law)
        return ArmDraw(source: .prior(law), armCount: armCount, isShuffled: order == .random)
      case .preset(let preset, let armCount):
        try arms.check(armCount)
        try self.preset.check(preset)
        let list = preset.means(armCount: armCount, horizon: horizon)
        if let arm = list.firstIndex(where: { !range.contains($0) }) {
          throw InvalidSettings("preset", "arm \(arm) would have the mean \(list[arm]); accepted: \(range)")
        }
        return ArmDraw(source: .fixed(list), armCount: armCount, isShuffled: order == .random)
      }
    }
  }
}

extension ArmMeans.Preset {
  /// Reads a setting that the kind accepts.
  fileprivate init(_ settings: Settings) {
    switch settings.text("kind") {
    case ArmMeans.oneGoodArm.name: self = .oneGoodArm(base: settings.number("base"), gap: settings.number("gap"))
    case ArmMeans.linearGaps.name: self = .linearGaps(best: settings.number("best"), gap: settings.number("gap"))
    default: self = .minimax(epsilon: settings["epsilon"]?.asNumber)
    }
  }

  fileprivate var settings: Settings {
    switch self {
    case .oneGoodArm(let base, let gap):
      ["kind": .text(ArmMeans.oneGoodArm.name), "base": .number(base), "gap": .number(gap)]
    case .linearGaps(let best, let gap):
      ["kind": .text(ArmMeans.linearGaps.name), "best": .number(best), "gap": .number(gap)]
    case .minimax(nil): ["kind": .text(ArmMeans.minimax.name)]
    case .minimax(let epsilon?): ["kind": .text(ArmMeans.minimax.name), "epsilon": .number(epsilon)]
    }
  }

  fileprivate func means(armCount: Int, horizon: Int) -> [Double] {
    switch self {
    case .oneGoodArm(let base, let gap):
      return (0..<armCount).map { $0 == 0 ? base + gap : base }
    case .linearGaps(let best, let gap):
      return (0..<armCount).map { best - Double($0) * gap }
    case .minimax(let given):
      let epsilon = given ?? min(1, (Double(armCount) / Double(horizon)).squareRoot())
      return (0..<armCount).map { $0 == 0 ? (1 + epsilon) / 2 : 0.5 }
    }
  }
}

/// What each replication draws the means of its arms by.
struct ArmDraw: Sendable {
  enum Source {
    case fixed([Double])
    case prior(ScalarLaw)
  }

  let source: Source
  let armCount: Int
  let isShuffled: Bool

  /// The gap of the worst arm, which no order of the arms changes; `nil` where each replication draws its own means.
  var largestGap: Double? {
    guard case .fixed(let means) = source, let best = means.max(), let worst = means.min() else { return nil }
    return best - worst
  }

  /// The means of a replication and, for each arm, its place in the order given.
  func draw(from stream: inout RandomStream) -> (means: [Double], places: [Int]) {
    let means: [Double]
    switch source {
    case .fixed(let list):
      means = list
    case .prior(let law):
      means = (0..<armCount).map { _ in law.sample(from: &stream) }
    }
    guard isShuffled else { return (means, Array(0..<armCount)) }
    let places = stream.permutation(of: armCount)
    return (places.map { means[$0] }, places)
  }
}
