import BanditCards
import BanditComparators
import BanditNumerics

/// The accounts of duels: how good the arms were that duelled.
public struct DuelsLedger: Ledger {
  /// `strong`, `weak` and `average`, where an arm beats all others, and `borda`.
  public static let definitions = [
    definition(.strong, "the worse one", "max"), definition(.weak, "the better one", "min"),
    definition(.average, "the mean of both", "mean"),
    Notion.Definition(
      .borda, benchmark: "t times the largest Borda score, the mean probability to beat the other arms",
      value: "the sum over rounds of the mean of both arms' Borda scores",
      formula: "sum_{s<=t} max_a B(a) - (B(i_s) + B(j_s)) / 2, B(a) = sum_{b != a} P(a, b) / (K - 1)",
      unit: "duels won"),
  ]

  private static func definition(_ notion: Notion, _ which: String, _ function: String) -> Notion.Definition {
    Notion.Definition(
      notion,
      benchmark:
        "t / 2: how often the Condorcet winner would win against itself; missing where no arm beats all others",
      value: "the sum over rounds of the probability with which an arm of the pair would beat it: \(which)",
      formula: "sum_{s<=t} \(function)(P(w, i_s), P(w, j_s)) - 1/2, w the Condorcet winner", unit: "duels won")
  }

  /// Who duelled.
  public static let metrics: [Metric] = [.winnerShare, .duelShare, .selfDuels]

  private let truth: DuelsTruth
  private var strong = CompensatedSum()
  private var weak = CompensatedSum()
  private var average = CompensatedSum()
  private var borda = CompensatedSum()
  private var places: [Int]
  private var selfDuels = 0
  private var switches = 0
  /// The latest pair.
  private(set) var latest: DuelPair?

  /// Opens the accounts of a run.
  public init(_ truth: DuelsTruth) {
    self.truth = truth
    places = Array(repeating: 0, count: truth.preferences.armCount)
  }

  /// Records a duel.
  @usableFromInline
  mutating func record(_ pair: DuelPair) {
    if let winner = truth.preferences.condorcetWinner {
      let (one, other) = (
        truth.preferences(pair.first, beats: winner), truth.preferences(pair.second, beats: winner)
      )
      strong.add(min(one, other))
      weak.add(max(one, other))
      average.add((one + other) / 2)
    }
    borda.add((truth.bordaScores[pair.first] + truth.bordaScores[pair.second]) / 2)
    places[pair.first] += 1
    places[pair.second] += 1
    if pair.first == pair.second { selfDuels += 1 }
    // The order of a pair is no change.
    if let latest, latest != pair, latest != DuelPair(pair.second, pair.first) { switches += 1 }
    latest = pair
  }

  public func entry(for notion: Notion, group: String, after round: Int) -> LedgerEntry {
    var entry = LedgerEntry(rounds: Double(round), switches: Double(switches))
    if notion == .borda {
      entry.benchmark = truth.bestBorda * Double(round)
      entry.value = borda.value
      return entry
    }
    guard truth.preferences.condorcetWinner != nil else { return entry }
    entry.benchmark = Double(round) / 2
    entry.value = notion == .weak ? weak.value : notion == .average ? average.value : strong.value
    return entry
  }

  public func measure(_ metric: Metric, after round: Int) -> Double? {
    switch metric {
    case .winnerShare: truth.preferences.condorcetWinner.map { share(of: $0, after: round) }
    case .duelShare: metric.event.map { share(of: $0, after: round) }
    case .selfDuels: Double(selfDuels) / Double(round)
    default: nil
    }
  }

  private func share(of arm: Int, after round: Int) -> Double { Double(places[arm]) / Double(2 * round) }
}

extension Notion {
  /// What the worse arm of each pair loses to the Condorcet winner.
  public static let strong = Notion("strong")

  /// What the better arm of each pair loses to the Condorcet winner.
  public static let weak = Notion("weak")

  /// What both arms of each pair lose to the Condorcet winner, on average.
  public static let average = Notion("average")

  /// The largest Borda score, less those of the pair.
  public static let borda = Notion("borda")
}

extension Metric {
  /// How often the best arm duelled.
  public static let winnerShare = Metric(
    "winner_share",
    """
    The share of the places of all duels so far, two a round, that the Condorcet winner had: 1 once it duels with \
    nobody but itself. Missing where no arm beats all others.
    """,
    unit: "share", isCumulative: true)

  /// How often each arm duelled.
  public static let duelShare = Metric(
    "duel_share",
    """
    The share of the places of all duels so far, two a round, that the arm had, one value for each arm: \
    `duel_share.0`, .... They add up to 1.
    """,
    unit: "share", isCumulative: true, scope: .action)

  /// How often an arm met itself.
  public static let selfDuels = Metric(
    "self_duels", "The share of the rounds so far in which an arm duelled with itself, which teaches nothing.",
    unit: "share", isCumulative: true)
}
