import BanditCards
import BanditNumerics

/// The accounts of a stream of symbols: what its predictions were worth, and its alarms.
public struct DetectionLedger: Ledger {
  /// `dynamic`: ln of the probabilities of the true law, less ln of those predicted.
  public static let definitions = [
    Notion.Definition(
      .dynamic, benchmark: "the sum over rounds of the mean, under the true law, of ln of its own probabilities",
      value: "the sum over rounds of the mean, under the true law, of ln of the probabilities predicted",
      formula: "sum_{s<=t} sum_x p_s(x) ln(p_s(x) / q_s(x))", unit: "nats")
  ]

  /// Metrics of the alarms.
  public static let metrics: [Metric] = RestartReview.metrics + [.locationError, .delayBound]

  /// Whether a notion was asked for that needs predictions, at O(number of symbols) logarithms a round.
  @usableFromInline let recordsPredictions: Bool
  private let changes: [LawChange]
  private let unknownFrom: Int?
  private var benchmark = CompensatedSum()
  private var value = CompensatedSum()
  private var reward = CompensatedSum()
  /// Whether the law of some round is not known.
  private var isIncomplete = false
  /// How many rounds have begun.
  @usableFromInline var rounds = 0
  /// The alarms.
  private(set) var restarts: [Restart] = []
  private var locations: [Int] = []

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
    for (other, probability) in probabilities.enumerated() where probability > 0 {
      benchmark.add(probability * .log(probability))
      value.add(probability * .log(learner.probability(of: other)))
    }
  }

  /// Records an alarm and the round in which it believes that the new law began.
  @usableFromInline
  mutating func recordAlarm(in round: Int, locating change: Int) {
    restarts.append(Restart(round: round))
    locations.append(change)
  }

  /// What the alarm of the latest round says of the change; `nil` if there was none.
  var latestLocation: Int? { restarts.last?.round == rounds ? locations.last : nil }

  /// The number of rounds between the latest alarm before a round and that round, both left out.
  func observations(before round: Int) -> Int {
    round - 1 - (restarts.last { $0.round < round }?.round ?? 0)
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), reward: reward.value)
    if notion == .dynamic, !isIncomplete {
      entry.benchmark = benchmark.value
      entry.value = value.value
    }
    return entry
  }

  /// How well the alarm that detects a change locates it; what the alarms are worth is judged by the game.
  public func measure(_ metric: Metric, after round: Int) -> Double? {
    guard case .locationError = metric, let change = metric.event,
      let delay = RestartReview(restarts: restarts, changes: changes, unknownFrom: unknownFrom, through: round)
        .delay(ofChangeAt: change),
      let alarm = restarts.firstIndex(where: { $0.round == change + delay - 1 })
    else { return nil }
    return Double(locations[alarm] - change)
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
