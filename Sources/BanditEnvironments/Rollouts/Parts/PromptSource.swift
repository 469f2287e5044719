import BanditCards
import BanditGames
import BanditStreams

/// Where the prompts of a pool come from: the parameters that pools have in common, and how replications draw them.
struct PromptSource: Sendable {
  private static let maximumPrompts = 100_000

  static let prompts = Parameter<Int?>.whole(
    "prompts", "The number of prompts, N.", 1...maximumPrompts, absent: "1000, or as many as `probabilities`",
    unit: "prompts")
  static let probabilities = Parameter<[Double]?>(
    AnyParameter(
      "probabilities", "The probability that a rollout of each prompt succeeds; then nothing is learned.",
      .list(of: .number(.unit), count: 1...maximumPrompts),
      default: .absent("sigma(ability - difficulty) + offset, drawn for each replication"), unit: "probability"),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  static let difficultySd = Parameter<Double?>.number(
    "difficultySd", "The standard deviation of difficulties b_i, whose mean is 0.", .closed(0...100),
    absent: "2; none with `probabilities`", unit: "logits")
  static let ability = Parameter<Double?>.number(
    "ability", "The ability theta before the first round.", .closed(-100...100),
    absent: "-1; none with `probabilities`", unit: "logits")
  static let rate = Parameter<Double?>.number(
    "rate", "By how much a batch that teaches as much as it can raises theta, eta.", .closed(0...100),
    absent: "0.05; none with `probabilities`", unit: "logits per round")
  static let offsetSd = Parameter<Double?>.number(
    "offsetSd",
    "The standard deviation of offsets e_i: what of a prompt's probability its difficulty does not explain.",
    .closed(0...1), absent: "0.02; none with `probabilities`", unit: "probability")
  static let goal = Parameter<Double?>.number(
    "goal", "The ability that `rounds_to_goal` waits for.", .closed(-100...100),
    absent: "1; none with `probabilities`", unit: "logits")

  static let parameters: [any CardParameter] = [prompts, probabilities, difficultySd, ability, rate, offsetSd, goal]

  /// How they are drawn, for cards.
  static let dynamics =
    """
    Prompt i has a difficulty b_i, normal with mean 0, and an offset e_i, normal with mean 0, drawn once. A rollout \
    succeeds with probability p_i = sigma(theta - b_i) + e_i, cut off at 0 and 1. After each round the ability theta grows \
    by eta times the mean over the batch of 1{0 < s < k} 4 q (1 - q), q = s / k, for s successes in k rollouts: only prompts \
    that both succeed and fail teach. Or probabilities are given and stay.
    """

  /// Of the settings of a pool.
  let count: Int
  private let probabilities: [Double]?
  private let difficultySd: Double
  private let ability: Double
  private let rate: Double
  private let offsetSd: Double
  private let goal: Double

  init(
    prompts: Int?, probabilities: [Double]?, difficultySd: Double?, ability: Double?, rate: Double?, offsetSd: Double?,
    goal: Double?
  ) throws(InvalidSettings) {
    try Self.prompts.check(prompts)
    try Self.probabilities.check(probabilities)
    try Self.difficultySd.check(difficultySd)
    try Self.ability.check(ability)
    try Self.rate.check(rate)
    try Self.offsetSd.check(offsetSd)
    try Self.goal.check(goal)
    if let probabilities {
      let idle = [
        ("prompts", prompts != nil && prompts != probabilities.count), ("difficultySd", difficultySd != nil),
        ("ability", ability != nil), ("rate", rate != nil), ("offsetSd", offsetSd != nil), ("goal", goal != nil),
      ]
      if let (name, _) = idle.first(where: \.1) {
        throw InvalidSettings(name, "says what `probabilities` says otherwise; leave one of them out")
      }
    }
    count = probabilities?.count ?? prompts ?? 1000
    self.probabilities = probabilities
    self.difficultySd = difficultySd ?? 2
    self.ability = ability ?? -1
    self.rate = rate ?? 0.05
    self.offsetSd = offsetSd ?? 0.02
    self.goal = goal ?? 1
  }

  private static let normal = try! Gaussian()

  /// Draws difficulty and offset of each prompt; given probabilities draw nothing.
  func pool(from stream: inout RandomStream) -> PromptPool {
    if let common { return common }
    var difficulties: [Double] = []
    var offsets: [Double] = []
    for _ in 0..<count {
      difficulties.append(difficultySd * Self.normal.sample(from: &stream))
      offsets.append(offsetSd * Self.normal.sample(from: &stream))
    }
    return PromptPool(
      PromptTruth(difficulties: difficulties, offsets: offsets, ability: ability, rate: rate), goal: goal)
  }

  /// The pool that every replication has, if probabilities are given.
  var common: PromptPool? { probabilities.map { PromptPool(PromptTruth(probabilities: $0)) } }

  /// Difficulties, offsets, probabilities, and a line of noise for each prompt.
  var bytes: Int { 256 * count }
}
