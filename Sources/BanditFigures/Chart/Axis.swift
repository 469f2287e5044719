import BanditNumerics

extension Chart {
  /// An axis: what it measures, how, and where it has ticks.
  public struct Axis: Hashable, Sendable {
    /// How numbers become places.
    public enum Scale: Hashable, Sendable {
      /// Equal differences are equally long.
      case linear
      /// Equal ratios are equally long; the range is above 0.
      case logarithmic
      /// Whole numbers from 0 stand for things with names.
      case categories
    }

    /// A place with a label.
    public struct Tick: Hashable, Sendable {
      /// The place.
      public var value: Double
      /// The label; empty for none.
      public var label: ChartText

      /// Creates a tick.
      public init(_ value: Double, _ label: ChartText) {
        self.value = value
        self.label = label
      }
    }

    /// What it measures.
    public var title: ChartText
    /// How numbers become places.
    public var scale: Scale
    /// From end to end.
    public var range: ClosedRange<Double>
    /// The ticks, in increasing order.
    public var ticks: [Tick]
    /// Whether thin lines lead from the ticks through the panel.
    public var hasGrid: Bool

    /// Creates an axis.
    public init(_ title: ChartText, _ scale: Scale, _ range: ClosedRange<Double>, ticks: [Tick], hasGrid: Bool = false)
    {
      self.title = title
      self.scale = scale
      self.range = range
      self.ticks = ticks
      self.hasGrid = hasGrid
    }

    /// Creates an axis with a tick for each of some names.
    public init(_ title: ChartText, categories: [ChartText]) {
      self.init(
        title, .categories, -0.5...(Double(max(1, categories.count)) - 0.5),
        ticks: categories.enumerated().map { Tick(Double($0), $1) })
    }

    /// Creates an axis that covers some numbers, with ticks at round ones.
    ///
    /// - Parameters:
    ///   - margin: how much longer than the numbers need, as a share, at ends that are not 0.
    ///   - includesZero: whether it begins at 0 if no number is below; of a linear axis.
    public init(
      _ title: ChartText, _ scale: Scale, covering numbers: [Double], margin: Double = 0, includesZero: Bool = false,
      hasGrid: Bool = false
    ) {
      // Far enough from the ends of the number line that sums and ratios stay on it.
      let (least, most) = (scale == .logarithmic ? 1e-300 : -1e300, 1e300)
      let finite = numbers.filter { $0.isFinite && (scale != .logarithmic || $0 > 0) }.map { min(max($0, least), most) }
      var (low, high) = (finite.min() ?? (scale == .logarithmic ? 1 : 0), finite.max() ?? 1)
      switch scale {
      case .logarithmic:
        // Beyond that, small numbers are at the lower end.
        low = max(low, high * 1e-8)
        if low == high { (low, high) = (low / 2, high * 2) }
        let factor = Double.pow(high / low, margin)
        (low, high) = (low / factor, high * factor)
      case .linear, .categories:
        if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
        if low == high { (low, high) = (low - abs(low) / 2, high + abs(high) / 2) }
        // Numbers so close to 0 have no room for ticks between them.
        if high - low < 1e-290 { (low, high) = (0, 1) }
        let excess = margin * (high - low)
        (low, high) = (low == 0 ? 0 : low - excess, high == 0 ? 0 : high + excess)
      }
      let ticks =
        scale == .logarithmic ? AxisTicks.logarithmic(low, high) : AxisTicks.linear(low, high)
      self.init(title, scale, low...high, ticks: ticks, hasGrid: hasGrid)
    }

    /// Where a number is, from 0 at the lower end to 1; numbers beyond an end are there.
    func place(_ number: Double) -> Double {
      let (low, high) = (range.lowerBound, range.upperBound)
      let inside = min(max(number, low), high)
      return scale == .logarithmic ? Double.log(inside / low) / Double.log(high / low) : (inside - low) / (high - low)
    }
  }
}

/// Round numbers along an axis.
enum AxisTicks {
  /// At most six at distances of 1, 2 or 5 times a power of ten.
  static func linear(_ low: Double, _ high: Double) -> [Axis.Tick] {
    let (unit, power) = step((high - low) / 5)
    let first = (low / (Double(unit) * tenTo(power)) - 1e-9).rounded(.up)
    let last = (high / (Double(unit) * tenTo(power)) + 1e-9).rounded(.down)
    guard first.isFinite, last.isFinite, last >= first, last - first < 100, abs(first) < 1e15 else { return [] }
    let factors = (Int(first)...Int(last)).map { $0 * unit }
    // One form for all labels of an axis.
    let isLong = factors.contains { abs(value($0, power)) >= limit }
    return factors.map { Axis.Tick(value($0, power), text($0, power, isLong: isLong)) }
  }

  /// Powers of ten; where there are no three of them in the range, 2 and 5 times them as well.
  static func logarithmic(_ low: Double, _ high: Double) -> [Axis.Tick] {
    let (from, to) = (exponent(low), exponent(high))
    func ticks(_ factors: [Int]) -> [Axis.Tick] {
      (from...to).flatMap { power in factors.map { ($0, power) } }
        .filter { value($0, $1) >= low * (1 - 1e-9) && value($0, $1) <= high * (1 + 1e-9) }
        .map { factor, power in
          factors.count == 1
            ? Axis.Tick(value(1, power), ChartText("1", timesTenTo: power))
            : Axis.Tick(value(factor, power), text(factor, power))
        }
    }
    for factors in [[1], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]] {
      let some = ticks(factors)
      if some.count >= 3 { return some }
    }
    return linear(low, high)
  }

  /// From here on numbers are products with a power of ten.
  private static let limit = 100_000.0

  /// A whole number times a power of ten, for an axis: with its digits, or beyond five of them as a product.
  ///
  /// - Parameter isLong: whether it is a product in any case.
  static func text(_ factor: Int, _ power: Int, isLong: Bool = false) -> ChartText {
    if factor == 0 { return "0" }
    var (factor, power) = (factor, power)
    while factor % 10 == 0 { (factor, power) = (factor / 10, power + 1) }
    let sign = factor < 0 ? "\u{2212}" : ""
    let digits = String(abs(factor))
    let magnitude = digits.count - 1 + power
    if isLong || magnitude > 4 || magnitude < -3 {
      let decimals = digits.dropFirst()
      return ChartText(sign + digits.prefix(1) + (decimals.isEmpty ? "" : ".\(decimals)"), timesTenTo: magnitude)
    }
    let text: String
    if power >= 0 {
      text = digits + String(repeating: "0", count: power)
    } else if magnitude >= 0 {
      text = "\(digits.dropLast(-power)).\(digits.suffix(-power))"
    } else {
      text = "0." + String(repeating: "0", count: -magnitude - 1) + digits
    }
    return ChartText(sign + text, latex: "$\(sign.isEmpty ? "" : "-")\(text)$")
  }

  /// The largest of 1, 2, 5 times powers of ten that is not far below a number, at least about it.
  private static func step(_ least: Double) -> (unit: Int, power: Int) {
    var power = exponent(least)
    for unit in [1, 2, 5] where Double(unit) * tenTo(power) >= least * (1 - 1e-9) { return (unit, power) }
    power += 1
    return (1, power)
  }

  /// The power of ten of the first digit of a positive number.
  static func exponent(_ number: Double) -> Int {
    var power = Int((Double.log(number) / Double.log(10)).rounded(.down))
    // A logarithm may miss a power of ten by its last bit.
    if tenTo(power + 1) <= number { power += 1 }
    if tenTo(power) > number { power -= 1 }
    return power
  }

  /// A whole number times a power of ten.
  static func value(_ factor: Int, _ power: Int) -> Double {
    power >= 0 ? Double(factor) * tenTo(power) : Double(factor) / tenTo(-power)
  }

  static func tenTo(_ power: Int) -> Double { Double("1e\(power)") ?? 0 }
}
