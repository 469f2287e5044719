import BanditNumerics

/// A function that optimisers are tried on, of coordinates in [0, 1] that stand for its usual box; they are to be
/// minimised.
enum TestFunction {
  /// (6 x - 2)^2 sin(12 x - 4), x in [0, 1].
  case forrester
  /// sin(10 pi x) / (2 x) + (x - 1)^4, x in [0.5, 2.5].
  case gramacyLee
  /// (y - 5.1 x^2 / (4 pi^2) + 5 x / pi - 6)^2 + 10 (1 - 1 / (8 pi)) cos x + 10, x in [-5, 10], y in [0, 15].
  case branin
  /// (4 - 2.1 x^2 + x^4 / 3) x^2 + x y + (4 y^2 - 4) y^2, x in [-3, 3], y in [-2, 2].
  case sixHumpCamel

  /// Its box, an interval for each coordinate.
  var box: [ClosedRange<Double>] {
    switch self {
    case .forrester: [0...1]
    case .gramacyLee: [0.5...2.5]
    case .branin: [-5...10, 0...15]
    case .sixHumpCamel: [-3...3, -2...2]
    }
  }

  /// The value at a point of the unit cube.
  ///
  /// - Precondition: a coordinate for each interval of the box.
  func value(at point: [Double]) -> Double {
    let place = zip(point, box).map { $1.lowerBound + $0 * ($1.upperBound - $1.lowerBound) }
    let x = place[0]
    switch self {
    case .forrester: return (6 * x - 2) * (6 * x - 2) * .sin(12 * x - 4)
    case .gramacyLee: return .sin(10 * .pi * x) / (2 * x) + .pow(x - 1, 4)
    case .branin:
      let valley = place[1] - 5.1 * x * x / (4 * .pi * .pi) + 5 * x / .pi - 6
      return valley * valley + 10 * (1 - 1 / (8 * .pi)) * .cos(x) + 10
    case .sixHumpCamel:
      let (square, other) = (x * x, place[1] * place[1])
      return (4 - 2.1 * square + square * square / 3) * square + x * place[1] + (4 * other - 4) * other
    }
  }
}
