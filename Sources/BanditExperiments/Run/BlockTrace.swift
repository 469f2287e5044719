import BanditGames

/// What a range of replications of one cell left behind.
public struct BlockTrace: Sendable {
  /// A replication that ended with a named error; its rows are absent from the results.
  public struct Failure: Hashable, Sendable {
    /// The replication.
    public let replication: Int
    /// Why it failed.
    public let reason: String

    /// Creates a failure.
    public init(replication: Int, reason: String) {
      self.replication = replication
      self.reason = reason
    }
  }

  /// An alarm of a replication.
  public struct Alarm: Hashable, Sendable {
    /// The replication.
    public let replication: Int
    /// What was raised.
    public let alarm: RaisedAlarm

    /// Creates an alarm.
    public init(replication: Int, alarm: RaisedAlarm) {
      self.replication = replication
      self.alarm = alarm
    }
  }

  /// The replications, in order.
  public let replications: Range<Int>
  /// Where each number is.
  public let layout: TraceLayout
  /// `layout.valuesPerReplication` doubles per replication; those of failed replications mean nothing.
  public private(set) var values: [Double]
  /// The failed replications, in order.
  public private(set) var failures: [Failure]
  /// The alarms, in the order of replications and rounds.
  public private(set) var alarms: [Alarm]
  /// Why all of it came to no end; such a trace is not kept. `nil` where it did come to an end.
  public let failure: BlockFailure?

  /// Creates a trace from its parts.
  public init(
    replications: Range<Int>, layout: TraceLayout, values: [Double], failures: [Failure] = [], alarms: [Alarm] = []
  ) {
    precondition(values.count == replications.count * layout.valuesPerReplication)
    self.replications = replications
    self.layout = layout
    self.values = values
    self.failures = failures
    self.alarms = alarms
    failure = nil
  }

  /// Creates the trace of replications that came to no end, all of which failed.
  @usableFromInline
  init(_ replications: Range<Int>, layout: TraceLayout, failure: BlockFailure) {
    self.replications = replications
    self.layout = layout
    values = Array(repeating: .nan, count: replications.count * layout.valuesPerReplication)
    failures = replications.map { Failure(replication: $0, reason: failure.reason) }
    alarms = []
    self.failure = failure
  }

  /// The part of some of the replications.
  ///
  /// - Precondition: they are here.
  func part(_ wanted: Range<Int>) -> BlockTrace {
    if wanted == replications { return self }
    let size = layout.valuesPerReplication
    let start = (wanted.lowerBound - replications.lowerBound) * size
    return BlockTrace(
      replications: wanted, layout: layout, values: Array(values[start..<start + wanted.count * size]),
      failures: failures.filter { wanted.contains($0.replication) },
      alarms: alarms.filter { wanted.contains($0.replication) })
  }

  /// The entry of a track at a checkpoint of a replication (by its place in the block).
  public func entry(replication: Int, checkpoint: Int, track: Int) -> LedgerEntry {
    let start =
      replication * layout.valuesPerReplication
      + layout.entryOffset(checkpoint: checkpoint, track: track)
    return LedgerEntry(from: values, at: start)
  }

  /// The value of a metric of a replication (by its place in the block); `checkpoint` is 0 for metrics
  /// that are reported at the horizon only.
  public func metric(_ metric: Int, replication: Int, checkpoint: Int) -> Double {
    values[
      replication * layout.valuesPerReplication + layout.metricOffset(metric) + checkpoint]
  }

  /// Whether a replication (by its number) failed.
  public func hasFailed(_ replication: Int) -> Bool {
    failures.contains { $0.replication == replication }
  }
}
