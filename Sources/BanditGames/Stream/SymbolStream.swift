import BanditStreams

/// A stream of symbols whose law may change: the truth of one replication.
public protocol SymbolStream: Sendable {
  /// The number of symbols, O; symbols count from 0.
  var symbolCount: Int { get }

  /// The changes, for the ledger alone.
  var changes: [LawChange] { get }

  /// The probability of each symbol in the round last drawn; `nil` where the stream is given, not drawn.
  var probabilities: [Double]? { get }

  /// By how much each symbol's probability changes with the first round of a new law, in absolute terms; `nil` where a
  /// law is not known, or there is no change.
  func gaps(atChange round: Int) -> [Double]?

  /// The symbol of a round; rounds follow one another from 1.
  mutating func next(at round: Int, noise: inout RoundNoise) -> Int
}
