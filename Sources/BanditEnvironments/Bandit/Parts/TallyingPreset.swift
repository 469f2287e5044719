import BanditCards
import BanditGames

/// The hard instances of tallying bandits.
struct TallyingPreset {
  /// The instances that a replication draws from, all alike.
  let variants: [[TallyingArm]]
  /// Whether the literature's instance has its best arm anywhere.
  let isShuffled: Bool

  /// What a scenario may say.
  static let variants = [
    ParameterKind.Variant("needle", [arms]),
    ParameterKind.Variant(
      "plateau",
      [
        arms,
        AnyParameter(
          "scale", "The gap is this times sqrt(memory arms / horizon), at most 1/2.", .number(.nonNegative),
          default: .value(.number(1))),
      ]),
    ParameterKind.Variant("alternate"),
    ParameterKind.Variant(
      "trap",
      [
        AnyParameter(
          "hidden", "Whether arm 1 loses 0 at full tally; if not, it always loses 1.", .flag,
          default: .value(.flag(true)))
      ]),
  ]

  private static let arms = AnyParameter(
    "arms", "The number of arms.", .whole(1...ArmMeans.maximumArmCount), default: .required)

  /// The losses of all instances take up to this much room, in numbers.
  private static let limit = 10_000_000

  /// Lists the instances.
  ///
  /// - Throws: `InvalidSettings` if the preset does not go with the memory, or its instances do not fit into memory.
  init(settings: Settings, memory: Int, horizon: Int) throws(InvalidSettings) {
    func equal(_ loss: Double, count: Int) -> [TallyingArm] {
      Array(repeating: TallyingArm(loss: .affine(zero: loss, full: loss)), count: count)
    }
    let atFullTally = TallyingArm(loss: .step(threshold: Double(memory), below: 1, above: 0))
    switch settings.text("kind") {
    case "needle":
      variants = [[atFullTally] + equal(1, count: settings.whole("arms") - 1)]
      isShuffled = true
    case "plateau":
      let count = settings.whole("arms")
      // In floating point: the product may be more than a whole number holds.
      guard Double(memory / 24 + 1) * Double(memory) * Double(count) <= Double(TallyingPreset.limit) else {
        throw InvalidSettings(
          "memory",
          """
          \(memory / 24 + 1) instances of the preset plateau with \(count) arms and a memory of \(memory); accepted: \
          at most \(TallyingPreset.limit) for (memory/24 + 1) times memory times arms
          """)
      }
      let gap = min(
        0.5, settings.number("scale") * (Double(memory) * Double(count) / Double(horizon)).squareRoot())
      variants = (memory - memory / 24...memory).map { tally in
        var losses = Array(repeating: 0.5, count: memory)
        losses[tally - 1] -= gap
        return [TallyingArm(loss: .table(losses))] + equal(0.5, count: count - 1)
      }
      isShuffled = true
    case "alternate":
      guard memory == 2 else {
        throw InvalidSettings("memory", "found \(memory); accepted: 2 with the preset alternate")
      }
      variants = [Array(repeating: TallyingArm(loss: .table([0, 1])), count: 2)]
      isShuffled = false
    default:
      variants = [equal(0.5, count: 1) + (settings.flag("hidden") ? [atFullTally] : equal(1, count: 1))]
      isShuffled = false
    }
  }
}
