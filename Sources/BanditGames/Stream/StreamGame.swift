import BanditStreams

/// A learner that watches a stream of symbols.
public struct StreamGame<Stream: SymbolStream, Learner: StreamLearner>: Game {
  @usableFromInline var stream: Stream
  @usableFromInline var learner: Learner

  /// Creates the game of one replication.
  @inlinable
  public init(stream: Stream, learner: Learner) {
    self.stream = stream
    self.learner = learner
  }

  /// Opens the accounts.
  @inlinable
  public func openAccount(for notions: [Notion], metrics: [Metric]) -> StreamLedger {
    StreamLedger(changes: stream.changes, notions: notions)
  }

  /// Plays one round: a prediction, then the symbol.
  @inlinable
  public mutating func play(
    round: Int, environmentNoise: inout RoundNoise, learnerNoise: inout RoundNoise, account: inout StreamLedger
  ) {
    environmentNoise.move(to: 0, occurrence: round)
    learnerNoise.move(to: 0, occurrence: round)
    let symbol = stream.next(at: round, noise: &environmentNoise)
    if account.booksPredictions { account.book(symbol, of: stream.probabilities, predictedBy: learner) }
    if let change = learner.observe(symbol, at: round, noise: &learnerNoise) {
      account.bookAlarm(in: round, locating: change)
    }
  }

  /// The value of a metric of the learner, the stream or the ledger.
  public func measure(_ metric: Metric, after round: Int, account: StreamLedger) -> Double? {
    (learner as? any Reporting)?.measure(metric) ?? (stream as? any Reporting)?.measure(metric)
      ?? account.measure(metric, after: round) ?? delayBound(metric, account)
  }

  private func delayBound(_ metric: Metric, _ account: StreamLedger) -> Double? {
    guard metric.name == Metric.delayBound.name, let change = metric.event, let gaps = stream.gaps(atChange: change),
      let bound = (learner as? any DelayBounding)?.delayBound(gaps: gaps, after: account.observations(before: change))
    else { return nil }
    return Double(bound)
  }
}
