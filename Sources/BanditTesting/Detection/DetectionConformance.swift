import BanditCards
import BanditGames
import BanditStreams

/// What every learner that watches a stream of symbols must do, whatever its rule.
public enum DetectionConformance {
  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// Predictions are positive and sum to 1; an alarm locates the change in a round that has been. Hostile worlds have
  /// streams of one symbol, of alternating ones, with one great change, of many symbols, and of very few rounds.
  public static func violations<Learner: DetectionLearner & Configurable<DetectionProblem>>(
    of type: Learner.Type, settings: Settings = [:], isRandomized: Bool = false
  ) -> [String] {
    GameConformance<DetectionGame<Tape, Recorder<Learner, [Double]>>, Learner, [Double]>(
      arena, settings: settings, isRandomized: isRandomized
    ).violations()
  }

  /// Given symbols, which start over when they end.
  private struct Tape: DetectionEnvironment {
    let symbols: [Int]
    let symbolCount: Int
    var changes: [LawChange] { [] }
    var unknownFrom: Int? { 1 }
    var probabilities: [Double]? { nil }

    func gaps(atChange round: Int) -> [Double]? { nil }

    mutating func next(at round: Int, noise: inout RoundNoise) -> Int { symbols[(round - 1) % symbols.count] }
  }

  private static var arena: ScriptedArena<Tape, DetectionProblem> {
    let long = Array(repeating: 0, count: 100) + Array(repeating: 1, count: 100)
    let hostile = [
      world("one round", [1], 2, rounds: 1), world("two rounds", [0, 1], 2, rounds: 2),
      world("the first symbol alone", [0], 2), world("the last symbol alone", [4], 5),
      world("alternating symbols", [0, 1], 2), world("each symbol in its turn", Array(0..<50), 50),
      world("one great change", long, 2), world("a rare symbol", long.dropLast(99) + [2], 3),
      world("many symbols", Array(0..<1000), 1000, rounds: 20),
    ]
    var noise = RandomStream(key: StreamKey(seed: 0))
    let uniforms = (0..<320).map { _ in noise.uniform() }
    // Blocks of forty random symbols with different laws.
    let changing = uniforms.indices.map { uniforms[$0] < 0.8 ? $0 / 40 % 3 : Int(15 * (uniforms[$0] - 0.8)) }
    return ScriptedArena(rounds: 160, hostile: hostile) { world("an ordinary world", changing, 3, rounds: $0) }
  }

  private static func world(
    _ name: String, _ symbols: [Int], _ symbolCount: Int, rounds: Int = 200
  ) -> ScriptedWorld<Tape, DetectionProblem> {
    ScriptedWorld(
      name, Tape(symbols: symbols, symbolCount: symbolCount),
      DetectionProblem(symbolCount: symbolCount, horizon: rounds), rounds: rounds, choices: symbolCount,
      mayBeRefused: false)
  }
}

/// An entry: the predictions before a round, and the change that an alarm in it locates, or 0.
extension Recorder: DetectionLearner where Base: DetectionLearner, Entry == [Double] {
  public func probability(of symbol: Int) -> Double { base.probability(of: symbol) }

  public mutating func observe(_ symbol: Int, at round: Int, noise: inout RoundNoise) -> Int? {
    let probabilities = (0..<choices).map { base.probability(of: $0) }
    let change = base.observe(symbol, at: round, noise: &noise)
    entries.append(probabilities + [Double(change ?? 0)])
    if let change, !(1...round).contains(change) { fault = "locates a change in round \(change) of \(round)" }
    if !probabilities.isDistribution || probabilities.contains(0) { fault = "predicts \(probabilities)" }
    return change
  }
}
