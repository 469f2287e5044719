import BanditCards
import BanditGames
import BanditNumerics

/// The mean loss of an arm as a function of its tally, in [0, 1].
///
/// Tallies are sums of weights: where a curve steps, a tally within 1e-9 below the step counts as having reached it.
public enum LossCurve: Hashable, Sendable {
  /// A line from a loss at tally 0 to a loss at full tally.
  case affine(zero: Double, full: Double)
  /// The loss at tallies 1, 2, ...; between them that of the lower one, beyond the last one that of the last one, below
  /// 1 that of the first one.
  case table([Double])
  /// Straight between points of increasing tallies, constant beyond the first and the last one.
  case points([Point])
  /// One loss below a tally, another one from there on.
  case step(threshold: Double, below: Double, above: Double)
  /// low + (high - low) / (1 + exp(-slope (tally - midpoint))).
  case logistic(low: Double, high: Double, midpoint: Double, slope: Double)

  /// A tally and the loss there.
  public struct Point: Hashable, Sendable {
    /// The tally.
    public let tally: Double
    /// The loss.
    public let loss: Double

    /// Creates a point.
    public init(_ tally: Double, _ loss: Double) {
      self.tally = tally
      self.loss = loss
    }
  }

  /// How far below a step a tally may be and still count as having reached it.
  static let tolerance = 1e-9

  /// The mean loss at a tally.
  ///
  /// - Parameters:
  ///   - tally: above 0.
  ///   - full: the sum of the arm's weights.
  public func loss(at tally: Double, full: Double) -> Double {
    switch self {
    case .affine(let zero, let end):
      let share = tally / full
      return zero * (1 - share) + end * share
    case .table(let losses):
      return losses[min(max(Int(min(tally, 1e15) + LossCurve.tolerance), 1), losses.count) - 1]
    case .points(let points):
      guard let upper = points.firstIndex(where: { $0.tally > tally }) else { return points[points.count - 1].loss }
      guard upper > 0 else { return points[0].loss }
      let (left, right) = (points[upper - 1], points[upper])
      return left.loss + (right.loss - left.loss) * ((tally - left.tally) / (right.tally - left.tally))
    case .step(let threshold, let below, let above):
      return tally < threshold - LossCurve.tolerance ? below : above
    case .logistic(let low, let high, let midpoint, let slope):
      return low + (high - low) / (1 + .exp(-slope * (tally - midpoint)))
    }
  }

  /// Whether it never rises, or never falls, so that its least value is at an end.
  var isMonotone: Bool {
    let losses: [Double]
    switch self {
    case .affine, .step, .logistic: return true
    case .table(let list): losses = list
    case .points(let points): losses = points.map(\.loss)
    }
    let pairs = zip(losses, losses.dropFirst())
    return pairs.allSatisfy { $0 >= $1 } || pairs.allSatisfy { $0 <= $1 }
  }

  // MARK: Settings

  /// What a scenario may say.
  static let kind = ParameterKind.oneKey([
    AnyParameter(
      "affine", "A line: [loss at zero tally, loss at full tally].", .list(of: .number(.unit), count: 2...2),
      default: .required, unit: "loss"),
    AnyParameter(
      "table", "The loss at the tallies 1, 2, ...; it keeps its value up to the next whole tally and after the last.",
      .list(of: .number(.unit), count: 1...WeightedTallyingModel.maximumMemory), default: .required, unit: "loss"),
    AnyParameter(
      "points", "Points [tally, loss] by increasing tally, joined by straight lines.",
      .list(of: .list(of: .number(.closed(0...1e12)), count: 2...2), count: 1...100_000), default: .required),
    AnyParameter(
      "step", "[threshold, loss below it, loss from there on].", .list(of: .number(.closed(0...1e12)), count: 3...3),
      default: .required),
    AnyParameter(
      "logistic",
      """
      [low, high, midpoint, slope]: low + (high - low) / (1 + exp(-slope (tally - midpoint))), with low and high in [0, \
      1].
      """,
      .list(of: .number(.closed(-1e12...1e12)), count: 4...4), default: .required),
  ])

  /// Reads settings that `kind` accepts.
  init(_ settings: Settings) {
    let entry = settings.entries[0]
    let numbers = entry.value.asNumbers ?? []
    switch entry.name {
    case "affine": self = .affine(zero: numbers[0], full: numbers[1])
    case "table": self = .table(numbers)
    case "points": self = .points(settings.list("points").compactMap(\.asNumbers).map { Point($0[0], $0[1]) })
    case "step": self = .step(threshold: numbers[0], below: numbers[1], above: numbers[2])
    default: self = .logistic(low: numbers[0], high: numbers[1], midpoint: numbers[2], slope: numbers[3])
    }
  }

  /// The settings that name the curve.
  var settings: Settings {
    func list(_ numbers: [Double]) -> Setting { .list(numbers.map { .number($0) }) }
    return switch self {
    case .affine(let zero, let full): ["affine": list([zero, full])]
    case .table(let losses): ["table": list(losses)]
    case .points(let points): ["points": .list(points.map { list([$0.tally, $0.loss]) })]
    case .step(let threshold, let below, let above): ["step": list([threshold, below, above])]
    case .logistic(let low, let high, let midpoint, let slope): ["logistic": list([low, high, midpoint, slope])]
    }
  }

  /// Refuses what `kind` does not: losses outside [0, 1], points that are not in order.
  ///
  /// - Throws: `InvalidSettings`.
  func check(at path: String) throws(InvalidSettings) {
    let losses: [Double]
    switch self {
    case .affine, .table: return
    case .points(let points): losses = points.map(\.loss)
    case .step(_, let below, let above): losses = [below, above]
    case .logistic(let low, let high, _, _): losses = [low, high]
    }
    if let loss = losses.first(where: { !NumberRange.unit.contains($0) }) {
      throw InvalidSettings(
        "\(path).\(settings.entries[0].name)", "found a loss of \(loss); accepted: losses in [0, 1]")
    }
    if case .points(let points) = self {
      guard zip(points, points.dropFirst()).allSatisfy({ $0.tally < $1.tally }) else {
        throw InvalidSettings("\(path).points", "the tallies of points must increase")
      }
    }
  }
}
