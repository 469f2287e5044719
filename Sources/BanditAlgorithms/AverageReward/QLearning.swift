import BanditCards
import BanditGames
import BanditStreams

/// Q-learning: values of the best policy, learned from steps under another one, without a model.
public struct QLearning: AverageRewardLearner, Configurable, Reporting {
  public static let card = AlgorithmCard(
    id: "q-learning", family: .averageReward,
    summary: "Learns the values of the best policy step by step, without a model of the process.",
    setting: "A communicating Markov decision process with rewards in [0, 1].",
    rule: [
      "In state s: with probability epsilon a uniform action, else argmax_a Q(s, a).",
      "After reward r and next state s', with alpha the stepSize and eta the gainStepSize:",
      "form average: d = r - g + max_b Q(s', b) - Q(s, a), Q(s, a) += alpha d, g += eta alpha d;",
      "form discounted: Q(s, a) += alpha (r + discount max_b Q(s', b) - Q(s, a)).",
      "Q begins with `initial`, the gain g with 0.",
    ],
    parameters: StateActionValues.parameters,
    example: ["stepSize": ["power": 0.7], "epsilon": ["power": 0.5]],
    swift: "try QLearning(problem, stepSize: .power(0.7), epsilon: .power(0.5))",
    guarantee: """
      No bound on regret; with a constant epsilon regret grows linearly. Discounted, with a stepSize of power above 1/2 \
      and as long as every pair comes again and again, values converge to those of the best discounted policy \
      (Watkins and Dayan 1992), which need not have the best gain. For form average see Wan, Naik and Sutton 2021, \
      theorem 1, and its conditions on the steps.
      """,
    complexity: "O(A) per step; a number for each pair, and how often it was updated.",
    randomness: "One uniform per step (none when epsilon is 0), one integer when exploring or breaking a tie.",
    numerics: "Values of form average are determined up to a constant, which the start decides.",
    deviations: """
      `average` is differential Q-learning; R-learning (Schwartz 1993) updates the gain in greedy steps alone.
      """,
    guide: """
      A baseline without a model: cheap, and slower by far than psrl or ucrl2 where rewards are far away, as it explores \
      blindly. It goes on learning after a change, with a constant stepSize. Episodes with ends are none of this \
      family: lead the ends back to the start.
      """,
    reference: """
      C. J. C. H. Watkins and P. Dayan, Q-learning, Machine Learning 8, 1992; Y. Wan, A. Naik and R. S. Sutton, Learning \
      and planning in average-reward Markov decision processes, ICML 2021 (arXiv 2006.16318).
      """,
    isAnytime: true, metrics: StateActionValues.metrics)

  private var table: StateActionValues

  public init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    table = try StateActionValues(settings: Self.card.settings(settings), problem: problem)
  }

  /// Creates the learner: `QLearning(problem, stepSize: .power(0.7))`.
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

  public mutating func selectAction(in state: Int, at round: Int, noise: inout RoundNoise) -> Int {
    table.choose(in: state, noise: &noise)
  }

  /// Updates the value of the pair with the best one of the next state.
  public mutating func observe(_ transition: Transition, at round: Int, noise: inout RoundNoise) {
    table.learn(transition, following: table.highest(in: transition.nextState))
  }

  /// `gain_estimate`.
  public func measure(_ metric: Metric) -> Double? { table.measure(metric) }
}
