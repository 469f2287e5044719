import BanditNumerics

/// A function q of a vertex's load that falls from q(0), by which rules of balance weigh p w.
public enum BalanceFunction: String, Sendable, CaseIterable {
  /// e^(x+1) E1(x+1).
  case g596
  /// 0.588 / (0.575 x + 1).
  case g588
  /// 0.581 e^(-0.535 x).
  case g581
  /// e^-x.
  case exp
  /// 1 - f(x), f the solution of f' = (f - 1 + e^-x) / (2 - x - e^-x), f(1) = 1 - 1/e; constant from 1 on.
  case f
  /// 1 - f2(x) = cosh(1 - x) / e; constant from 1 on.
  case f2

  /// q(x) at a load x of 0 or more.
  ///
  /// - Complexity: O(1); `f` is tabulated once.
  public func value(_ load: Double) -> Double {
    switch self {
    case .g596: ExponentialIntegral.scaledE1(load + 1)
    case .g588: 0.588 / (0.575 * load + 1)
    case .g581: 0.581 * Double.exp(-0.535 * load)
    case .exp: Double.exp(-load)
    case .f: BalanceTable.f.value(min(1, load))
    case .f2: load >= 1 ? BalanceFunction.floor : 0.5 * (Double.exp(-load) + Double.exp(load - 2))
    }
  }

  /// 1/e: what `f` and `f2` come down to.
  static let floor = Double.exp(-1)

  /// The load at which `f` or `f2` has a value, in [0, 1].
  ///
  /// - Parameter value: in [1/e, q(0)]; others count as the next end.
  func load(atValue value: Double) -> Double {
    if value <= BalanceFunction.floor { return 1 }
    if self == .f { return BalanceTable.f.load(atValue: value) }
    // cosh(1 - x) = e q.
    let cosine = value / BalanceFunction.floor
    return max(0, 1 - .log(cosine + (cosine * cosine - 1).squareRoot()))
  }
}

/// 1 - f, tabulated with its derivatives; cubics in between, with an error far below 1e-12.
private struct BalanceTable: Sendable {
  static let f = BalanceTable()

  private static let count = 1024
  private let values: [Double]
  private let slopes: [Double]

  init() {
    // f' of Z. Huang and Q. Zhang's equation (5), by differentiating f h.
    func slope(_ x: Double, _ f: Double) -> Double { (f - 1 + .exp(-x)) / (2 - x - .exp(-x)) }
    let step = -1 / Double(BalanceTable.count)
    var f = 1 - Double.exp(-1)
    var values = [f]
    for place in 0..<BalanceTable.count {
      let x = 1 + Double(place) * step
      let first = slope(x, f)
      let second = slope(x + step / 2, f + step / 2 * first)
      let third = slope(x + step / 2, f + step / 2 * second)
      let fourth = slope(x + step, f + step * third)
      f += step / 6 * (first + 2 * second + 2 * third + fourth)
      values.append(f)
    }
    values.reverse()
    slopes = values.indices.map { -slope(Double($0) / Double(BalanceTable.count), values[$0]) }
    self.values = values.map { 1 - $0 }
  }

  func value(_ load: Double) -> Double {
    let scaled = load * Double(BalanceTable.count)
    let place = min(Int(scaled), BalanceTable.count - 1)
    return cubic(place, scaled - Double(place)).value
  }

  private func cubic(_ place: Int, _ t: Double) -> (value: Double, slope: Double) {
    let width = 1 / Double(BalanceTable.count)
    let (start, end) = (values[place], values[place + 1])
    let (left, right) = (slopes[place] * width, slopes[place + 1] * width)
    let second = 3 * (end - start) - 2 * left - right
    let third = 2 * (start - end) + left + right
    return (start + t * (left + t * (second + t * third)), left + t * (2 * second + 3 * t * third))
  }

  func load(atValue value: Double) -> Double {
    if value >= values[0] { return 0 }
    var (low, high) = (0, BalanceTable.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if values[middle] > value { low = middle } else { high = middle }
    }
    var (left, right) = (0.0, 1.0)
    var t = 0.5
    for _ in 0..<60 {
      let point = cubic(low, t)
      if point.value > value { left = t } else { right = t }
      let next = t - (point.value - value) / point.slope
      let step = next > left && next < right ? next : 0.5 * (left + right)
      if abs(step - t) < 1e-15 { break }
      t = step
    }
    return (Double(low) + t) / Double(BalanceTable.count)
  }
}
