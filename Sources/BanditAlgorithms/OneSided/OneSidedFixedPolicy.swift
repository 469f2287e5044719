import BanditCards
import BanditGames
import BanditStreams

/// Draws rules from a distribution that never changes.
public struct OneSidedFixedPolicy: OneSidedLearner, Configurable {
  /// `rules` of scenario files.
  public static let rules = Parameter.wholes(
    "rules", "The rules, by their numbers.", 0...9999, count: 1...10_000)
  /// `probabilities` of scenario files; `nil` for all alike.
  public static let probabilities = Parameter<[Double]?>(
    AnyParameter(
      "probabilities", "The probability of each of `rules`; their sum is 1.",
      .list(of: .number(.unit), count: 1...10_000), default: .absent("all alike")),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })

  public static let card = AlgorithmCard(
    id: "fixed-policy", family: .oneSided,
    summary: "Draws rules from a distribution that never changes.",
    setting: "Any.",
    rule: ["h_t drawn from p; pi(x^i) = sum_h p_h h(x^i)."],
    parameters: [rules, probabilities],
    example: ["rules": [0, 4, 72], "probabilities": [0.25, 0.25, 0.5]],
    swift: "try OneSidedFixedPolicy(problem, rules: [0, 4, 72], probabilities: [0.25, 0.25, 0.5])",
    guarantee: "None. Its violations never increase with `votes` or `alpha`: the path of policies stays the same.",
    complexity: "O(k) per round for each of its rules.", randomness: "One uniform number per round.",
    numerics: "A draw that rounding leaves over goes to the last rule that has a probability.", deviations: "None.",
    guide:
      """
      To see what panels say of a rule, or of a mixture, which may be fair where no single rule is; and how that depends \
      on `votes` and `alpha`, with the same data.
      """,
    reference: "Folklore.")

  private let rules: [Int]
  private let probabilities: [Double]
  /// In the latest round.
  public private(set) var acceptance: [Double]

  public init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(problem, rules: settings[Self.rules], probabilities: settings[Self.probabilities])
  }

  /// Creates the learner: `OneSidedFixedPolicy(problem, rules: [72])`.
  ///
  /// - Throws: `InvalidSettings` if a rule does not exist, or the probabilities are none or not one for each rule.
  public init(_ problem: OneSidedProblem, rules: [Int], probabilities: [Double]? = nil) throws(InvalidSettings) {
    try Self.rules.check(rules)
    try Self.probabilities.check(probabilities)
    if let place = rules.firstIndex(where: { $0 >= problem.rules.count }) {
      throw InvalidSettings(
        "rules[\(place)]", "found \(rules[place]); accepted: a rule in 0...\(problem.rules.count - 1)")
    }
    if let probabilities, probabilities.count != rules.count || abs(probabilities.reduce(0, +) - 1) > 1e-9 {
      throw InvalidSettings(
        "probabilities", "accepted: a probability for each of the \(counted: rules.count, "rule"), with sum 1")
    }
    self.rules = rules
    self.probabilities = probabilities ?? Array(repeating: 1 / Double(rules.count), count: rules.count)
    acceptance = Array(repeating: 0, count: problem.individualCount)
  }

  public mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
    for individual in acceptance.indices {
      var sum = 0.0
      for (place, rule) in rules.enumerated() where view.accepts(individual, by: rule) { sum += probabilities[place] }
      acceptance[individual] = min(1, sum)
    }
    return rules[WeightedDraw.item(at: noise.uniform(), of: probabilities)]
  }

  /// Nothing is learned.
  public mutating func observe(
    _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
  ) {}
}
