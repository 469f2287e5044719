import BanditCards
import BanditComparators
import BanditGames

extension CurveSource {
  private static let value = NumberRange.closed(-RecoveryCurve.largestMean...RecoveryCurve.largestMean)

  /// The kind of a parameter that is the curve of an arm.
  static let kind = ParameterKind.oneKey([
    AnyParameter(
      "table", "The mean after an idle time of 1, 2, ...; the last one for every longer time.",
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
      [k, r, h]: h times the gamma density of shape k + 1 and rate r at y = depth + 1 - idle time, over its maximum (at \
      y = k/r), so that h is the highest mean; `random`: r ~ U(0.1, 0.8), k ~ U(2r, 20r), h ~ U(0.1, 1) in each \
      replication. Not monotone.
      """, triple, default: .required),
    AnyParameter(
      "gp",
      "A path of a Gaussian process over idle times 1, ..., `depth`, in each replication. Not monotone, may be negative.",
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

  /// Creates the source that a setting of `kind` describes.
  ///
  /// - Parameters:
  ///   - settings: an object with one key.
  ///   - depth: of curves that are formulas.
  ///   - path: where problems are.
  init(settings: Settings, depth: Int, at path: String) throws(InvalidSettings) {
    let key = settings.entries[0].name
    let numbers = settings[key]?.asNumbers
    switch (key, numbers) {
    case ("table", let means?):
      self = .fixed(RecoveryCurve(means))
    case ("logistic", let theta?):
      guard theta[1] >= 0 else {
        throw InvalidSettings("\(path).logistic[1]", "found \(theta[1]); accepted: a steepness of 0 or more")
      }
      self = .fixed(CurveSource.logistic(theta, depth: depth))
    case ("logistic", nil):
      self = .randomLogistic(depth: depth)
    case ("gammaShape", let theta?):
      if let place = (0...1).first(where: { !(1e-6...1e6).contains(theta[$0]) }) {
        throw InvalidSettings(
          "\(path).gammaShape[\(place)]",
          "found \(theta[place]); accepted: a \(place == 0 ? "shape" : "rate") in [1e-6, 1e6]")
      }
      self = .fixed(CurveSource.gammaShape(theta, depth: depth))
    case ("gammaShape", nil):
      self = .randomGammaShape(depth: depth)
    default:
      let process = settings.object(key)
      self = .gaussianProcess(
        CholeskyPath(
          depth: depth, lengthscale: process.number("lengthscale"), variance: process.number("variance")))
    }
  }
}
