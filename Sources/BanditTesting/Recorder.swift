/// A learner that decides as another one does, keeps a list of it, and keeps from the game what no learner may decide.
///
/// Each family says how it plays: an extension that makes the recorder a learner where `Base` is one, and chooses what
/// an entry of the list is. It says `fault` instead of handing on a decision that does not exist, and what the game
/// does with a harmless one in its place never reaches the learner.
public struct Recorder<Base: Sendable, Entry: Hashable & Sendable>: Sendable {
  /// The learner, as far as it has come.
  public var base: Base
  /// What it decided, and perhaps what that led to, in order.
  public var entries: [Entry] = []
  /// What it decided that no learner may; `nil` while all is well.
  public var fault: String?
  /// How many there are to choose from: arms, actions, channels, symbols.
  public let choices: Int
  /// For how many places a decision is made at once, such as the states of a policy.
  public let places: Int

  /// Creates a recorder with an empty list.
  public init(_ base: Base, choices: Int, places: Int = 1) {
    self.base = base
    self.choices = choices
    self.places = places
  }

  /// The choice if there is such a one; else 0, a fault, and an entry for the list.
  ///
  /// - Parameters:
  ///   - choice: right if in `0..<choices`.
  ///   - verb: how the sentence about a fault begins.
  ///   - entry: what is noted of a fault.
  public mutating func admit(_ choice: Int, _ verb: String, orNote entry: Entry? = nil) -> Int {
    if (0..<choices).contains(choice) { return choice }
    fault = "\(verb) \(choice) of \(choices)"
    if let entry { entries.append(entry) }
    return 0
  }
}

extension Collection<Double> {
  /// Whether these are probabilities that sum to 1, up to rounding.
  var isDistribution: Bool { allSatisfy { $0 >= 0 } && abs(reduce(0, +) - 1) < 1e-9 }
}
