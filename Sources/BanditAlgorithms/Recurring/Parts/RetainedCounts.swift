import BanditCards
import BanditComparators
import BanditGames

/// The first C rewards of each arm in a task, as the cells of `CappedTasks`; later ones leave no trace.
struct RetainedCounts: Sendable {
  private let cap: Int
  private let isUnknown: [Bool]
  /// What a step of a cell adds to the number of the state.
  private let weights: [Int]
  private var retained: [Int]
  /// The cell of each arm.
  private(set) var cells: [Int]
  /// The number of the state; 0 at all times if there are no weights.
  private(set) var state = 0

  /// Nothing kept yet.
  ///
  /// - Parameter weights: those of `CappedTasks`; empty if the state has no number.
  init(_ priors: [ArmPrior], cap: Int, weights: [Int] = []) {
    self.cap = cap
    isUnknown = priors.map(\.isUnknown)
    self.weights = weights.isEmpty ? priors.map { _ in 0 } : weights
    retained = priors.map { _ in 0 }
    cells = retained
  }

  /// Keeps a reward of an arm, if it is among the first; one above 1/2 is a success.
  mutating func observe(_ reward: Double, of arm: Int) {
    guard isUnknown[arm], retained[arm] < cap else { return }
    retained[arm] += 1
    // From m (m + 1) / 2 + s to (m + 1)(m + 2) / 2 + s, and 1 more for a success.
    let step = retained[arm] + (reward > 0.5 ? 1 : 0)
    cells[arm] += step
    state += weights[arm] * step
  }

  /// Forgets all.
  mutating func clear() {
    for arm in cells.indices {
      cells[arm] = 0
      retained[arm] = 0
    }
    state = 0
  }
}

/// What learners for recurring tasks have in common: their parameters, and what they cannot play.
enum TaskSettings {
  /// `discount` of scenario files.
  static let discount = Parameter.number(
    "discount",
    """
    gamma: rewards k rounds later in the task count gamma^k times as much; 0 assigns no credit to what is learned. The \
    plan discounts by gamma q, because a task goes on with probability q = 1 - 1/n only.
    """, .unit, default: 1, why: "the reward of the whole task counts")

  /// `cap` of scenario files.
  static func cap(_ range: ClosedRange<Int>) -> Parameter<Int> {
    .whole(
      "cap", "C: the first C rewards of each arm in a task are kept, later ones ignored; 0 is no memory.", range,
      default: 20, unit: "rewards", why: "hardly worse than more in tasks of some tens of rounds")
  }

  /// Refuses hidden ends.
  static func requireEnds(_ problem: RecurringProblem, for id: String) throws(InvalidSettings) {
    guard problem.isVisible else {
      throw InvalidSettings(
        "", "\(id) forgets at the end of a task and has to be told of it; accepted: an environment with `visible` ends")
    }
  }

  /// Numbers the states of a capped memory.
  ///
  /// - Throws: `InvalidSettings` if there are too many.
  static func tasks(_ problem: RecurringProblem, cap: Int) throws(InvalidSettings) -> CappedTasks {
    guard let tasks = tasks(of: problem, cap: cap) else {
      let count = CappedTasks.stateCount(problem.priors, cap: cap)
      throw InvalidSettings(
        "cap",
        "\(counted: problem.armCount, "arm") and \(cap) rewards of each make \(tooMany(count)); accepted: at most \(CappedTasks.largestStateCount)"
      )
    }
    return tasks
  }

  /// The states of a capped memory; `nil` if there are too many.
  static func tasks(of problem: RecurringProblem, cap: Int) -> CappedTasks? {
    guard CappedTasks.stateCount(problem.priors, cap: cap) <= Double(CappedTasks.largestStateCount) else { return nil }
    return CappedTasks(priors: problem.priors, cap: cap, survival: problem.length.survival)
  }

  /// A number of states for a message.
  static func tooMany(_ count: Double) -> String {
    count < 1e15 ? "\(Int(count)) states" : "more than 10^15 states"
  }
}
