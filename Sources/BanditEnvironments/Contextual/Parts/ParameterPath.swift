import BanditCards
import BanditNumerics
import BanditStreams

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
  /// From a point that is uniform on the sphere of a radius: each round adds a normal number of a standard deviation to
  /// each component, and what has left the ball is scaled back to its surface. Drawn for each replication.
  case walk(sd: Double, norm: Double)

  /// The track of a replication: a walk is drawn up to the horizon.
  func track(horizon: Int, dimension: Int, from stream: inout RandomStream) -> ParameterTrack {
    switch self {
    case .segments(let segments): return .segments(segments)
    case .turn(let angle, let rounds, let norm): return .turn(angle: angle, rounds: rounds, norm: norm)
    case .walk(let sd, let norm):
      var theta = LinearParameter.sphere(norm: norm).draw(dimension: dimension, from: &stream)
      var points = theta
      points.reserveCapacity(horizon * dimension)
      for _ in 1..<max(1, horizon) {
        for place in theta.indices { theta[place] += sd * FeatureLaw.normal.sample(from: &stream) }
        let length = theta.norm
        if length > norm { for place in theta.indices { theta[place] *= norm / length } }
        points += theta
      }
      return .points(points)
    }
  }

  /// The memory of a track, in bytes.
  func bytes(horizon: Int, dimension: Int) -> Int {
    guard case .walk = self else { return 0 }
    let (bytes, overflows) = horizon.multipliedReportingOverflow(by: 8 * dimension)
    return overflows ? .max / 4 : min(bytes, .max / 4)
  }

  /// The largest norm.
  var norm: Double {
    switch self {
    case .segments(let segments): segments.map(\.theta.norm).max() ?? 0
    case .turn(_, _, let norm), .walk(_, let norm): norm
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
  /// its arc; of a walk, what its expectation does not exceed, as E|z| <= sqrt(d) and scaling back shortens steps.
  func variation(horizon: Int, dimension: Int) -> Double {
    switch self {
    case .segments(let segments):
      let changes = changePoints(horizon: horizon).count
      return (0..<changes).reduce(0) { sum, place in
        sum + zip(segments[place].theta, segments[place + 1].theta).map { $0 - $1 }.norm
      }
    case .turn(let angle, let rounds, let norm):
      return norm * abs(angle) * min(1, Double(horizon) / Double(rounds))
    case .walk(let sd, _): return sd * Double(dimension).squareRoot() * Double(max(0, horizon - 1))
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
    case .walk: return
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
        AnyParameter(
          "walk",
          """
          From a uniform point of the sphere of radius norm, theta + sd z in each round, z standard normal, scaled \
          back to the sphere where it leaves the ball; new in each replication.
          """,
          .object([
            AnyParameter(
              "sd", "The standard deviation of a step in each component.", .number(.closed(0...1e6)),
              default: .required),
            AnyParameter(
              "norm", "The radius of the ball.", .number(NumberRange(lower: .excluded(0), upper: .included(1e100))),
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
      if object.has("walk") {
        let walk = object.object("walk")
        return .walk(sd: walk.number("sd"), norm: walk["norm"]?.asNumber ?? 1)
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
      case .walk(let sd, let norm): .object(["walk": .object(["sd": .number(sd), "norm": .number(norm)])])
      }
    })
}

/// The parameters of a replication, round by round.
enum ParameterTrack: Sendable {
  /// One after the other, the last one forever.
  case segments([ParameterPath.Segment])
  /// norm (cos u, sin u, 0, ...) with u = angle min(1, t / rounds).
  case turn(angle: Double, rounds: Int, norm: Double)
  /// Each round's, one after the other.
  case points([Double])

  /// The parameter of a round: an array, and where in it the parameter begins.
  func parameter(at round: Int, dimension: Int) -> (theta: [Double], start: Int) {
    switch self {
    case .segments(let segments):
      var last = 0
      for segment in segments {
        last += segment.length
        if round <= last { return (segment.theta, 0) }
      }
      return (segments[segments.count - 1].theta, 0)
    case .turn(let angle, let rounds, let norm):
      let turned = angle * min(1, Double(round) / Double(rounds))
      var theta = Array(repeating: 0.0, count: dimension)
      theta[0] = norm * .cos(turned)
      theta[1] = norm * .sin(turned)
      return (theta, 0)
    case .points(let points): return (points, (round - 1) * dimension)
    }
  }
}
