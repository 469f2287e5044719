import BanditCards
import BanditGames
import BanditStreams

/// What every learner that shows slates must do, whatever its rule.
public enum SlateConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// A slate has as many different items as the problem says. Hostile worlds have one item, slates of all items, one
  /// round, users who always click, never, or on one item alone.
  public static func violations<Learner: SlateLearner & Configurable<SlateProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool
  ) -> [String] {
    GameConformance<SlateGame<ScriptedClicks, Recorder<Learner, [Int]>>, Learner, [Int]>(
      arena, settings: settings, isRandomized: isRandomized
    ).violations()
  }

  private static var arena: ScriptedArena<ScriptedClicks, SlateProblem> {
    let hostile = [
      world("one item", items: 1, size: 1, clicks: [nil, 0, 0, nil]), world("one round", rounds: 1, clicks: [0]),
      world("slates of all items", items: 4, size: 4, clicks: [2, nil, 0, 3]),
      world("many items", items: 200, size: 7, clicks: [nil, 6, 0]), world("always a click", clicks: [0]),
      world("never a click", clicks: [nil]), world("clicks on the last place", clicks: [2, 2, nil]),
    ]
    return ScriptedArena(rounds: 60, hostile: hostile) {
      world("an ordinary world", items: 8, rounds: $0, clicks: [0, nil, 1, nil, nil, 2, 0, nil, 1])
    }
  }

  private static func world(
    _ name: String, items: Int = 6, size: Int = 3, rounds: Int = 60, clicks: [Int?]
  ) -> ScriptedWorld<ScriptedClicks, SlateProblem> {
    // Two addresses besides those of the items.
    ScriptedWorld(
      name, ScriptedClicks(places: clicks), SlateProblem(itemCount: items, slateSize: size, horizon: rounds),
      rounds: rounds, choices: items, places: 3, mayBeRefused: false)
  }
}

/// Users who click on given places of slates: no chance at all.
public struct ScriptedClicks: SlateEnvironment {
  private let places: [Int?]

  /// Creates the users.
  ///
  /// - Parameter places: for each round the place that is clicked, `nil` for none; repeated when they end. A place that
  ///   a slate does not have is its last one.
  /// - Precondition: at least one round.
  public init(places: [Int?]) {
    precondition(!places.isEmpty, "a script needs at least one round")
    self.places = places
  }

  public var isStatic: Bool { true }

  public mutating func choose(
    from slate: [Int], luck: [Double], outsideLuck: Double, at round: Int, noise: inout RoundNoise
  ) -> SlateOutcome {
    let click = places[(round - 1) % places.count].map { slate[min($0, slate.count - 1)] }
    return SlateOutcome(click: click, clickProbability: click == nil ? 0 : 1, bestClickProbability: 1)
  }
}

/// An entry: the items of a slate, in order.
extension Recorder: SlateLearner where Base: SlateLearner, Entry == [Int] {
  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    var own = ArmSelection(armCount: choices, capacity: slate.capacity)
    base.selectSlate(into: &own, at: round, noise: &noise)
    let items = own.arms
    entries.append(items)
    let isSlate =
      items.count == slate.capacity && Set(items).count == items.count && items.allSatisfy((0..<choices).contains)
    if !isSlate { fault = "shows the items \(items) of \(choices) where \(slate.capacity) are to be shown" }
    for item in isSlate ? items : Array(0..<slate.capacity) { slate.add(item) }
  }

  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {
    if fault == nil { base.observe(click: click, on: slate, at: round) }
  }
}
