/// What is true of an instance of an average-reward problem, for ledgers and oracles: a Markov decision
/// process for each of one or more segments of steps.
public struct AverageRewardTruth: Hashable, Sendable {
  /// A run of steps during which the law does not change.
  public struct Segment: Hashable, Sendable {
    /// The first step; it lasts until the next segment begins, the last one for ever.
    public let firstRound: Int
    /// The law.
    public let process: MarkovDecisionProcess
    /// Its optimal gain and bias; `nil` where it has none, or none was found.
    public let optimum: OptimalGain?

    /// Creates a segment and solves its process.
    public init(firstRound: Int, process: MarkovDecisionProcess) {
      self.init(firstRound: firstRound, process: process, optimum: OptimalGain(of: process))
    }

    private init(firstRound: Int, process: MarkovDecisionProcess, optimum: OptimalGain?) {
      self.firstRound = firstRound
      self.process = process
      self.optimum = optimum
    }

    /// The same law, from another step on.
    public func beginning(at round: Int) -> Segment {
      Segment(firstRound: round, process: process, optimum: optimum)
    }
  }

  /// The segments in their order; a stationary instance has one.
  public let segments: [Segment]

  /// Creates the truth of an instance.
  ///
  /// - Precondition: the first segment begins in step 1, each other one after the one before it, all with
  ///   the same states and actions.
  public init(segments: [Segment]) {
    precondition(segments.first?.firstRound == 1, "the first segment begins in step 1")
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.firstRound < $1.firstRound && $0.process.stateCount == $1.process.stateCount
          && $0.process.actionCount == $1.process.actionCount
      }, "segments follow one another, with the same states and actions")
    self.segments = segments
    changes = zip(segments, segments.dropFirst()).map { old, new in
      let pairs = (0..<new.process.pairCount).filter { pair in
        old.process.rewards[pair] != new.process.rewards[pair] || old.process.row(pair) != new.process.row(pair)
      }
      return LawChange(round: new.firstRound, items: pairs)
    }
  }

  /// The first steps of all segments but the first.
  public var changePoints: [Int] { segments.dropFirst().map(\.firstRound) }

  /// The changes, each with the pairs whose law or mean reward differs.
  public let changes: [LawChange]

  /// The segment of a step.
  public func segment(at round: Int) -> Segment { segments.last { $0.firstRound <= round }! }

  /// Why the regret of this instance is not known; `nil` if it is.
  public var problem: String? {
    segments.first { $0.optimum == nil }.map {
      """
      the process that begins in step \($0.firstRound) has no optimal gain to 1e-9: not every state can be reached \
      from every other within reasonable time
      """
    }
  }
}
