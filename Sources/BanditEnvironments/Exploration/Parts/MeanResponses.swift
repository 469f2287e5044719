import BanditCards
import BanditGames
import BanditStreams

/// Queries whose responses scatter around fixed means.
public struct MeanResponses: ExplorationEnvironment {
  public let truth: ExplorationTruth
  /// How responses scatter.
  public let noise: ExplorationNoise

  /// Creates them.
  ///
  /// - Precondition: under Bernoulli noise means are in [0, 1].
  public init(_ truth: ExplorationTruth, noise: ExplorationNoise) {
    self.truth = truth
    self.noise = noise
  }

  /// One uniform u, of which the response is 1{u < mean}, or a normal number.
  public mutating func respond(to query: Int, at round: Int, noise stream: inout RoundNoise) -> Double {
    let mean = truth.means[query]
    return switch noise {
    case .bernoulli: stream.uniform() < mean ? 1 : 0
    case .gaussian(let sd): mean + sd * MeanResponses.standard.sample(from: &stream)
    }
  }

  static let standard = try! Gaussian()
}

/// How responses scatter around their means.
public enum ResponseLaw: String, Sendable, CaseIterable {
  /// They are 0 or 1.
  case bernoulli
  /// They are normal.
  case gaussian
}

/// Settings that environments of the family share.
enum ExplorationSettings {
  /// What vectors of means may be.
  static let means = NumberRange.closed(-1e6...1e6)
  static let comparators = """
    misidentification: any answer of the largest worth is right. simple: the largest worth of an answer.
    """
  static let pulls = """
    Every learner gets the same n-th response to a query; with the coupling `rounds`, the same response in a round.
    """

  /// `means`, `arms`, `prior` and `preset` of scenario files.
  static let armMeans = ArmMeans.Parameters(
    range: means, priors: [ScalarLaw.beta, ScalarLaw.uniform(in: means), ScalarLaw.gaussian],
    presets: [ArmMeans.oneGoodArm, ArmMeans.linearGaps])

  /// A parameter that names the law of responses.
  static func law(_ name: String, default value: ResponseLaw) -> Parameter<ResponseLaw> {
    .choice(name, "How responses scatter around means: 0 or 1, `bernoulli`, or `gaussian`.", default: value)
  }

  static let sd = Parameter<Double?>.number(
    "sd", "The standard deviation of `gaussian` responses.",
    NumberRange(lower: .excluded(0), upper: .included(1e6)), absent: "1, with `gaussian`", unit: "reward")

  /// The law that settings ask for.
  static func noise(_ law: ResponseLaw, sd: Double?) throws(InvalidSettings) -> ExplorationNoise {
    try Self.sd.check(sd)
    if law == .gaussian { return .gaussian(sd: sd ?? 1) }
    guard sd == nil else { throw InvalidSettings("sd", "is that of `gaussian` responses; leave it out") }
    return .bernoulli
  }

  /// Refuses means that no coin can have.
  static func check(_ arms: ArmDraw, _ noise: ExplorationNoise) throws(InvalidSettings) {
    guard noise == .bernoulli else { return }
    switch arms.source {
    case .fixed(let means):
      if let arm = means.firstIndex(where: { !(0...1).contains($0) }) {
        throw InvalidSettings(
          "",
          "arm \(arm) has the mean \(means[arm]), which no response of 0 or 1 has; accepted with `bernoulli`: [0, 1]")
      }
    case .prior(let law):
      guard let range = law.range, range.lowerBound >= 0, range.upperBound <= 1 else {
        throw InvalidSettings(
          "prior", "can give means that no response of 0 or 1 has; accepted with `bernoulli`: laws on [0, 1]")
      }
    }
  }

  /// A list of rows of numbers that may be left out.
  static func rows(
    _ name: String, _ meaning: String, _ range: NumberRange, columns: Int, absent: String, unit: String? = nil
  ) -> Parameter<[[Double]]?> {
    Parameter(
      AnyParameter(
        name, meaning, .list(of: .list(of: .number(range), count: 1...columns), count: 1...10_000),
        default: .absent(absent), unit: unit),
      read: { setting in
        guard case .list(let rows)? = setting else { return nil }
        return rows.map { $0.asNumbers ?? [] }
      },
      write: { $0.map { .list($0.map { .list($0.map { .number($0) }) }) } })
  }

  /// Refuses rows of different lengths.
  static func check(_ rows: [[Double]], _ name: String, columns: Int) throws(InvalidSettings) {
    if let place = rows.firstIndex(where: { $0.count != columns }) {
      throw InvalidSettings(
        "\(name)[\(place)]", "found \(counted: rows[place].count, "number"); accepted: \(columns), as in the first row")
    }
  }

  /// `dataSeed` of scenario files.
  static func dataSeed(_ what: String) -> Parameter<Int> {
    .whole(
      "dataSeed",
      "The seed of \(what), which learners know and all replications share, whatever the scenario's seed.", from: 0,
      default: 1)
  }

  /// A point drawn uniformly on the unit sphere.
  static func direction(_ dimension: Int, from stream: inout RandomStream) -> [Double] {
    while true {
      var vector: [Double] = []
      for _ in 0..<dimension { vector.append(MeanResponses.standard.sample(from: &stream)) }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 0 { return vector.map { $0 / length } }
    }
  }
}

extension ArmDraw {
  /// The means, if they are the same in every replication.
  var fixedMeans: [Double]? {
    guard case .fixed(let means) = source, !isShuffled else { return nil }
    return means
  }
}
