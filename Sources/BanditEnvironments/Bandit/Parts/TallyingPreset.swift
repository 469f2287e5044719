import BanditCards
import BanditGames

/// The hard instances of tallying bandits.
public enum TallyingPreset: Hashable, Sendable {
  /// One arm loses 0 at full tally, everything else 1.
  case needle(arms: Int)
  /// Everything loses 1/2, but one arm at one tally, drawn for each replication, loses less.
  case plateau(arms: Int, scale: Double = 1)
  /// Two arms that lose 0 unless pulled twice in a row, then 1; with memory 2.
  case alternate
  /// Arm 0 loses 1/2, arm 1 loses 1, but 0 at full tally if that is hidden there.
  case trap(hidden: Bool = true)

  /// Whether the literature's instance has its best arm anywhere.
  var isShuffled: Bool {
    switch self {
    case .needle, .plateau: true
    case .alternate, .trap: false
    }
  }

  /// The instances that a replication draws from, all alike.
  ///
  /// - Throws: `InvalidSettings` if the preset does not go with the memory, or its instances do not fit into memory.
  func variants(memory: Int, horizon: Int) throws(InvalidSettings) -> [[TallyingArm]] {
    func equal(_ loss: Double, count: Int) -> [TallyingArm] {
      Array(repeating: TallyingArm(loss: .affine(zero: loss, full: loss)), count: count)
    }
    let atFullTally = TallyingArm(loss: .step(threshold: Double(memory), below: 1, above: 0))
    switch self {
    case .needle(let count):
      return [[atFullTally] + equal(1, count: count - 1)]
    case .plateau(let count, let scale):
      // In floating point: the product may be more than a whole number holds.
      guard Double(memory / 24 + 1) * Double(memory) * Double(count) <= Double(TallyingPreset.limit) else {
        throw InvalidSettings(
          "memory",
          """
          \(counted: memory / 24 + 1, "instance") of the preset plateau with \(counted: count, "arm") and a memory of \
          \(memory); accepted: \
          at most \(TallyingPreset.limit) for (memory/24 + 1) times memory times arms
          """)
      }
      let gap = min(0.5, scale * (Double(memory) * Double(count) / Double(horizon)).squareRoot())
      return (memory - memory / 24...memory).map { tally in
        var losses = Array(repeating: 0.5, count: memory)
        losses[tally - 1] -= gap
        return [TallyingArm(loss: .table(losses))] + equal(0.5, count: count - 1)
      }
    case .alternate:
      guard memory == 2 else {
        throw InvalidSettings("memory", "found \(memory); accepted: 2 with the preset alternate")
      }
      return [Array(repeating: TallyingArm(loss: .table([0, 1])), count: 2)]
    case .trap(let hidden):
      return [equal(0.5, count: 1) + (hidden ? [atFullTally] : equal(1, count: 1))]
    }
  }

  // MARK: Settings

  /// What a scenario may say.
  static let kinds = [
    ParameterKind.Variant("needle", [armCount]),
    ParameterKind.Variant(
      "plateau",
      [
        armCount,
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

  private static let armCount = AnyParameter(
    "arms", "The number of arms.", .whole(1...ArmMeans.maximumArmCount), default: .required)

  /// The losses of all instances take up to this much room, in numbers.
  private static let limit = 10_000_000

  /// Reads settings of one of the `kinds`.
  init(_ settings: Settings) {
    switch settings.text("kind") {
    case "needle": self = .needle(arms: settings.whole("arms"))
    case "plateau": self = .plateau(arms: settings.whole("arms"), scale: settings.number("scale"))
    case "alternate": self = .alternate
    default: self = .trap(hidden: settings.flag("hidden"))
    }
  }

  /// The settings that name the preset.
  var settings: Settings {
    switch self {
    case .needle(let count): ["kind": .text("needle"), "arms": .whole(count)]
    case .plateau(let count, let scale):
      ["kind": .text("plateau"), "arms": .whole(count), "scale": .number(scale)]
    case .alternate: ["kind": .text("alternate")]
    case .trap(let hidden): ["kind": .text("trap"), "hidden": .flag(hidden)]
    }
  }
}
