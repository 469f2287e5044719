import BanditCards
import BanditNumerics

/// The accounts of a stream of symbols or numbers: what its predictions were worth, and its alarms.
public struct DetectionLedger: Ledger {
  /// `dynamic`: ln of the probabilities of the true law, less ln of those predicted; `realized`: the same for what came.
  public static let definitions = [
    Notion.Definition(
      .dynamic, benchmark: "the sum over rounds of the mean, under the true law, of ln of its own probabilities",
      value: "the sum over rounds of the mean, under the true law, of ln of the probabilities predicted",
      formula: "sum_{s<=t} sum_x p_s(x) ln(p_s(x) / q_s(x))", unit: "nats"),
    Notion.Definition(
      .realized, benchmark: "the sum over rounds of ln of the probability, or density, of what came under the true law",
      value: "the sum over rounds of ln of the probability, or density, that was predicted for it",
      formula: "sum_{s<=t} ln(p_s(X_s) / q_s(X_s))", unit: "nats"),
  ]

  /// Metrics of the alarms.
  public static let metrics: [Metric] = RestartReview.metrics + [.locationError, .delayBound]

  /// Whether a notion was asked for that needs predictions, at O(number of symbols) logarithms a round.
  @usableFromInline let recordsPredictions: Bool
  private let changes: [LawChange]
  private let unknownFrom: Int?
  private var benchmark = CompensatedSum()
  private var value = CompensatedSum()
  private var realizedBenchmark = CompensatedSum()
  private var reward = CompensatedSum()
  /// Whether what is recorded are densities of numbers.
  private var hasDensities = false
  /// Whether the law of some round is not known.
  private var isIncomplete = false
  /// How many rounds have begun.
  @usableFromInline var rounds = 0
  /// The alarms.
  private(set) var alarms: [RaisedAlarm] = []

  /// Opens the accounts of a run.
  public init(changes: [LawChange], unknownFrom: Int? = nil, notions: [Notion]) {
    self.changes = changes
    self.unknownFrom = unknownFrom
    recordsPredictions = !notions.isEmpty
  }

  /// Records a prediction and the symbol that came.
  ///
  /// - Parameter probabilities: the law of the round, if there is one.
  @usableFromInline
  mutating func record<Learner: DetectionLearner>(
    _ symbol: Int, of probabilities: [Double]?, predictedBy learner: Learner
  ) {
    reward.add(Double.log(learner.probability(of: symbol)))
    guard let probabilities else {
      isIncomplete = true
      return
    }
    realizedBenchmark.add(Double.log(probabilities[symbol]))
    for (other, probability) in probabilities.enumerated() where probability > 0 {
      benchmark.add(probability * .log(probability))
      value.add(probability * .log(learner.probability(of: other)))
    }
  }

  /// Records ln of the density predicted for the number that came, and of that under the true law, if there is one.
  @usableFromInline
  mutating func record(predicted: Double, lawful density: Double?) {
    hasDensities = true
    reward.add(predicted)
    if let density { realizedBenchmark.add(density) } else { isIncomplete = true }
  }

  /// Records an alarm and the round in which it believes that the new law began.
  @usableFromInline
  mutating func recordAlarm(in round: Int, locating change: Int, score: Double? = nil) {
    alarms.append(RaisedAlarm(round: round, location: change, score: score))
  }

  /// The alarms as what they are, too: after each the learner starts again.
  var restarts: [Restart] { alarms.map { Restart(round: $0.round) } }

  /// What the alarm of the latest round says of the change; `nil` if there was none.
  var latestLocation: Int? { alarms.last.flatMap { $0.round == rounds ? $0.location : nil } }

  /// The number of rounds between the latest alarm before a round and that round, both left out.
  func observations(before round: Int) -> Int {
    round - 1 - (alarms.last { $0.round < round }?.round ?? 0)
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value)
    if notion == .dynamic, !isIncomplete, !hasDensities {
      entry.benchmark = benchmark.value
      entry.value = value.value
    }
    if notion == .realized, !isIncomplete {
      entry.benchmark = realizedBenchmark.value
      entry.value = reward.value
    }
    return entry
  }

  /// How well the alarm that detects a change locates it; what the alarms are worth is judged by the game.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard case .locationError = metric, let change = metric.event,
      let delay = RestartReview(restarts: restarts, changes: changes, unknownFrom: unknownFrom, through: round)
        .delay(ofChangeAt: change),
      let alarm = alarms.first(where: { $0.round == change + delay - 1 })
    else { return nil }
    return Double(alarm.location - change)
  }
}

extension Metric {
  /// How well an alarm tells when the change was.
  public static let locationError = Metric(
    "location_error",
    """
    The round in which, by the alarm that detects the change, the new law most likely began, less that in which it \
    did; missing as `delay` is.
    """, unit: "rounds", isCumulative: false, scope: .changePoint)

  /// What theory says of the delay.
  public static let delayBound = Metric(
    "delay_bound",
    """
    A bound on `delay` that holds with a probability of the learner's choice, from the true change and the rounds \
    since the latest alarm before it; missing where it says nothing. It is many times the delays that runs show.
    """, unit: "rounds", isCumulative: false, scope: .changePoint)
}
