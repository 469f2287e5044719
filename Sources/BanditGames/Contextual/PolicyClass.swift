import BanditCards

/// A finite class of policies, each a map from what is shown to an arm.
public enum PolicyClass: Hashable, Sendable {
  /// Each arm, whatever is shown.
  case constants
  /// All maps from contexts to arms, in lexicographic order, context 0 slowest.
  case all
  /// For each policy the arm of each context.
  case tables([[Int]])
  /// For each policy a row of weights for each arm: the arm whose row has the largest product with its own features.
  case linear([[[Double]]])

  /// The largest number of maps that `all` may mean.
  public static let maximumCount = 100_000

  /// How many policies there are.
  ///
  /// - Precondition: `check` accepts the class for the problem.
  public func count(in problem: ContextualProblem) -> Int {
    switch self {
    case .constants: problem.armCount
    case .all: (0..<(problem.contextCount ?? 0)).reduce(1) { count, _ in count * problem.armCount }
    case .tables(let tables): tables.count
    case .linear(let policies): policies.count
    }
  }

  /// Refuses a class that does not fit a problem.
  ///
  /// - Parameter path: the parameter's.
  /// - Throws: `InvalidSettings`.
  public func check(in problem: ContextualProblem, at path: String) throws(InvalidSettings) {
    switch self {
    case .constants: return
    case .all:
      guard let contexts = problem.contextCount else { throw PolicyClass.needsContexts(path, "all") }
      var count = 1.0
      for _ in 0..<contexts { count = min(1e300, count * Double(problem.armCount)) }
      if count > Double(PolicyClass.maximumCount) {
        throw InvalidSettings(
          path,
          "\(problem.armCount) arms in \(contexts) contexts have more than \(PolicyClass.maximumCount) policies; "
            + "accepted: \"tables\" with some of them")
      }
    case .tables(let tables):
      guard let contexts = problem.contextCount else { throw PolicyClass.needsContexts(path, "tables") }
      for (place, table) in tables.enumerated() {
        if table.count != contexts {
          throw InvalidSettings(
            "\(path).tables[\(place)]", "\(table.count) arms for \(contexts) contexts; give one for each")
        }
        if let arm = table.first(where: { $0 >= problem.armCount }) {
          throw InvalidSettings(
            "\(path).tables[\(place)]", "found arm \(arm); accepted: an arm in 0...\(problem.armCount - 1)")
        }
      }
    case .linear(let policies):
      for (place, rows) in policies.enumerated()
      where rows.count != problem.armCount || !rows.allSatisfy({ $0.count == problem.dimension }) {
        throw InvalidSettings(
          "\(path).linear[\(place)]",
          "accepted: for each of the \(problem.armCount) arms a row of \(problem.dimension) weights")
      }
    }
  }

  private static func needsContexts(_ path: String, _ word: String) -> InvalidSettings {
    InvalidSettings(
      path, "\"\(word)\" needs contexts that are finite in number; accepted here: \"constants\", \"linear\"")
  }

  /// The arm that each policy plays.
  ///
  /// - Precondition: `check` accepts the class for the problem.
  public func writeArms(into arms: inout [Int], of view: ContextualView, in problem: ContextualProblem) {
    switch self {
    case .constants: for arm in arms.indices { arms[arm] = arm }
    case .all:
      let context = view.context ?? 0
      let contexts = problem.contextCount ?? 1
      var place = 1
      for _ in context + 1..<max(context + 1, contexts) { place *= problem.armCount }
      for policy in arms.indices { arms[policy] = policy / place % problem.armCount }
    case .tables(let tables):
      for policy in arms.indices { arms[policy] = tables[policy][view.context ?? 0] }
    case .linear(let policies):
      for policy in arms.indices {
        var (best, highest) = (0, -Double.infinity)
        for arm in 0..<problem.armCount {
          let score = view.product(of: arm, with: policies[policy][arm])
          if score > highest { (best, highest) = (arm, score) }
        }
        arms[policy] = best
      }
    }
  }
}

// MARK: Settings

extension PolicyClass {
  /// What scenario files say of a class.
  public static let kind = ParameterKind.either([
    .choice(["constants", "all"]),
    .oneKey([
      AnyParameter(
        "tables", "For each policy the arm of each context.",
        .list(of: .list(of: .whole(from: 0)), count: 1...maximumCount), default: .required),
      AnyParameter(
        "linear", "For each policy a row of weights for each arm: it plays the arm with the largest product.",
        .list(of: .list(of: .list(of: .number(.closed(-1e100...1e100)))), count: 1...maximumCount),
        default: .required),
    ]),
  ])

  /// Reads a setting that the kind accepts.
  public init?(_ setting: Setting?) {
    switch setting {
    case .text("constants"): self = .constants
    case .text("all"): self = .all
    case .object(let object):
      if object.has("tables") {
        self = .tables(object.list("tables").map { $0.asWholes ?? [] })
      } else {
        self = .linear(
          object.list("linear").map { policy in
            if case .list(let rows) = policy { rows.map { $0.asNumbers ?? [] } } else { [] }
          })
      }
    default: return nil
    }
  }

  /// The setting that is read as this class.
  public var setting: Setting {
    switch self {
    case .constants: .text("constants")
    case .all: .text("all")
    case .tables(let tables): .object(["tables": .list(tables.map { .list($0.map { .whole($0) }) })])
    case .linear(let policies):
      .object([
        "linear": .list(policies.map { .list($0.map { .list($0.map { .number($0) }) }) })
      ])
    }
  }
}
