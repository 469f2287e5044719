import BanditCards
import BanditComparators
import BanditGames
import BanditStreams

/// Plays the best sequence of the next d sets, then looks again; told the curves.
public struct Lookahead: SemiBanditLearner, Yardstick {
  /// `d` of scenario files.
  public static let d = Parameter.whole(
    "d", "How many periods it looks ahead.", 1...20, default: 2, unit: "periods",
    why: "the least that sees an arm recover")
  /// `repetition` of scenario files.
  public static let repetition = Parameter.flag(
    "repetition", "Whether an arm may be pulled more than once in the d periods.", default: true,
    why: "the larger class")

  public static let card = AlgorithmCard(
    id: "lookahead", family: .semiBandit,
    summary: "Plays the sequence of d sets that pays most, then looks again; told the curves.",
    setting: "Told the truth of its instance; a yardstick, not a learner.",
    rewards: .free,
    rule: [
      "Every d periods: all sequences of d sets of min(K, N) arms in lexicographic order,",
      "the first of those with the largest sum of R_i(tau_i); all d are played.",
    ],
    parameters: [d, repetition],
    example: ["d": 3],
    swift: "try Lookahead(problem, truth: truth, d: 3)",
    guarantee:
      "A lookahead_regret of 0 where the environment looks ahead d periods too. None against upper-bound in general.",
    complexity: """
      O((number of sets)^d K) every d periods; more than a million sequences are refused, and so are more than 20 \
      million for (number of sets)^d K.
      """,
    randomness: "None.",
    numerics: "Sums that agree to 12 digits are the same, so that the order of summation breaks no tie.",
    deviations: "The paper has K = 1 and unknown curves.",
    guide: "To see how far ahead a learner has to look on an instance: d = 1 is myopic-greedy.",
    reference: "C. Pike-Burke and S. Grunewalder, Recovering bandits, NeurIPS 2019 (the d-step lookahead oracle).")

  private let steps: Int
  private var search: LookaheadSearch
  private var idleTimes: IdleTimes

  public init(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth) {
    // The precondition: `check` accepted the settings.
    try! self.init(problem, truth: truth, d: settings[Self.d], repetition: settings[Self.repetition])
  }

  /// Creates the learner: `Lookahead(problem, truth: truth, d: 3)`.
  ///
  /// - Throws: `InvalidSettings` if d is out of the range that the card states, the sequences are too many, or, without
  ///   repetition, too long for the arms.
  public init(
    _ problem: SemiBanditProblem, truth: SemiBanditTruth, d: Int = Self.d.default,
    repetition: Bool = Self.repetition.default
  ) throws(InvalidSettings) {
    try Self.check(problem, d: d, repetition: repetition)
    let recovery = try truth.requireRecovery(for: Self.card.id)
    steps = d
    search = LookaheadSearch(
      curves: recovery.curves, capacity: recovery.capacity, steps: steps, allowsRepetition: repetition)
    idleTimes = recovery.idleTimes
  }

  /// Refuses sequences that are too many, or, without repetition, too long for the arms.
  public static func check(settings: Settings, problem: SemiBanditProblem, truth: SemiBanditTruth?)
    throws(InvalidSettings)
  {
    let settings = try card.settings(settings)
    _ = try problem.requireRecovery(for: card.id)
    try check(problem, d: settings[Self.d], repetition: settings[Self.repetition])
  }

  private static func check(_ problem: SemiBanditProblem, d: Int, repetition: Bool) throws(InvalidSettings) {
    try Self.d.check(d)
    let count = LookaheadSearch.sequenceCount(
      armCount: problem.armCount, capacity: problem.capacity, steps: d, allowsRepetition: repetition)
    if count == nil {
      throw InvalidSettings(
        "d",
        """
        more than \(LookaheadSearch.largestCount) sequences of sets, or \(LookaheadSearch.largestPullCount) when \
        multiplied by the size of a set; accepted: a smaller d, or fewer arms
        """)
    }
    if count == 0 {
      throw InvalidSettings(
        "d", "without repetition \(problem.armCount) arms do not fill so many periods; accepted: a smaller d")
    }
  }

  /// The set of the sequence found last.
  public mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
    let step = (round - 1) % steps
    if step == 0 { search.search(from: idleTimes, at: round) }
    for place in 0..<search.setSize {
      let arm = search.arms[step * search.setSize + place]
      selection.add(arm)
      idleTimes.pull(arm, at: round)
    }
  }
}
