import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct ScalarLawTests {
  private func law(_ settings: Settings) throws -> ScalarLaw {
    guard case .variant(_, let variants) = ScalarLaw.kind,
      let variant = variants.first(where: { $0.name == settings.text("law") })
    else { throw InvalidSettings("law", "unknown") }
    let given = Settings(settings.entries.filter { $0.name != "law" })
    let parameters = Settings(defaultsOf: variant.parameters, given: given)
    return try ScalarLaw(settings: Settings(settings.entries.prefix(1) + parameters.entries), at: "arms[0]")
  }

  private func draws(_ law: some Distribution, _ count: Int) -> [Double] {
    var stream = RandomStream(key: StreamKey(seed: 3))
    return (0..<count).map { _ in law.sample(from: &stream) }
  }

  static let laws: [(settings: Settings, law: any Distribution, range: ClosedRange<Double>?)] = [
    (["law": .text("bernoulli"), "p": .number(0.3)], try! Bernoulli(p: 0.3), 0...1),
    (["law": .text("gaussian"), "mean": .number(2), "sd": .number(3)], try! Gaussian(mean: 2, sd: 3), nil),
    (["law": .text("gaussian")], try! Gaussian(mean: 0, sd: 1), nil),
    (["law": .text("beta"), "a": .number(2), "b": .number(3)], try! Beta(a: 2, b: 3), 0...1),
    (["law": .text("gamma"), "shape": .number(2), "scale": .number(3)], try! Gamma(shape: 2, scale: 3), nil),
    (["law": .text("uniform"), "lower": .number(-1), "upper": .number(3)], try! Uniform(lower: -1, upper: 3), -1...3),
    (["law": .text("exponential"), "mean": .number(3)], try! Exponential(mean: 3), nil),
    (["law": .text("binomial"), "trials": .whole(9), "p": .number(0.3)], try! Binomial(trials: 9, p: 0.3), 0...9),
    (["law": .text("poisson"), "mean": .number(3)], try! Poisson(mean: 3), nil),
    (
      ["law": .text("student-t"), "degreesOfFreedom": .number(3), "location": .number(1), "scale": .number(2)],
      try! Student(degreesOfFreedom: 3, location: 1, scale: 2), nil
    ),
    (["law": .text("pareto"), "exponent": .number(3), "scale": .number(2)], try! Pareto(exponent: 3, scale: 2), nil),
    (
      ["law": .text("lognormal"), "logMean": .number(1), "logSD": .number(0.5)],
      try! Lognormal(logMean: 1, logSD: 0.5), nil
    ),
    (
      [
        "law": .text("truncated-gaussian"), "mean": .number(1), "sd": .number(2), "lower": .number(-1),
        "upper": .number(2),
      ],
      try! TruncatedGaussian(mean: 1, sd: 2, lower: -1, upper: 2), -1...2
    ),
    (["law": .text("truncated-gaussian"), "lower": .number(0)], try! TruncatedGaussian(lower: 0), nil),
  ]

  @Test(arguments: laws.indices) func isTheLawThatItNames(index: Int) throws {
    let (settings, reference, range) = Self.laws[index]
    let law = try law(settings)
    #expect(draws(law, 20) == draws(reference, 20))
    #expect(law.mean == reference.mean)
    #expect(law.range == range)
  }

  /// What draws less their mean are subgaussian with: sd of the normal laws, cut off or not, or less; half the width of
  /// the bounded ones (Hoeffding); of the others none.
  @Test func scales() {
    let scales = Self.laws.map { try! law($0.settings).noiseScale }
    #expect(scales == [0.5, 3, 1, 0.5, nil, 2, nil, 4.5, nil, nil, nil, nil, 1.5, 1])
  }

  @Test func constants() throws {
    let law = try law(["law": .text("constant"), "value": .number(-2)])
    #expect(draws(law, 3) == [-2, -2, -2])
    #expect(law.mean == -2)
    #expect(law.range == -2...(-2))
  }

  @Test func categoricalDrawsItsValues() throws {
    let values: Setting = .list([.number(-1), .number(4), .number(10)])
    let law = try law([
      "law": .text("categorical"), "values": values, "weights": .list([.number(2), .number(2), .number(0)]),
    ])
    #expect(law.mean == 1.5)
    #expect(law.range == -1...10)
    let successes = draws(law, 100_000).count { $0 == 4 }
    #expect(BinomialTest(successes: successes, trials: 100_000, probability: 0.5).pValue > 1e-6)
    #expect(draws(law, 1000).allSatisfy { $0 == -1 || $0 == 4 })
    let even = try self.law(["law": .text("categorical"), "values": values])
    #expect(abs(even.mean! - 13.0 / 3) < 1e-14)
  }

  @Test func everyLawOfTheCardCanBeDrawn() {
    guard case .variant(_, let variants) = ScalarLaw.kind else { return #expect(Bool(false), "laws are variants") }
    let tested = Set(Self.laws.map { $0.settings.text("law") } + ["constant", "categorical"])
    #expect(tested == Set(variants.map(\.name)))
  }

  @Test func problemsNameTheArm() {
    #expect(throws: InvalidSettings("arms[0]", "uniform: upper is 1.0; accepted: a finite number above lower = 2.0")) {
      try law(["law": .text("uniform"), "lower": .number(2), "upper": .number(1)])
    }
    #expect(throws: InvalidSettings("arms[0].weights", "1 weights for 2 values; give one for each")) {
      try law([
        "law": .text("categorical"), "values": .list([.number(1), .number(2)]), "weights": .list([.number(1)]),
      ])
    }
  }

  @Test(arguments: laws.indices) func settingsOfALawAreReadAsTheSame(index: Int) throws {
    let law = try law(Self.laws[index].settings)
    let parameter = Parameter<ScalarLaw>.law("law", "A law.")
    let read = try parameter.value(of: parameter.setting(of: law))
    #expect(draws(read, 20) == draws(law, 20))
    #expect(read.settings == law.settings)
  }

  @Test func wrongLawsAreRefused() {
    let parameter = Parameter<ScalarLaw>.law("reward", "A law.")
    for setting: Setting? in [
      nil, .number(1), .object([:]), .object(["law": .text("zipf")]), .object(["law": .text("bernoulli")]),
      .object(["law": .text("bernoulli"), "p": .number(2)]),
      .object(["law": .text("uniform"), "lower": .number(1), "upper": .number(0)]),
    ] {
      let problem = #expect(throws: InvalidSettings.self) { try parameter.value(of: setting) }
      #expect(problem?.path == "reward")
    }
    #expect(throws: InvalidSettings.self) { try parameter.check(.constant(.infinity)) }
  }
}
