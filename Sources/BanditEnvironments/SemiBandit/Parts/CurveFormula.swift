import BanditCards
import BanditComparators
import BanditGames

/// The curve of an arm as a scenario describes it: a table, a formula or a random curve.
///
/// Formulas are in z = idle time - 1, up to a number of idle times that all arms share.
public enum CurveFormula: Hashable, Sendable {
  /// The mean after an idle time of 1, 2, ...; the last one is also the mean after any longer time.
  case table([Double])
  /// height / (1 + exp(-steepness (z - midpoint))).
  case logistic(height: Double, steepness: Double, midpoint: Double)
  /// A logistic curve with parameters that each replication draws.
  case randomLogistic
  /// The height times the gamma density of shape + 1 and a rate, from the longest idle time down, over its maximum.
  case gammaShape(shape: Double, rate: Double, height: Double)
  /// A gamma-shaped curve with parameters that each replication draws.
  case randomGammaShape
  /// A path of a Gaussian process over idle times, in each replication.
  case gaussianProcess(lengthscale: Double, variance: Double = 1)
}

extension CurveFormula {
  private static let value = NumberRange.closed(-RecoveryCurve.largestMean...RecoveryCurve.largestMean)

  /// The kind of a parameter that is the curve of an arm.
  static let kind = ParameterKind.oneKey([
    AnyParameter(
      "table", "The mean after an idle time of 1, 2, ...; the last one is also the mean after any longer time.",
      .list(of: .number(value), count: 1...RecoveryCurve.largestDepth), default: .required, unit: "reward"),
    AnyParameter(
      "logistic",
      """
      [h, s, m]: h / (1 + exp(-s (z - m))) with z = idle time - 1, up to `depth`; `random`: h, s ~ U(0.1, 1) and m ~ \
      U(0.1, 30) in each replication.
      """, triple, default: .required),
    AnyParameter(
      "gammaShape",
      """
      [k, r, h]: h times the gamma density of shape k + 1 and rate r at y = depth + 1 - idle time, over its maximum \
      (at y = k/r), so that h is the highest mean; `random`: r ~ U(0.1, 0.8), k ~ U(2r, 20r), h ~ U(0.1, 1) in each \
      replication. Not monotone.
      """, triple, default: .required),
    AnyParameter(
      "gp",
      """
      A path of a Gaussian process over idle times 1, ..., `depth`, in each replication. Not monotone, may be negative.
      """,
      .object([
        AnyParameter(
          "lengthscale", "Over how many periods the mean changes its value.", .number(.closed(1e-3...1e3)),
          default: .required, unit: "periods"),
        AnyParameter(
          "variance", "The variance of each mean.", .number(.closed(1e-6...1e6)), default: .value(.number(1)),
          unit: "reward squared", why: "the standard normal law of each mean"),
      ]), default: .required),
  ])

  private static let triple = ParameterKind.either([.choice(["random"]), .list(of: .number(value), count: 3...3)])

  /// The formula that a setting of `kind` describes; `nil` for any other setting.
  init?(_ setting: Setting) {
    guard case .object(let settings) = setting, let entry = settings.entries.first else { return nil }
    let theta = entry.value.asNumbers
    switch (entry.name, theta) {
    case ("table", let means?): self = .table(means)
    case ("logistic", let theta?): self = .logistic(height: theta[0], steepness: theta[1], midpoint: theta[2])
    case ("logistic", nil): self = .randomLogistic
    case ("gammaShape", let theta?): self = .gammaShape(shape: theta[0], rate: theta[1], height: theta[2])
    case ("gammaShape", nil): self = .randomGammaShape
    default:
      let process = settings.object(entry.name)
      self = .gaussianProcess(lengthscale: process.number("lengthscale"), variance: process.number("variance"))
    }
  }

  /// The setting that describes it.
  var setting: Setting {
    func list(_ numbers: Double...) -> Setting { .list(numbers.map { .number($0) }) }
    let entry: Settings =
      switch self {
      case .table(let means): ["table": .list(means.map { .number($0) })]
      case .logistic(let height, let steepness, let midpoint): ["logistic": list(height, steepness, midpoint)]
      case .randomLogistic: ["logistic": .text("random")]
      case .gammaShape(let shape, let rate, let height): ["gammaShape": list(shape, rate, height)]
      case .randomGammaShape: ["gammaShape": .text("random")]
      case .gaussianProcess(let lengthscale, let variance):
        ["gp": .object(["lengthscale": .number(lengthscale), "variance": .number(variance)])]
      }
    return .object(entry)
  }
}

extension CurveSource {
  /// Creates the source that a formula describes.
  ///
  /// - Parameters:
  ///   - depth: of curves that are no tables.
  ///   - path: where problems are.
  init(_ formula: CurveFormula, depth: Int, at path: String) throws(InvalidSettings) {
    switch formula {
    case .table(let means):
      self = .fixed(RecoveryCurve(means))
    case .logistic(let height, let steepness, let midpoint):
      guard steepness >= 0 else {
        throw InvalidSettings("\(path).logistic[1]", "found \(steepness); accepted: a steepness of 0 or more")
      }
      self = .fixed(CurveSource.logistic([height, steepness, midpoint], depth: depth))
    case .randomLogistic:
      self = .randomLogistic(depth: depth)
    case .gammaShape(let shape, let rate, let height):
      for (place, number) in [shape, rate].enumerated() where !(1e-6...1e6).contains(number) {
        throw InvalidSettings(
          "\(path).gammaShape[\(place)]",
          "found \(number); accepted: a \(place == 0 ? "shape" : "rate") in [1e-6, 1e6]")
      }
      self = .fixed(CurveSource.gammaShape([shape, rate, height], depth: depth))
    case .randomGammaShape:
      self = .randomGammaShape(depth: depth)
    case .gaussianProcess(let lengthscale, let variance):
      self = .gaussianProcess(CholeskyPath(depth: depth, lengthscale: lengthscale, variance: variance))
    }
  }
}
