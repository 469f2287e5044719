import BanditCards
import BanditGames
import BanditStreams

/// What the environments of the family are asked in the same words.
public enum ContextualSettings {
  /// The largest number of joint features.
  static let maximumDimension = 1000
  /// The largest number of arms.
  static let maximumArmCount = 10_000
  /// What a component of a vector may be: sums of squares stay finite.
  static let components = ParameterKind.number(.closed(-1e100...1e100))

  /// `meanRange` of scenario files.
  public static let meanRange = Parameter<ClosedRange<Double>?>(
    AnyParameter(
      "meanRange",
      "The ends of the interval that means are said to lie in; learners clip predictions to it, nothing checks it.",
      .list(of: components, count: 2...2),
      default: .absent("[-S L, S L] for linear means, the rewards of tables, else [0, 1]"),
      unit: "reward"),
    read: { (setting) throws(InvalidSettings) in
      guard let ends = setting?.asNumbers, ends.count == 2 else { return nil }
      guard ends[0] < ends[1] else {
        throw InvalidSettings("meanRange", "found [\(ends[0]), \(ends[1])]; accepted: the lower end first")
      }
      return ends[0]...ends[1]
    }, write: { $0.map { .list([.number($0.lowerBound), .number($0.upperBound)]) } })

  /// `policyClass` of scenario files.
  public static let policyClass = Parameter<PolicyClass?>(
    AnyParameter(
      "policyClass", "The policies that the notion policy-class compares with.", PolicyClass.kind,
      default: .absent("that notion is missing")),
    read: { PolicyClass($0) }, write: { $0?.setting })

  /// Refuses what does not fit in memory.
  static func check(dimension: Int, at path: String) throws(InvalidSettings) {
    if dimension > maximumDimension {
      throw InvalidSettings(
        path, "\(dimension) features on which an arm's regression would depend; accepted: up to \(maximumDimension)")
    }
  }
}

/// A parameter vector.
public enum LinearParameter: Hashable, Sendable {
  /// This one.
  case given([Double])
  /// Drawn for each replication, uniformly on the sphere of a radius.
  case sphere(norm: Double)

  /// `theta` of scenario files.
  public static let parameter = Parameter<LinearParameter>(
    AnyParameter(
      "theta", "The parameter; or its norm, and each replication draws it uniformly on that sphere.",
      .either([
        .list(of: ContextualSettings.components, count: 1...ContextualSettings.maximumDimension),
        .oneKey([
          AnyParameter(
            "norm", "The norm.", .number(NumberRange(lower: .excluded(0), upper: .included(1e100))),
            default: .required)
        ]),
      ]), default: .value(.object(["norm": .number(1)]))),
    read: {
      if case .object(let object)? = $0 { .sphere(norm: object.number("norm")) } else { .given($0?.asNumbers ?? []) }
    },
    write: {
      switch $0 {
      case .given(let theta): .list(theta.map { .number($0) })
      case .sphere(let norm): .object(["norm": .number(norm)])
      }
    })

  /// The norm.
  var norm: Double {
    switch self {
    case .given(let theta): theta.norm
    case .sphere(let norm): norm
    }
  }

  /// Refuses a vector of another length.
  func check(dimension: Int) throws(InvalidSettings) {
    if case .given(let theta) = self, theta.count != dimension {
      throw InvalidSettings("theta", "\(theta.count) components in dimension \(dimension); give one for each")
    }
  }

  /// The parameter of a replication.
  func draw(dimension: Int, from stream: inout RandomStream) -> [Double] {
    switch self {
    case .given(let theta): return theta
    case .sphere(let norm):
      var theta = Array(repeating: 0.0, count: dimension)
      FeatureLaw.sphere.write(into: &theta, from: 0, count: dimension, noise: &stream)
      return theta.map { norm * $0 }
    }
  }
}

/// Sets of actions, each a feature vector.
public enum ActionSets: Hashable, Sendable {
  /// These, in every round.
  case fixed([[Double]])
  /// Drawn once for each replication.
  case drawnOnce(arms: Int, law: FeatureLaw)
  /// New ones in every round.
  case fresh(arms: Int, law: FeatureLaw)
  /// K points at equal distances on the unit circle, in dimension 2.
  case circle(Int)

  /// `actions` of scenario files.
  public static let parameter: Parameter<ActionSets> = {
    let drawn = ParameterKind.object([
      AnyParameter(
        "arms", "The number of arms.", .whole(1...ContextualSettings.maximumArmCount), default: .required),
      AnyParameter(
        "law",
        "`sphere`: uniform on the sphere; `cube`: uniform on [-1, 1]^d, divided by the norm where that exceeds 1.",
        .choice(FeatureLaw.allCases.map(\.rawValue)), default: .value(.text("sphere"))),
    ])
    return Parameter(
      AnyParameter(
        "actions", "What the arms are: a feature vector each.",
        .oneKey([
          AnyParameter(
            "fixed", "The same in every round: the vectors, or how each replication draws them.",
            .either([
              .list(of: .list(of: ContextualSettings.components), count: 1...ContextualSettings.maximumArmCount), drawn,
            ]), default: .required),
          AnyParameter("fresh", "Drawn anew in every round.", drawn, default: .required),
          AnyParameter(
            "circle", "This many points at equal distances on the unit circle, in dimension 2.",
            .whole(1...ContextualSettings.maximumArmCount), default: .required),
        ]), default: .required),
      read: { setting in
        guard case .object(let object)? = setting, let entry = object.entries.first else { return .circle(1) }
        switch (entry.name, entry.value) {
        case ("circle", let value): return .circle(value.asWhole ?? 1)
        case ("fixed", .list(let rows)): return .fixed(rows.map { $0.asNumbers ?? [] })
        case (let name, .object(let drawn)):
          let (arms, law) = (drawn.whole("arms"), FeatureLaw(rawValue: drawn.text("law")) ?? .sphere)
          return name == "fixed" ? .drawnOnce(arms: arms, law: law) : .fresh(arms: arms, law: law)
        default: return .circle(1)
        }
      },
      write: {
        switch $0 {
        case .fixed(let rows): .object(["fixed": .list(rows.map { .list($0.map { .number($0) }) })])
        case .drawnOnce(let arms, let law):
          .object(["fixed": .object(["arms": .whole(arms), "law": .text(law.rawValue)])])
        case .fresh(let arms, let law):
          .object(["fresh": .object(["arms": .whole(arms), "law": .text(law.rawValue)])])
        case .circle(let count): .object(["circle": .whole(count)])
        }
      })
  }()

  /// The number of arms.
  var armCount: Int {
    switch self {
    case .fixed(let rows): rows.count
    case .drawnOnce(let arms, _), .fresh(let arms, _), .circle(let arms): arms
    }
  }

  /// Whether they are the same in every round.
  var areFixed: Bool { if case .fresh = self { false } else { true } }

  /// The set that all replications have; `nil` where they draw it.
  var common: [[Double]]? {
    switch self {
    case .fixed(let rows): rows
    case .circle(let count):
      (0..<count).map { place in
        let angle = 2 * Double.pi * Double(place) / Double(count)
        return [Double.cos(angle), Double.sin(angle)]
      }
    case .drawnOnce, .fresh: nil
    }
  }

  /// The largest norm of a vector.
  var norm: Double { if case .fixed(let rows) = self { rows.map(\.norm).max() ?? 0 } else { 1 } }

  /// Refuses vectors of another length.
  func check(dimension: Int) throws(InvalidSettings) {
    switch self {
    case .fixed(let rows):
      if let arm = rows.firstIndex(where: { $0.count != dimension }) {
        throw InvalidSettings(
          "actions.fixed[\(arm)]", "\(rows[arm].count) features in dimension \(dimension); give one for each")
      }
    case .circle where dimension != 2:
      throw InvalidSettings("actions.circle", "a circle lies in dimension 2, found dimension \(dimension)")
    default: return
    }
  }

  /// What the rounds of a replication show.
  func source(dimension: Int, from stream: inout RandomStream) -> ViewSource {
    switch self {
    case .drawnOnce(let arms, let law):
      var actions = Array(repeating: 0.0, count: arms * dimension)
      for arm in 0..<arms { law.write(into: &actions, from: arm * dimension, count: dimension, noise: &stream) }
      return .fixedActions(actions)
    case .fresh(_, let law): return .freshActions(law)
    case .fixed, .circle: return .fixedActions((common ?? []).flatMap { $0 })
    }
  }
}
