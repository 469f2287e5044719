import BanditCards
import BanditGames
import BanditStreams

/// Where the means of a bandit's arms come from: a list, a preset or a prior; in the order given or
/// shuffled for each replication.
struct ArmMeans: Sendable {
  let armCount: Int
  private let source: Source
  private let isShuffled: Bool

  private enum Source {
    case fixed([Double])
    case prior(ScalarLaw)
  }

  /// The parameters that a card shares with every bandit whose arms have means.
  ///
  /// - Parameters:
  ///   - range: what a mean may be.
  ///   - priors: the laws that means may be drawn from.
  ///   - presets: the families of instances on offer.
  static func parameters(
    range: NumberRange, priors: [ParameterKind.Variant], presets: [ParameterKind.Variant]
  ) -> [AnyParameter] {
    [
      AnyParameter(
        "means", "The mean reward of each arm; or give `arms` with `prior` or `preset`.",
        .list(of: .number(range), count: 1...maximumArmCount), default: .absent("`arms` is given"),
        unit: "reward"),
      AnyParameter(
        "arms", "The number of arms, with `prior` or `preset`.", .whole(1...maximumArmCount),
        default: .absent("`means` is given")),
      AnyParameter(
        "prior", "The law that each replication draws its means from, independently for each arm.",
        .variant(tag: "law", priors), default: .absent("`means` or `preset` is given")),
      AnyParameter(
        "preset", "A family of instances; arm 0 is the best one.", .variant(tag: "kind", presets),
        default: .absent("`means` or `prior` is given")),
      bestArm,
    ]
  }

  /// Whether each replication shuffles the arms.
  static let bestArm = AnyParameter(
    "bestArm",
    """
    `given`: the arms stand in the order given; `random`: each replication shuffles them, so that no index is \
    favoured.
    """,
    .choice(["given", "random"]), default: .value(.text("given")))

  static let maximumArmCount = 1_000_000

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

  init(settings: Settings, horizon: Int, range: NumberRange) throws(InvalidSettings) {
    isShuffled = settings.text("bestArm") == "random"
    let given = ["means", "arms"].filter { settings.has($0) }
    guard given.count == 1 else {
      throw InvalidSettings(
        given.last ?? "",
        given.isEmpty
          ? "give `means`, or `arms` with `prior` or `preset`"
          : "both `means` and `arms` are given; keep one of them")
    }
    let laws = ["prior", "preset"].filter { settings.has($0) }
    if settings.has("means") {
      if let law = laws.first {
        throw InvalidSettings(law, "`\(law)` goes with `arms`, not with `means`; keep one of them")
      }
      let means = settings.numbers("means")
      source = .fixed(means)
      armCount = means.count
      return
    }
    armCount = settings.whole("arms")
    guard laws.count == 1 else {
      throw InvalidSettings(laws.last ?? "arms", "`arms` goes with exactly one of `prior` and `preset`")
    }
    if settings.has("prior") {
      source = .prior(try ScalarLaw(settings: settings.object("prior"), at: "prior"))
    } else {
      let means = ArmMeans.preset(settings.object("preset"), armCount: armCount, horizon: horizon)
      if let arm = means.firstIndex(where: { !range.contains($0) }) {
        throw InvalidSettings("preset", "arm \(arm) would have the mean \(means[arm]); accepted: \(range)")
      }
      source = .fixed(means)
    }
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

  private static func preset(_ preset: Settings, armCount: Int, horizon: Int) -> [Double] {
    switch preset.text("kind") {
    case oneGoodArm.name:
      let base = preset.number("base")
      return (0..<armCount).map { $0 == 0 ? base + preset.number("gap") : base }
    case linearGaps.name:
      return (0..<armCount).map { preset.number("best") - Double($0) * preset.number("gap") }
    default:
      let hardest = min(1, (Double(armCount) / Double(horizon)).squareRoot())
      let epsilon = preset.has("epsilon") ? preset.number("epsilon") : hardest
      return (0..<armCount).map { $0 == 0 ? (1 + epsilon) / 2 : 0.5 }
    }
  }
}
