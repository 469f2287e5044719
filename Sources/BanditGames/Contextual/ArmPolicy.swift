import BanditCards

/// A policy that never changes: a probability for each arm, given what a round shows.
public indirect enum ArmPolicy: Hashable, Sendable {
  /// The arm of each context.
  case table([Int])
  /// This arm, whatever is shown.
  case constant(Int)
  /// All arms alike.
  case uniform
  /// A row of weights for each arm: the arm whose row has the largest product with its own features, the lowest on ties.
  case linear([[Double]])
  /// For each context the probability of each arm.
  case probabilities([[Double]])
  /// What the columns of a log say whose names are this text and the number of an arm.
  case columns(String)
  /// A uniform arm with this probability, else another policy.
  case epsilon(Double, ArmPolicy)

  /// How far from 1 the sum of probabilities may be.
  private static let tolerance = 1e-9

  /// Refuses a policy that does not fit what is shown.
  ///
  /// - Parameters:
  ///   - path: the parameter's; empty where the policy is a file of its own.
  ///   - isLog: whether rounds come from a log, which has columns, and perhaps not every context.
  /// - Throws: `InvalidSettings`.
  public func check(in problem: ContextualProblem, at path: String = "", isLog: Bool = false) throws(InvalidSettings) {
    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    switch self {
    case .uniform: return
    case .constant(let arm): try ArmPolicy.check(arm: arm, in: problem, at: place("constant"))
    case .table(let arms):
      try ArmPolicy.check(contexts: arms.count, "arm", in: problem, at: place("table"), isLog: isLog)
      for (context, arm) in arms.enumerated() {
        try ArmPolicy.check(arm: arm, in: problem, at: "\(place("table"))[\(context)]")
      }
    case .probabilities(let rows):
      try ArmPolicy.check(contexts: rows.count, "list", in: problem, at: place("probabilities"), isLog: isLog)
      for (context, row) in rows.enumerated()
      where row.count != problem.armCount || abs(row.reduce(0, +) - 1) > ArmPolicy.tolerance
        || row.contains(where: { $0 < 0 })
      {
        throw InvalidSettings(
          "\(place("probabilities"))[\(context)]",
          "accepted: a probability for each of the \(counted: problem.armCount, "arm"), with sum 1")
      }
    case .linear(let rows):
      // One-hot vectors of the contexts that a log happens to have.
      let hasMore = isLog && problem.contextCount == problem.dimension
      if rows.count != problem.armCount
        || !rows.allSatisfy({ $0.count == problem.dimension || hasMore && $0.count > problem.dimension })
      {
        throw InvalidSettings(
          place("linear"),
          "accepted: for each of the \(counted: problem.armCount, "arm") a row of "
            + "\(counted: problem.dimension, "weight")")
      }
    case .columns:
      if !isLog { throw InvalidSettings(place("columns"), "are those of a log, which is not there while it is made") }
    case .epsilon(let epsilon, let policy):
      guard (0...1).contains(epsilon) else {
        throw InvalidSettings(place("epsilon"), "found \(epsilon); accepted: a number in [0, 1]")
      }
      try policy.check(in: problem, at: place("policy"), isLog: isLog)
    }
  }

  private static func check(arm: Int, in problem: ContextualProblem, at path: String) throws(InvalidSettings) {
    guard (0..<problem.armCount).contains(arm) else {
      throw InvalidSettings(path, "found arm \(arm); accepted: an arm in 0...\(problem.armCount - 1)")
    }
  }

  private static func check(
    contexts count: Int, _ noun: String, in problem: ContextualProblem, at path: String, isLog: Bool
  ) throws(InvalidSettings) {
    guard let contexts = problem.contextCount else {
      throw InvalidSettings(
        path,
        isLog
          ? "needs the index of a context in every row; accepted here: \"constant\", \"uniform\", \"linear\", \"columns\""
          : "needs contexts that are finite in number; accepted here: \"constant\", \"uniform\", \"linear\"")
    }
    guard isLog ? count >= contexts : count == contexts else {
      throw InvalidSettings(
        path, "\(counted: count, noun) for \(counted: contexts, "context"); give one for each")
    }
  }

  /// Writes the probability of each arm in a round.
  ///
  /// - Parameters:
  ///   - target: the probabilities of the columns of a log, K for each row; for `columns`.
  ///   - row: which of them.
  /// - Precondition: `check` accepts the policy.
  /// - Complexity: O(K), and O(K d) for weights.
  public func write(
    into probabilities: inout [Double], of view: ContextualView, target: [Double] = [], row: Int = 0
  ) {
    switch self {
    case .uniform: for arm in probabilities.indices { probabilities[arm] = 1 / Double(probabilities.count) }
    case .constant(let arm): ArmPolicy.write(arm, into: &probabilities)
    case .table(let arms): ArmPolicy.write(arms[view.context ?? 0], into: &probabilities)
    case .linear(let rows):
      var (best, highest) = (0, -Double.infinity)
      for arm in rows.indices {
        let score = view.product(of: arm, with: rows[arm])
        if score > highest { (best, highest) = (arm, score) }
      }
      ArmPolicy.write(best, into: &probabilities)
    case .probabilities(let rows):
      for arm in probabilities.indices { probabilities[arm] = rows[view.context ?? 0][arm] }
    case .columns:
      for arm in probabilities.indices { probabilities[arm] = target[row * probabilities.count + arm] }
    case .epsilon(let epsilon, let policy):
      policy.write(into: &probabilities, of: view, target: target, row: row)
      let share = epsilon / Double(probabilities.count)
      for arm in probabilities.indices { probabilities[arm] = (1 - epsilon) * probabilities[arm] + share }
    }
  }

  private static func write(_ arm: Int, into probabilities: inout [Double]) {
    for other in probabilities.indices { probabilities[other] = other == arm ? 1 : 0 }
  }

  /// The columns of a log that it is read from; `nil` if it needs none.
  public var columns: String? {
    switch self {
    case .columns(let prefix): prefix
    case .epsilon(_, let policy): policy.columns
    default: nil
    }
  }
}

// MARK: Settings

extension ArmPolicy {
  private static let pure = ParameterKind.oneKey([
    AnyParameter("table", "The arm of each context.", .list(of: .whole(from: 0)), default: .required),
    AnyParameter("constant", "This arm, whatever is shown.", .whole(from: 0), default: .required),
    AnyParameter("uniform", "All arms alike; true.", .flag, default: .required),
    AnyParameter(
      "linear", "A row of weights for each arm: the arm with the largest product with its own features.",
      .list(of: .list(of: .number(.closed(-1e100...1e100)))), default: .required),
    AnyParameter(
      "probabilities", "For each context the probability of each arm.", .list(of: .list(of: .number(.unit))),
      default: .required),
    AnyParameter(
      "columns", "The columns of a log whose names are this text and the number of an arm.", .text, default: .required),
  ])

  /// What files say of a policy.
  public static let kind = ParameterKind.either([
    pure,
    .object([
      AnyParameter("epsilon", "The probability of a uniform arm.", .number(.unit), default: .required),
      AnyParameter("policy", "What is played else.", pure, default: .required),
    ]),
  ])

  /// Reads a setting of the kind.
  ///
  /// - Throws: `InvalidSettings` for what it does not accept, a uniform policy that is not, or columns without a name.
  public init(_ setting: Setting) throws(InvalidSettings) {
    guard ArmPolicy.kind.accepts(setting), case .object(let object) = setting, let entry = object.entries.first else {
      throw InvalidSettings("", "found \(JSONText.brief(setting)); accepted: \(ArmPolicy.kind)")
    }
    func rows() -> [[Double]] { object.list(entry.name).map { $0.asNumbers ?? [] } }
    if let epsilon = object["epsilon"]?.asNumber, let policy = object["policy"] {
      self = .epsilon(epsilon, try ArmPolicy(policy))
      return
    }
    switch entry.name {
    case "table": self = .table(object.wholes("table"))
    case "constant": self = .constant(entry.value.asWhole ?? 0)
    case "uniform":
      guard entry.value == .flag(true) else { throw InvalidSettings("uniform", "found false; accepted: true") }
      self = .uniform
    case "linear": self = .linear(rows())
    case "probabilities": self = .probabilities(rows())
    default:
      guard let prefix = entry.value.asText, !prefix.isEmpty else {
        throw InvalidSettings("columns", "found \"\"; accepted: the letters before the numbers of the arms")
      }
      self = .columns(prefix)
    }
  }

  /// The setting that is read as this policy.
  public var setting: Setting {
    func list(_ rows: [[Double]]) -> Setting { .list(rows.map { .list($0.map { .number($0) }) }) }
    return switch self {
    case .table(let arms): .object(["table": .list(arms.map { .whole($0) })])
    case .constant(let arm): .object(["constant": .whole(arm)])
    case .uniform: .object(["uniform": true])
    case .linear(let rows): .object(["linear": list(rows)])
    case .probabilities(let rows): .object(["probabilities": list(rows)])
    case .columns(let prefix): .object(["columns": .text(prefix)])
    case .epsilon(let epsilon, let policy): .object(["epsilon": .number(epsilon), "policy": policy.setting])
    }
  }
}
