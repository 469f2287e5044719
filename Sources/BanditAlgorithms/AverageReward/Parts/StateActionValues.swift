import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// The table of action values that `q-learning` and `sarsa` keep, and how it is updated: model-free temporal-difference
/// learning. The two differ in the value that follows a step alone.
public struct StateActionValues: Sendable {
  /// What the values are values of.
  public enum Form: String, Sendable, CaseIterable {
    /// The reward to come, less the gain, which is estimated along the way.
    case average
    /// The discounted reward to come.
    case discounted
  }

  /// A number, or a power of how often something happened.
  public enum Schedule: Hashable, Sendable {
    /// The same number always.
    case constant(Double)
    /// n^-p at the n-th time.
    case power(Double)

    fileprivate var setting: Setting {
      switch self {
      case .constant(let value): .number(value)
      case .power(let power): .object(["power": .number(power)])
      }
    }

    /// The number at the n-th time, from 1.
    func value(at count: Int) -> Double {
      switch self {
      case .constant(let value): value
      case .power(let power): power == 1 ? 1 / Double(count) : 1 / .pow(Double(count), power)
      }
    }
  }

  /// `form` of scenario files.
  public static let form = Parameter.choice(
    "form",
    """
    What values are of: `average`, the reward to come less the gain, which is estimated; or `discounted`, the reward to \
    come, `discount`^n times that n steps ahead.
    """, default: Form.average, why: "regret is against the optimal gain")
  /// `discount` of scenario files.
  public static let discount = Parameter.number(
    "discount", "What a reward is worth one step later. Ignored unless form is `discounted`.",
    NumberRange(lower: .included(0), upper: .excluded(1)), default: 0.99, why: "a horizon of a hundred steps")
  /// `stepSize` of scenario files.
  public static let stepSize = schedule(
    "stepSize", "The step of an update: a number, or `{\"power\": p}`, N(s, a)^-p at the N-th update of the pair.",
    NumberRange(lower: .excluded(0), upper: .included(1)), default: .constant(0.1), why: "the usual textbook value")
  /// `gainStepSize` of scenario files.
  public static let gainStepSize = Parameter.number(
    "gainStepSize",
    "The step of the estimated gain, as a multiple of `stepSize`. Ignored unless form is `average`.",
    NumberRange(lower: .excluded(0), upper: .included(100)), default: 0.1, why: "the gain moves more slowly than values"
  )
  /// `epsilon` of scenario files.
  public static let epsilon = schedule(
    "epsilon",
    "The probability of a uniform action: a number, or `{\"power\": p}`, n(s)^-p in the n-th step from the state.",
    .unit, default: .constant(0.1), why: "the usual textbook value")
  /// `initial` of scenario files.
  public static let initial = Parameter.number(
    "initial",
    "What every value begins with. Above the values that can be reached it makes every action be tried.",
    .closed(-1e9...1e9), default: 0, unit: "reward", why: "no bonus for what was not tried")

  private static func schedule(
    _ name: String, _ meaning: String, _ constants: NumberRange, default value: Schedule, why: String
  ) -> Parameter<Schedule> {
    Parameter(
      AnyParameter(
        name, meaning,
        .either([
          .number(constants),
          .oneKey([
            AnyParameter(
              "power", "The power p.", .number(NumberRange(lower: .excluded(0), upper: .included(1))),
              default: .required)
          ]),
        ]), default: .value(value.setting), why: why),
      read: { setting in
        if case .object(let object)? = setting { return .power(object.number("power")) }
        return setting?.asNumber.map { .constant($0) } ?? value
      }, write: { $0.setting })
  }

  /// The parameters that both share.
  static let parameters: [any CardParameter] = [
    form, discount, stepSize, gainStepSize, epsilon, initial, TieBreaking.parameter,
  ]

  /// Q(s, a) of each pair.
  private(set) var values: [Double]
  /// The estimated gain; 0 in the discounted form.
  private(set) var gain = 0.0

  private let form: Form
  private let discount: Double
  private let stepSize: Schedule
  private let gainStepSize: Double
  private let epsilon: Schedule
  private let ties: TieBreaking
  private let problem: AverageRewardProblem
  /// How often each pair was updated, and how often an action was chosen in each state.
  private var updates: [Int]
  private var choices: [Int]

  /// - Throws: `InvalidSettings` if an argument is out of the range that the cards state.
  init(
    _ problem: AverageRewardProblem, form: Form, discount: Double, stepSize: Schedule, gainStepSize: Double,
    epsilon: Schedule, initial: Double, ties: TieBreaking
  ) throws(InvalidSettings) {
    try Self.discount.check(discount)
    try Self.stepSize.check(stepSize)
    try Self.gainStepSize.check(gainStepSize)
    try Self.epsilon.check(epsilon)
    try Self.initial.check(initial)
    self.form = form
    self.discount = discount
    self.stepSize = stepSize
    self.gainStepSize = gainStepSize
    self.epsilon = epsilon
    self.ties = ties
    self.problem = problem
    values = Array(repeating: initial, count: problem.pairCount)
    updates = Array(repeating: 0, count: problem.pairCount)
    choices = Array(repeating: 0, count: problem.stateCount)
  }

  init(settings: Settings, problem: AverageRewardProblem) throws(InvalidSettings) {
    try self.init(
      problem, form: settings[Self.form], discount: settings[Self.discount], stepSize: settings[Self.stepSize],
      gainStepSize: settings[Self.gainStepSize], epsilon: settings[Self.epsilon], initial: settings[Self.initial],
      ties: settings[TieBreaking.parameter])
  }

  /// Q(s, a).
  func value(of action: Int, in state: Int) -> Double { values[state * problem.actionCount + action] }

  /// The largest value of a state.
  func highest(in state: Int) -> Double {
    let first = state * problem.actionCount
    var highest = values[first]
    for pair in first + 1..<max(first + 1, first + problem.actionCount(in: state)) where values[pair] > highest {
      highest = values[pair]
    }
    return highest
  }

  /// An action: with the probability of exploring a uniform one, else one with the largest value.
  mutating func choose(in state: Int, noise: inout RoundNoise) -> Int {
    choices[state] += 1
    let probability = epsilon.value(at: choices[state])
    let count = problem.actionCount(in: state)
    if probability > 0 && noise.uniform() < probability { return noise.integer(below: count) }
    let first = state * problem.actionCount
    let highest = highest(in: state)
    let best = (0..<count).first { values[first + $0] == highest } ?? 0
    guard ties == .random else { return best }
    var bestCount = 0
    for action in 0..<count where values[first + action] == highest { bestCount += 1 }
    guard bestCount > 1 else { return best }
    var remaining = noise.integer(below: bestCount)
    for action in best..<count where values[first + action] == highest {
      if remaining == 0 { return action }
      remaining -= 1
    }
    return best
  }

  /// Updates the value of a pair, and the gain.
  ///
  /// - Parameter following: the value of what comes after the step.
  mutating func learn(_ transition: Transition, following: Double) {
    let pair = transition.state * problem.actionCount + transition.action
    updates[pair] += 1
    let step = stepSize.value(at: updates[pair])
    switch form {
    case .discounted:
      values[pair] += step * (transition.reward + discount * following - values[pair])
    case .average:
      let surprise = transition.reward - gain + following - values[pair]
      values[pair] += step * surprise
      gain += gainStepSize * step * surprise
    }
  }

  /// The metric that both report.
  static let metrics: [Metric] = [.gainEstimate]

  /// The estimated gain, in the form that has one.
  func measure(_ metric: Metric) -> Double? { metric == .gainEstimate && form == .average ? gain : nil }
}

extension Metric {
  /// The gain that a learner believes in.
  static let gainEstimate = Metric(
    "gain_estimate", "The learner's estimate of the reward per step of its policy; missing in the discounted form.",
    unit: "reward", isCumulative: false)
}
