import BanditCards
import BanditStreams

extension Family {
  /// A slate of items out, a click on one of them or none back.
  public static let slate = Family(
    "slate", "A slate of items out, a click on one of them or none back.", noise: .action, mainNotion: .dynamic)
}

/// Users who are shown slates: the truth of one replication.
public protocol SlateEnvironment: Sendable {
  /// Whether what every slate is worth is the same in all rounds.
  var isStatic: Bool { get }

  /// Shows a slate, of different items.
  ///
  /// - Parameters:
  ///   - luck: a uniform number for each item of the slate, that of the item's next showing (or of the round), so that
  ///     the choice can be coupled item by item.
  ///   - outsideLuck: a uniform number of the round for the choice of nothing.
  ///   - noise: at an address of the round of its own.
  mutating func choose(
    from slate: [Int], luck: [Double], outsideLuck: Double, at round: Int, noise: inout RoundNoise
  ) -> SlateOutcome
}

/// What happens to a slate: only the click reaches the learner.
public struct SlateOutcome: Hashable, Sendable {
  /// The item clicked; `nil` for none.
  public let click: Int?
  /// The probability of a click on the slate.
  public let clickProbability: Double
  /// The largest probability of a click on any slate of this size in this round.
  public let bestClickProbability: Double

  /// Creates an outcome.
  public init(click: Int?, clickProbability: Double, bestClickProbability: Double) {
    self.click = click
    self.clickProbability = clickProbability
    self.bestClickProbability = bestClickProbability
  }
}

/// A learner that shows slates.
public protocol SlateLearner: Sendable {
  /// Adds the items of a round's slate, as many as it holds, to an empty one; rounds count from 1.
  mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise)

  /// Updates with the item that was clicked; `nil` for none.
  mutating func observe(click: Int?, on slate: [Int], at round: Int)
}

/// What a learner may know of slates before it starts.
public struct SlateProblem: ProblemStatement, Hashable {
  /// The number of items, N.
  public let itemCount: Int
  /// How many different items a slate shows, S; at most N.
  public let slateSize: Int
  /// The number of rounds, T.
  public let horizon: Int

  /// Creates a problem.
  ///
  /// - Precondition: `1 <= slateSize <= itemCount`.
  public init(itemCount: Int, slateSize: Int, horizon: Int) {
    precondition((1...max(1, itemCount)).contains(slateSize) && itemCount >= 1, "a slate needs items")
    self.itemCount = itemCount
    self.slateSize = slateSize
    self.horizon = horizon
  }

  /// One for each item, one for the choice of nothing, one for what else happens in a round.
  public var addressCount: Int { itemCount + 2 }

  /// The items.
  public var items: [Int] { Array(0..<itemCount) }
}

/// Users who are shown slates, whatever their type.
public struct AnySlates: SlateEnvironment, ErasedEnvironment {
  private var base: any SlateEnvironment

  public static func erases(_ type: Any.Type) -> Bool { type is any SlateEnvironment.Type }

  public init?(erasing instance: any Sendable) {
    guard let base = instance as? any SlateEnvironment else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public var isStatic: Bool { base.isStatic }

  public mutating func choose(
    from slate: [Int], luck: [Double], outsideLuck: Double, at round: Int, noise: inout RoundNoise
  ) -> SlateOutcome {
    base.choose(from: slate, luck: luck, outsideLuck: outsideLuck, at: round, noise: &noise)
  }
}

/// A learner that shows slates, whatever its type.
public struct AnySlateLearner: SlateLearner, ErasedLearner {
  private var base: any SlateLearner

  public init?(erasing learner: any Sendable) {
    guard let base = learner as? any SlateLearner else { return nil }
    self.base = base
  }

  public var erased: any Sendable { base }

  public mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    base.selectSlate(into: &slate, at: round, noise: &noise)
  }

  public mutating func observe(click: Int?, on slate: [Int], at round: Int) {
    base.observe(click: click, on: slate, at: round)
  }
}
