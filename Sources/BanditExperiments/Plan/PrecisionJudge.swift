import BanditCards
import BanditGames

/// Decides how many replications are enough for the algorithms that meet on one environment at one point: told block
/// after block, in order, it says after which one.
///
/// Nothing but the regrets decides, so that the number depends neither on threads nor on the order in which blocks are
/// finished; and the more algorithms there are, the larger it is or stays.
struct PrecisionJudge: Sendable {
  /// What a block of an algorithm says: the regrets at the last checkpoint, of each group.
  struct Evidence: Sendable {
    let regrets: [[Double]]

    init(_ trace: BlockTrace, of cell: Cell) {
      let tracks = cell.layout.tracks.indices.filter { cell.layout.tracks[$0].notion == cell.criterion }
      regrets = tracks.map { track in
        let last = cell.layout.checkpoints(ofTrack: track).count - 1
        return trace.replications.compactMap { replication in
          if trace.hasFailed(replication) { return nil }
          let place = replication - trace.replications.lowerBound
          let regret = trace.entry(replication: place, checkpoint: last, track: track).regret
          return regret.isFinite ? regret : nil
        }
      }
    }
  }

  private let precision: Precision
  private let confidence: Double
  private let atMost: Int
  /// By algorithm and group, in increasing order.
  private var samples: [[[Double]]]
  /// An algorithm whose interval was too wide the last time: the first to be looked at.
  private var widest = 0
  /// About how many replications will be enough.
  private(set) var expected: Int

  /// Replications so far.
  private(set) var replications = 0
  /// Whether they are enough.
  private(set) var isReached = false

  init(_ precision: Precision, atMost: Int, algorithms: Int, confidence: Double) {
    self.precision = precision
    self.atMost = atMost
    self.confidence = confidence
    expected = min(Precision.leastReplications, atMost)
    samples = Array(repeating: [], count: algorithms)
  }

  /// Whether no more are to be played.
  var isDone: Bool { isReached || replications >= atMost }

  /// Takes the next block of every algorithm, in the order of the algorithms.
  mutating func add(_ blocks: [Evidence], replications count: Int) {
    for (algorithm, evidence) in blocks.enumerated() {
      if samples[algorithm].isEmpty { samples[algorithm] = evidence.regrets.map { _ in [] } }
      for (group, regrets) in evidence.regrets.enumerated() {
        samples[algorithm][group] += regrets
        samples[algorithm][group].sort()
      }
    }
    replications += count
    isReached = replications >= Precision.leastReplications && areNarrow()
    if isDone { (samples, expected) = ([], replications) }
  }

  private mutating func areNarrow() -> Bool {
    for algorithm in [widest] + samples.indices {
      if samples[algorithm].isEmpty { return false }
      for sample in samples[algorithm] {
        let verdict = precision.verdict(on: sample, confidence: confidence)
        if let verdict, verdict.halfWidth <= verdict.limit { continue }
        widest = algorithm
        expected = verdict.map { self.expected(halfWidth: $0.halfWidth, limit: $0.limit) } ?? atMost
        return false
      }
    }
    expected = replications
    return true
  }

  /// Half-widths shrink like the square root of the number.
  private func expected(halfWidth: Double, limit: Double) -> Int {
    let factor = halfWidth / limit
    let number = Double(replications) * factor * factor
    return number < Double(atMost) ? max(replications, Int(number)) : atMost
  }
}

extension Plan {
  /// The cells of each point and environment.
  var contestants: [[Int]] {
    Array(cells.indices).chunked {
      cells[$0].key.point == cells[$1].key.point && cells[$0].key.environment == cells[$1].key.environment
    }
  }

  /// The judge of some of these cells; `nil` where the number of replications is fixed.
  func judge(of contestants: [Int]) -> PrecisionJudge? {
    precision.map {
      PrecisionJudge($0, atMost: replications, algorithms: contestants.count, confidence: confidence)
    }
  }

  /// What a judge has decided of some cells.
  func choice(of judge: PrecisionJudge, for contestants: [Int]) -> ReplicationChoice {
    let cell = cells[contestants[0]]
    return ReplicationChoice(
      point: cell.key.point, environment: cell.key.environment, notion: cell.criterion ?? Notion(""),
      replications: judge.replications, isReached: judge.isReached)
  }

  /// The plan with as many replications as its finished blocks decide; the plan itself where their number is fixed or
  /// known.
  ///
  /// - Parameter read: a block, `nil` if it is not finished.
  /// - Returns: the plan, or the blocks whose regrets are wanted next.
  package func settled(_ read: (BlockID) throws -> BlockTrace?) throws -> (plan: Plan?, missing: [BlockID]) {
    guard precision != nil, choices.isEmpty else { return (self, []) }
    var choices: [ReplicationChoice] = []
    var missing: [BlockID] = []
    contests: for contestants in contestants {
      guard var judge = judge(of: contestants) else { continue }
      for number in 0... {
        let blocks = contestants.map { BlockID(number, of: cells[$0], $0, replications: replications) }
        let traces = try blocks.map(read)
        let absent = zip(blocks, traces).filter { $0.1 == nil }.map(\.0)
        if !absent.isEmpty {
          missing += absent
          continue contests
        }
        judge.add(
          zip(contestants, traces).compactMap { cell, trace in
            trace.map { PrecisionJudge.Evidence($0, of: cells[cell]) }
          }, replications: blocks[0].replications.count)
        if judge.isDone { break }
      }
      choices.append(choice(of: judge, for: contestants))
    }
    return (missing.isEmpty ? settled(by: choices) : nil, missing)
  }
}
