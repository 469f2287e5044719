import BanditCards
import BanditNumerics

/// The mean reward of an arm as a function of a context in [0, 1]^p.
public enum MeanCurve: Hashable, Sendable {
  /// The same everywhere.
  case constant(Double)
  /// base + amplitude sin(2 pi (frequency x_1 + phase)).
  case sine(base: Double, amplitude: Double, frequency: Double, phase: Double)
  /// base + max(0, height - slope max_j |x_j - at_j|).
  case tent(at: [Double], base: Double, height: Double, slope: Double)

  /// The value for features (1, x).
  func value(at features: [Double]) -> Double {
    switch self {
    case .constant(let mean): return mean
    case .sine(let base, let amplitude, let frequency, let phase):
      return base + amplitude * .sin(2 * .pi * (frequency * features[1] + phase))
    case .tent(let peak, let base, let height, let slope):
      var distance = 0.0
      for (place, coordinate) in peak.enumerated() { distance = max(distance, abs(features[place + 1] - coordinate)) }
      return base + max(0, height - slope * distance)
    }
  }

  /// The smallest Lipschitz constant that is known, in the maximum norm.
  var lipschitz: Double {
    switch self {
    case .constant: 0
    case .sine(_, let amplitude, let frequency, _): 2 * .pi * abs(frequency * amplitude)
    case .tent(_, _, _, let slope): slope
    }
  }

  /// An interval that holds all values.
  private var range: ClosedRange<Double> {
    switch self {
    case .constant(let mean): mean...mean
    case .sine(let base, let amplitude, _, _): base - abs(amplitude)...base + abs(amplitude)
    case .tent(_, let base, let height, _): base...base + max(0, height)
    }
  }

  /// Refuses what is no probability somewhere, and peaks of another dimension.
  func check(dimension: Int, at path: String) throws(InvalidSettings) {
    if range.lowerBound < 0 || range.upperBound > 1 {
      throw InvalidSettings(
        path, "its values reach from \(range.lowerBound) to \(range.upperBound); accepted: means in [0, 1]")
    }
    if case .tent(let peak, _, _, _) = self, peak.count != dimension {
      throw InvalidSettings("\(path).tent.at", "\(peak.count) coordinates in dimension \(dimension); give one for each")
    }
  }

  /// What scenario files say of a curve.
  static let kind: ParameterKind = {
    let number = NumberRange.closed(-1e6...1e6)
    return .either([
      .number(.unit),
      .oneKey([
        AnyParameter(
          "sine", "[base, amplitude, frequency, phase] of base + amplitude sin(2 pi (frequency x_1 + phase)).",
          .list(of: .number(number), count: 4...4), default: .required),
        AnyParameter(
          "tent", "base + max(0, height - slope max_j |x_j - at_j|).",
          .object([
            AnyParameter("at", "The peak.", .list(of: .number(.unit)), default: .required),
            AnyParameter("base", "The mean far away.", .number(.unit), default: .required, unit: "reward"),
            AnyParameter("height", "What the peak adds.", .number(.unit), default: .required, unit: "reward"),
            AnyParameter(
              "slope", "How fast that falls.", .number(.closed(0...1e6)), default: .required, unit: "reward"),
          ]), default: .required),
      ]),
    ])
  }()

  /// Reads a setting that the kind accepts.
  init(_ setting: Setting) {
    guard case .object(let object) = setting else {
      self = .constant(setting.asNumber ?? 0)
      return
    }
    if object.has("sine") {
      let numbers = object.numbers("sine")
      self = .sine(base: numbers[0], amplitude: numbers[1], frequency: numbers[2], phase: numbers[3])
    } else {
      let tent = object.object("tent")
      self = .tent(
        at: tent.numbers("at"), base: tent.number("base"), height: tent.number("height"), slope: tent.number("slope"))
    }
  }

  /// The setting that is read as this curve.
  var setting: Setting {
    switch self {
    case .constant(let mean): .number(mean)
    case .sine(let base, let amplitude, let frequency, let phase):
      .object(["sine": .list([base, amplitude, frequency, phase].map { .number($0) })])
    case .tent(let peak, let base, let height, let slope):
      .object([
        "tent": .object([
          "at": .list(peak.map { .number($0) }), "base": .number(base), "height": .number(height),
          "slope": .number(slope),
        ])
      ])
    }
  }
}
