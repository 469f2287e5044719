import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// What every learner of pure exploration must do, whatever its rule.
public enum ExplorationConformance {
  /// What the worlds ask for.
  public enum Worlds: Sendable, CaseIterable {
    /// Which hypothesis is true.
    case hypotheses
    /// Which vector is the best.
    case vectors
    /// Which set is the best.
    case sets
    /// Which arms reach a level.
    case levels
  }

  /// Plays a learner through the laws of `GameConformance` and says which of them it breaks.
  ///
  /// After every round the learner has an answer of the right form. Hostile worlds have one query, one answer, one round,
  /// fewer rounds than queries, and answers that are all equally good.
  public static func violations<Learner: ExplorationLearner & Configurable<ExplorationProblem>>(
    of type: Learner.Type, settings: Settings = [:], in worlds: Worlds, isRandomized: Bool = false
  ) -> [String] {
    Suite<Learner>(arena(worlds), settings: settings, isRandomized: isRandomized).violations()
  }

  /// The same for a yardstick.
  public static func violations<Learner: ExplorationLearner & Yardstick<ExplorationProblem, ExplorationTruth>>(
    ofYardstick type: Learner.Type, settings: Settings = [:], in worlds: Worlds, isRandomized: Bool = false
  ) -> [String] {
    Suite<Learner>(arena(worlds), settings: settings, isRandomized: isRandomized).violations()
  }

  private typealias Suite<Learner: ExplorationLearner> = GameConformance<
    ExplorationGame<ScriptedResponses, Recorder<Learner, [Int]>>, Learner, [Int]
  >
  private typealias World = ScriptedWorld<ScriptedResponses, ExplorationProblem>

  private static func arena(_ worlds: Worlds) -> ScriptedArena<ScriptedResponses, ExplorationProblem> {
    switch worlds {
    case .hypotheses:
      let table = HypothesisTable([
        [0.9, 0.2, 0.4, 0.7], [0.8, 0.9, 0.1, 0.6], [0.3, 0.8, 0.7, 0.2], [0.1, 0.3, 0.6, 0.9], [0.5, 0.4, 0.2, 0.1],
      ])
      let alike = HypothesisTable([[0.7, 0.3], [0.7, 0.3], [0.7, 0.3]])
      let sure = HypothesisTable((0..<6).map { row in (0..<6).map { $0 >= row ? 1 : 0 } })
      return ScriptedArena(
        rounds: 60,
        hostile: [
          world("one hypothesis", ExplorationTruth(HypothesisTable([[0.4, 0.6]]), hypothesis: 0)),
          world("one query", ExplorationTruth(HypothesisTable([[0.4], [0.6]]), hypothesis: 1)),
          world("hypotheses that are alike", ExplorationTruth(alike, hypothesis: 2)),
          world("answers without noise", ExplorationTruth(sure, hypothesis: 3)),
          world("one round", ExplorationTruth(table, hypothesis: 0), rounds: 1),
          world("a long run", ExplorationTruth(table, hypothesis: 4), rounds: 2000),
        ]
      ) { world("an ordinary world", ExplorationTruth(table, hypothesis: 2), rounds: $0) }
    case .vectors:
      let vectors = QueryVectors(
        queries: [[1, 0], [0, 1], [0.8, 0.6], [-0.6, 0.8]], answers: [[1, 0], [0, 1], [0.8, 0.6]])
      return ScriptedArena(
        rounds: 60,
        hostile: [
          world("one query", ExplorationTruth(QueryVectors(queries: [[1]], answers: [[1], [-1]]), theta: [0.5])),
          world("one answer", ExplorationTruth(QueryVectors(queries: [[1], [2]], answers: [[1]]), theta: [0.5])),
          world("theta 0", ExplorationTruth(vectors, theta: [0, 0])),
          world("a large theta", ExplorationTruth(vectors, theta: [1e6, -1e6])),
          world(
            "queries that do not span the space",
            ExplorationTruth(QueryVectors(queries: [[1, 0]], answers: [[1, 0], [0, 1]]), theta: [0.5, 1])),
          world(
            "queries that are 0",
            ExplorationTruth(QueryVectors(queries: [[0, 0], [0, 0]], answers: [[1, 0], [0, 1]]), theta: [0.5, 1])),
          world(
            "the same answer twice",
            ExplorationTruth(
              QueryVectors(queries: [[1, 0], [0, 1]], answers: [[1, 0], [1, 0], [0, 1]]), theta: [1, 0])),
          world("one round", ExplorationTruth(vectors, theta: [1, 0.3]), rounds: 1),
          world("fewer rounds than queries", ExplorationTruth(vectors, theta: [1, 0.3]), rounds: 2),
        ], ordinary: { world("an ordinary world", ExplorationTruth(vectors, theta: [0.4, 0.9]), rounds: $0) })
    case .sets:
      let listed = ExplorationStructure.sets(
        FeasibleSets(other: ListOracle(elementCount: 3, sets: [[0, 1], [2], [0, 1, 2]])), isMatroid: false)
      return ScriptedArena(
        rounds: 60,
        hostile: [
          world("one arm", ExplorationTruth(top(1, of: 1), means: [0.5])),
          world("sets of all arms", ExplorationTruth(top(3, of: 3), means: [0.5, 0.4, 0.3])),
          world("arms that are alike", ExplorationTruth(top(2, of: 4), means: [0.5, 0.5, 0.5, 0.5])),
          world("large means", ExplorationTruth(top(1, of: 3), means: [1e6, -1e6, 0])),
          world("listed sets", ExplorationTruth(listed, means: [0.5, 0.2, 0.9])),
          world(
            "empty sets",
            ExplorationTruth(
              .sets(FeasibleSets(other: PartitionOracle(blocks: [0, 0], sizes: [0])), isMatroid: true),
              means: [0.5, 0.4])),
          world("one round", ExplorationTruth(top(2, of: 5), means: [0.1, 0.9, 0.4, 0.3, 0.2]), rounds: 1),
          world(
            "fewer rounds than arms", ExplorationTruth(top(2, of: 5), means: [0.1, 0.9, 0.4, 0.3, 0.2]), rounds: 3),
        ]
      ) { world("an ordinary world", ExplorationTruth(top(2, of: 5), means: [0.1, 0.9, 0.4, 0.3, 0.2]), rounds: $0) }
    case .levels:
      return ScriptedArena(
        rounds: 60,
        hostile: [
          world("one arm", levels([0.5])), world("means at the level", levels([0.5, 0.5, 0.5], margin: 0)),
          world("large means", levels([1e6, -1e6, 0], level: 1e6)),
          world("one round", levels([0.2, 0.7]), rounds: 1),
          world("fewer rounds than arms", levels([0.2, 0.7, 0.4]), rounds: 2),
        ]
      ) { world("an ordinary world", levels([0.1, 0.9, 0.45, 0.6, 0.3]), rounds: $0) }
    }
  }

  private static func top(_ size: Int, of count: Int) -> ExplorationStructure {
    .sets(FeasibleSets(SubsetOracle(elementCount: count, size: size)), isMatroid: true)
  }

  private static func levels(_ means: [Double], level: Double = 0.5, margin: Double = 0.05) -> ExplorationTruth {
    ExplorationTruth(.threshold(level: level, margin: margin, armCount: means.count), means: means)
  }

  private static func world(_ name: String, _ truth: ExplorationTruth, rounds: Int = 60) -> World {
    let isCoin: Bool
    if case .hypotheses = truth.structure { isCoin = true } else { isCoin = false }
    let noise = isCoin ? ExplorationNoise.bernoulli : .gaussian(sd: 1)
    return ScriptedWorld(
      name, ScriptedResponses(truth, noise: noise), ExplorationProblem(truth.structure, noise: noise, horizon: rounds),
      rounds: rounds, choices: truth.structure.queryCount, mayBeRefused: false)
  }
}

/// Queries whose responses are as near to their means as they can be: after n responses of 0 or 1 the nearest whole number
/// to n times the mean were 1; others are the mean, a quarter more and a quarter less in turn. No chance at all.
public struct ScriptedResponses: ExplorationEnvironment {
  public let truth: ExplorationTruth
  private let noise: ExplorationNoise
  private var asked: [Int]

  /// Creates the queries.
  public init(_ truth: ExplorationTruth, noise: ExplorationNoise) {
    self.truth = truth
    self.noise = noise
    asked = Array(repeating: 0, count: truth.means.count)
  }

  public mutating func respond(to query: Int, at round: Int, noise stream: inout RoundNoise) -> Double {
    let mean = truth.means[query]
    let before = Double(asked[query])
    asked[query] += 1
    guard noise == .bernoulli else { return mean + (asked[query] % 2 == 0 ? 0.25 : -0.25) }
    return (mean * (before + 1)).rounded() > (mean * before).rounded() ? 1 : 0
  }
}

/// An entry: the query, and the answer after its response.
extension Recorder: ExplorationLearner where Base: ExplorationLearner, Entry == [Int] {
  public mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
    let query = admit(base.selectQuery(at: round, noise: &noise), "asks query", orNote: [])
    if fault == nil { entries.append([query]) }
    return query
  }

  public mutating func observe(_ response: Double, to query: Int, at round: Int) {
    guard fault == nil else { return }
    base.observe(response, to: query, at: round)
    let answer = base.answer
    if !zip(answer, answer.dropFirst()).allSatisfy(<) { fault = "answers \(answer), not in increasing order" }
    entries[entries.count - 1] += answer
  }

  public var answer: [Int] { base.answer }

  public var isOver: Bool { base.isOver }
}
