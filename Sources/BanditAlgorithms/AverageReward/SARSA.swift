import BanditCards
import BanditGames
import BanditStreams

/// SARSA: values of the policy that is followed, exploration included, learned without a model.
public struct SARSA: AverageRewardLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "sarsa", family: .averageReward,
    summary: "Learns the values of the policy that it follows, exploration included, without a model of the process.",
    setting: "A communicating Markov decision process with rewards in [0, 1].",
    rule: [
      "In state s: with probability epsilon a uniform action, else argmax_a Q(s, a).",
      "When the action a' of the next state s' is chosen, with alpha the stepSize and eta the gainStepSize:",
      "form average: d = r - g + Q(s', a') - Q(s, a), Q(s, a) += alpha d, g += eta alpha d;",
      "form discounted: Q(s, a) += alpha (r + discount Q(s', a') - Q(s, a)).",
      "Q begins with `initial`, the gain g with 0.",
    ],
    parameters: StateActionValues.parameters,
    example: ["form": "discounted", "discount": 0.9, "epsilon": ["power": 1]],
    swift: "try SARSA(problem, form: .discounted, discount: 0.9, epsilon: .power(1))",
    guarantee: """
      No bound on regret; with a constant epsilon regret grows linearly. Discounted, with a stepSize of power above 1/2 \
      and an epsilon of a power, as long as every pair comes again and again, values converge to those of the best \
      discounted policy (Singh, Jaakkola, Littman and Szepesvari 2000), which need not have the best gain. None for \
      form average.
      """,
    complexity: "O(A) per step; a number for each pair, and how often it was updated.",
    randomness: "One uniform per step (none when epsilon is 0), one integer when exploring or breaking a tie.",
    numerics: "Values of form average are determined up to a constant, which the start decides.",
    deviations: "`average` is differential SARSA with a table.",
    guide: """
      Beside q-learning, to see what is lost to exploration where a wrong step is dear: its policy keeps away from \
      places where exploring hurts.
      """,
    reference: """
      R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, sections 6.4 and 10.3; S. Singh, T. \
      Jaakkola, M. L. Littman and C. Szepesvari, Convergence results for single-step on-policy reinforcement-learning \
      algorithms, Machine Learning 38, 2000.
      """,
    isAnytime: true, metrics: StateActionValues.metrics)

  private var table: StateActionValues
  /// The latest step, until the action after it is known.
  private var latest: Transition?

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    table = try StateActionValues(settings: Self.card.settings(settings), problem: problem)
  }

  /// Creates the learner: `SARSA(problem, form: .discounted, discount: 0.9)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states.
  public init(
    _ problem: AverageRewardProblem, form: StateActionValues.Form = StateActionValues.form.default,
    discount: Double = StateActionValues.discount.default,
    stepSize: StateActionValues.Schedule = StateActionValues.stepSize.default,
    gainStepSize: Double = StateActionValues.gainStepSize.default,
    epsilon: StateActionValues.Schedule = StateActionValues.epsilon.default,
    initial: Double = StateActionValues.initial.default,
    ties: TieBreaking = TieBreaking.parameter.default
  ) throws(InvalidSettings) {
    table = try StateActionValues(
      problem, form: form, discount: discount, stepSize: stepSize, gainStepSize: gainStepSize, epsilon: epsilon,
      initial: initial, ties: ties)
  }

  /// Q(s, a) of each pair, at `state * actionCount + action`.
  public var values: [Double] { table.values }

  /// Chooses an action; then the step that led here is learned from.
  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    let action = table.choose(in: state, noise: &noise)
    if let latest { table.learn(latest, following: table.value(of: action, in: state)) }
    return action
  }

  /// Keeps the step until the next action is chosen.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) { latest = transition }

  /// `gain_estimate`.
  public func measure(_ metric: Metric) -> Double? { table.measure(metric) }
}
