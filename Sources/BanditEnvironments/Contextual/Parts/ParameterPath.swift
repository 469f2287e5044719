import BanditCards
import BanditNumerics

/// A parameter vector that changes with the rounds.
public enum ParameterPath: Hashable, Sendable {
  /// A parameter that holds for a number of rounds.
  public struct Segment: Hashable, Sendable {
    /// How many rounds.
    public let length: Int
    /// The parameter.
    public let theta: [Double]

    /// Creates a segment.
    public init(length: Int, theta: [Double]) {
      self.length = length
      self.theta = theta
    }
  }

  /// One after the other, the last one forever.
  case segments([Segment])
  /// norm (cos u, sin u, 0, ...) with u = angle min(1, t / rounds).
  case turn(angle: Double, rounds: Int, norm: Double)

  /// The parameter of a round.
  func parameter(at round: Int, dimension: Int) -> [Double] {
    switch self {
    case .segments(let segments):
      var last = 0
      for segment in segments {
        last += segment.length
        if round <= last { return segment.theta }
      }
      return segments[segments.count - 1].theta
    case .turn(let angle, let rounds, let norm):
      let turned = angle * min(1, Double(round) / Double(rounds))
      var theta = Array(repeating: 0.0, count: dimension)
      theta[0] = norm * .cos(turned)
      theta[1] = norm * .sin(turned)
      return theta
    }
  }

  /// The largest norm.
  var norm: Double {
    switch self {
    case .segments(let segments): segments.map(\.theta.norm).max() ?? 0
    case .turn(_, _, let norm): norm
    }
  }

  /// The first rounds of all segments but the first, up to the horizon.
  func changePoints(horizon: Int) -> [Int] {
    guard case .segments(let segments) = self else { return [] }
    var points: [Int] = []
    var last = 0
    for segment in segments.dropLast() {
      let (sum, overflows) = last.addingReportingOverflow(segment.length)
      if overflows || sum >= horizon { break }
      last = sum
      points.append(last + 1)
    }
    return points
  }

  /// The total variation B: the sum over rounds of |theta_{t+1} - theta_t|, up to the horizon; of a turn, the length of
  /// its arc.
  func variation(horizon: Int) -> Double {
    switch self {
    case .segments(let segments):
      let changes = changePoints(horizon: horizon).count
      return (0..<changes).reduce(0) { sum, place in
        sum + zip(segments[place].theta, segments[place + 1].theta).map { $0 - $1 }.norm
      }
    case .turn(let angle, let rounds, let norm):
      return norm * abs(angle) * min(1, Double(horizon) / Double(rounds))
    }
  }

  /// Refuses vectors of another length.
  func check(dimension: Int) throws(InvalidSettings) {
    switch self {
    case .segments(let segments):
      if let place = segments.firstIndex(where: { $0.theta.count != dimension }) {
        throw InvalidSettings(
          "path.segments[\(place)].theta",
          "\(segments[place].theta.count) components in dimension \(dimension); give one for each")
      }
    case .turn:
      if dimension < 2 { throw InvalidSettings("path.turn", "turns in a plane; accepted: `dimension` 2 or more") }
    }
  }

  /// `path` of scenario files.
  public static let parameter = Parameter<ParameterPath>(
    AnyParameter(
      "path", "How the parameter changes.",
      .oneKey([
        AnyParameter(
          "segments", "Lengths and parameters, in their order; the last one lasts to the horizon.",
          .list(
            of: .object([
              AnyParameter(
                "length", "How long it lasts.", .whole(1...1_000_000_000_000), default: .required, unit: "rounds"),
              AnyParameter(
                "theta", "The parameter.",
                .list(of: ContextualSettings.components, count: 1...ContextualSettings.maximumDimension),
                default: .required),
            ]), count: 1...1000), default: .required),
        AnyParameter(
          "turn", "norm (cos u, sin u, 0, ...) with u = angle min(1, t / rounds).",
          .object([
            AnyParameter("angle", "How far it turns.", .number(.closed(-1e6...1e6)), default: .required, unit: "rad"),
            AnyParameter(
              "rounds", "In how many rounds.", .whole(1...1_000_000_000_000), default: .required, unit: "rounds"),
            AnyParameter(
              "norm", "The norm.", .number(NumberRange(lower: .excluded(0), upper: .included(1e100))),
              default: .value(.number(1))),
          ]), default: .required),
      ]), default: .required),
    read: { setting in
      guard case .object(let object)? = setting else { return .segments([]) }
      if object.has("segments") {
        return .segments(
          object.list("segments").map { entry in
            guard case .object(let segment) = entry else { return Segment(length: 1, theta: []) }
            return Segment(length: segment.whole("length"), theta: segment.numbers("theta"))
          })
      }
      let turn = object.object("turn")
      return .turn(angle: turn.number("angle"), rounds: turn.whole("rounds"), norm: turn["norm"]?.asNumber ?? 1)
    },
    write: {
      switch $0 {
      case .segments(let segments):
        .object([
          "segments": .list(
            segments.map {
              .object(["length": .whole($0.length), "theta": .list($0.theta.map { .number($0) })])
            })
        ])
      case .turn(let angle, let rounds, let norm):
        .object(["turn": .object(["angle": .number(angle), "rounds": .whole(rounds), "norm": .number(norm)])])
      }
    })
}
