import BanditCards
import BanditGames
import BanditStreams

extension ScalarLaw {
  /// The kind of a parameter that is any of the laws.
  static let kind = ParameterKind.variant(
    tag: "law",
    [
      bernoulli, gaussian, beta, gamma, uniform(in: values), constant, exponential, binomial, poisson, student, pareto,
      lognormal, truncatedGaussian, categorical,
    ])

  /// Creates the law that settings of `kind` name.
  ///
  /// - Parameters:
  ///   - settings: the law and its parameters.
  ///   - path: where problems are.
  init(settings: Settings, at path: String) throws(InvalidSettings) {
    if settings.text("law") == ScalarLaw.categorical.name, settings.has("weights") {
      let (values, weights) = (settings.numbers("values").count, settings.numbers("weights").count)
      guard values == weights else {
        throw InvalidSettings("\(path).weights", "\(weights) weights for \(values) values; give one for each")
      }
    }
    do throws(DistributionError) {
      self = try ScalarLaw.made(settings)
    } catch {
      throw InvalidSettings(path, error.description)
    }
  }

  /// Creates the law that a setting of `kind` names.
  fileprivate init(_ setting: Setting?, at path: String) throws(InvalidSettings) {
    guard case .object(let settings)? = setting else {
      throw InvalidSettings(path, "accepted: \(ScalarLaw.kind)")
    }
    try self.init(settings: settings, at: path)
  }

  private static func made(_ settings: Settings) throws(DistributionError) -> ScalarLaw {
    let number = { settings.number($0) }
    switch settings.text("law") {
    case bernoulli.name: return .bernoulli(try Bernoulli(p: number("p")))
    case gaussian.name: return .gaussian(try Gaussian(mean: number("mean"), sd: number("sd")))
    case beta.name: return .beta(try Beta(a: number("a"), b: number("b")))
    case gamma.name: return .gamma(try Gamma(shape: number("shape"), scale: number("scale")))
    case uniformName: return .uniform(try Uniform(lower: number("lower"), upper: number("upper")))
    case constant.name: return .constant(number("value"))
    case exponential.name: return .exponential(try Exponential(mean: number("mean")))
    case binomial.name: return .binomial(try Binomial(trials: settings.whole("trials"), p: number("p")))
    case poisson.name: return .poisson(try Poisson(mean: number("mean")))
    case student.name:
      return .student(
        try Student(
          degreesOfFreedom: number("degreesOfFreedom"), location: number("location"), scale: number("scale")))
    case pareto.name: return .pareto(try Pareto(exponent: number("exponent"), scale: number("scale")))
    case lognormal.name: return .lognormal(try Lognormal(logMean: number("logMean"), logSD: number("logSD")))
    case truncatedGaussian.name:
      return .truncatedGaussian(
        try TruncatedGaussian(
          mean: number("mean"), sd: number("sd"), lower: settings["lower"]?.asNumber ?? -.infinity,
          upper: settings["upper"]?.asNumber ?? .infinity))
    case categorical.name:
      let values = settings.numbers("values")
      let weights = settings["weights"]?.asNumbers ?? values.map { _ in 1 }
      return .categorical(try Categorical(weights: weights), values: values)
    case let name: preconditionFailure("no law is called '\(name)': does the card declare it?")
    }
  }

  /// The settings that name the law.
  var settings: Settings {
    switch self {
    case .bernoulli(let law): Self.settings(Self.bernoulli, ["p": .number(law.p)])
    case .gaussian(let law): Self.settings(Self.gaussian, ["mean": .number(law.location), "sd": .number(law.sd)])
    case .beta(let law): Self.settings(Self.beta, ["a": .number(law.a), "b": .number(law.b)])
    case .gamma(let law): Self.settings(Self.gamma, ["shape": .number(law.shape), "scale": .number(law.scale)])
    case .uniform(let law):
      ["law": .text(Self.uniformName), "lower": .number(law.lower), "upper": .number(law.upper)]
    case .constant(let value): Self.settings(Self.constant, ["value": .number(value)])
    case .exponential(let law): Self.settings(Self.exponential, ["mean": .number(law.scale)])
    case .binomial(let law): Self.settings(Self.binomial, ["trials": .whole(law.trials), "p": .number(law.p)])
    case .poisson(let law): Self.settings(Self.poisson, ["mean": .number(law.rate)])
    case .student(let law):
      Self.settings(
        Self.student,
        [
          "degreesOfFreedom": .number(law.degreesOfFreedom), "location": .number(law.location),
          "scale": .number(law.scale),
        ])
    case .pareto(let law):
      Self.settings(Self.pareto, ["exponent": .number(law.exponent), "scale": .number(law.scale)])
    case .lognormal(let law):
      Self.settings(Self.lognormal, ["logMean": .number(law.logMean), "logSD": .number(law.logSD)])
    case .truncatedGaussian(let law):
      Self.settings(
        Self.truncatedGaussian,
        Settings(
          [("mean", law.location), ("sd", law.sd), ("lower", law.lower), ("upper", law.upper)]
            .filter { !$0.1.isInfinite }.map { .init($0.0, .number($0.1)) }))
    case .categorical(let law, let values):
      Self.settings(
        Self.categorical,
        [
          "values": .list(values.map { .number($0) }), "weights": .list(law.probabilities.map { .number($0) }),
        ])
    }
  }

  private static func settings(_ variant: ParameterKind.Variant, _ parameters: Settings) -> Settings {
    Settings([.init("law", .text(variant.name))] + parameters.entries)
  }

  // MARK: The laws and their parameters

  /// Wide enough for every unit, narrow enough that sums over a run stay finite.
  static let values = NumberRange.closed(-1e100...1e100)

  static let beta = ParameterKind.Variant(
    "beta",
    [
      AnyParameter("a", "First shape.", .number(.closed(Beta.accepted)), default: .value(.number(1))),
      AnyParameter("b", "Second shape.", .number(.closed(Beta.accepted)), default: .value(.number(1))),
    ])

  static let gaussian = ParameterKind.Variant(
    "gaussian",
    [
      AnyParameter("mean", "Its mean.", .number(values), default: .value(.number(0)), unit: "reward"),
      AnyParameter(
        "sd", "Its standard deviation.", .number(.closed(0...1e100)), default: .value(.number(1)), unit: "reward"),
    ])

  /// The uniform law whose ends are in a range.
  static func uniform(in range: NumberRange) -> ParameterKind.Variant {
    ParameterKind.Variant(
      uniformName,
      [
        AnyParameter("lower", "The lower end.", .number(range), default: .value(.number(0)), unit: "reward"),
        AnyParameter("upper", "The upper end.", .number(range), default: .value(.number(1)), unit: "reward"),
      ])
  }

  private static let uniformName = "uniform"

  /// The settings of the uniform law on [0, 1].
  static let unitUniform: Settings = ["law": .text(uniformName), "lower": .number(0), "upper": .number(1)]

  private static let bernoulli = ParameterKind.Variant(
    "bernoulli", [AnyParameter("p", "The probability of 1.", .number(.unit), default: .required)])

  private static let gamma = ParameterKind.Variant(
    "gamma",
    [
      AnyParameter("shape", "The shape.", .number(.closed(1e-6...1e15)), default: .required),
      AnyParameter(
        "scale", "The scale; the mean is shape times scale.", .number(.closed(1e-15...1e15)),
        default: .value(.number(1)), unit: "reward"),
    ])

  private static let constant = ParameterKind.Variant(
    "constant", [AnyParameter("value", "The value.", .number(values), default: .required, unit: "reward")])

  private static let exponential = ParameterKind.Variant(
    "exponential",
    [AnyParameter("mean", "Its mean.", .number(.closed(1e-100...1e100)), default: .required, unit: "reward")])

  private static let binomial = ParameterKind.Variant(
    "binomial",
    [
      AnyParameter("trials", "The number of trials.", .whole(Binomial.acceptedTrials), default: .required),
      AnyParameter("p", "The probability of a success.", .number(.unit), default: .required),
    ])

  private static let poisson = ParameterKind.Variant(
    "poisson", [AnyParameter("mean", "Its mean.", .number(.closed(0...1e9)), default: .required, unit: "reward")])

  private static let student = ParameterKind.Variant(
    "student-t",
    [
      AnyParameter(
        "degreesOfFreedom", "The fewer, the heavier the tails.", .number(.closed(0.1...1e15)), default: .required),
      AnyParameter("location", "The median.", .number(values), default: .value(.number(0)), unit: "reward"),
      AnyParameter(
        "scale", "The factor of the standard variable.", .number(.closed(0...1e100)), default: .value(.number(1)),
        unit: "reward"),
    ])

  private static let pareto = ParameterKind.Variant(
    "pareto",
    [
      AnyParameter(
        "exponent", "The exponent of the tail: P(X > x) = (scale / x)^exponent.", .number(.closed(0.1...1e15)),
        default: .required),
      AnyParameter(
        "scale", "The smallest value.", .number(.closed(1e-100...1e100)), default: .value(.number(1)), unit: "reward"),
    ])

  private static let lognormal = ParameterKind.Variant(
    "lognormal",
    [
      AnyParameter(
        "logMean", "The mean of the logarithm.", .number(.closed(-230...230)), default: .value(.number(0))),
      AnyParameter(
        "logSD", "The standard deviation of the logarithm.", .number(.closed(0...20)), default: .value(.number(1))),
    ])

  private static let truncatedGaussian = ParameterKind.Variant(
    "truncated-gaussian",
    [
      AnyParameter("mean", "The mean before truncation.", .number(values), default: .value(.number(0)), unit: "reward"),
      AnyParameter(
        "sd", "The standard deviation before truncation.", .number(.closed(1e-100...1e100)),
        default: .value(.number(1)), unit: "reward"),
      AnyParameter("lower", "The lower end.", .number(values), default: .absent("not truncated below"), unit: "reward"),
      AnyParameter("upper", "The upper end.", .number(values), default: .absent("not truncated above"), unit: "reward"),
    ])

  private static let categorical = ParameterKind.Variant(
    "categorical",
    [
      AnyParameter(
        "values", "The values.", .list(of: .number(values), count: 1...1_000_000), default: .required, unit: "reward"),
      AnyParameter(
        "weights", "How likely each value is, up to a common factor.",
        .list(of: .number(.nonNegative), count: 1...1_000_000), default: .absent("all values are equally likely")),
    ])
}

// MARK: Parameters that are laws

extension Parameter where Value == ScalarLaw {
  /// A law of numbers that has to be given.
  public static func law(_ name: String, _ meaning: String) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, ScalarLaw.kind, default: .required),
      read: { (setting) throws(InvalidSettings) in try ScalarLaw(setting, at: name) },
      write: { .object($0.settings) })
  }
}

extension Parameter where Value == ScalarLaw? {
  /// One of some laws, which may be left out and is then `nil`; `absent` says what that means.
  static func law(
    _ name: String, _ meaning: String, _ laws: [ParameterKind.Variant], absent: String
  ) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .variant(tag: "law", laws), default: .absent(absent)),
      read: { (setting) throws(InvalidSettings) in setting == nil ? nil : try ScalarLaw(setting, at: name) },
      write: { $0.map { .object($0.settings) } })
  }
}

extension Parameter where Value == [ScalarLaw] {
  /// A list of laws of numbers that has to be given.
  public static func laws(_ name: String, _ meaning: String, count: ClosedRange<Int> = 1...Int.max) -> Parameter {
    Parameter(
      AnyParameter(name, meaning, .list(of: ScalarLaw.kind, count: count), default: .required),
      read: { (setting) throws(InvalidSettings) in
        guard case .list(let elements)? = setting else { return [] }
        return try [ScalarLaw](elements, at: name)
      },
      write: { .list($0.map { .object($0.settings) }) })
  }
}

extension [ScalarLaw] {
  /// Creates the laws that settings of `ScalarLaw.kind` name.
  init(_ settings: [Setting], at path: String) throws(InvalidSettings) {
    self = []
    for (index, setting) in settings.enumerated() { append(try ScalarLaw(setting, at: "\(path)[\(index)]")) }
  }
}
