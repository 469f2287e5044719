import BanditCards
import BanditGames
import BanditStreams

/// What is observed of a mean.
public enum ObservationNoise: Hashable, Sendable {
  /// 1 with the probability of the mean, else 0: one uniform, u < mean.
  case bernoulli
  /// The mean itself.
  case deterministic
  /// The mean plus normal noise of a standard deviation.
  case gaussian(Gaussian)

  /// Draws an observation.
  @inline(__always)
  func observe(_ mean: Double, noise: inout RoundNoise) -> Double {
    switch self {
    case .bernoulli: noise.uniform() < mean ? 1 : 0
    case .deterministic: mean
    case .gaussian(let law): mean + law.sample(from: &noise)
    }
  }

  /// Whether observations lie in [0, 1] if means do.
  var isBounded: Bool {
    if case .gaussian = self { false } else { true }
  }

  // MARK: Settings

  /// The parameter of cards.
  static let parameter = AnyParameter(
    "noise",
    """
    `bernoulli`: 0 or 1 with the mean given; `deterministic`: the mean itself; `{"gaussian": sd}`: the mean plus normal \
    noise.
    """,
    .either([
      .choice(["bernoulli", "deterministic"]),
      .oneKey([
        AnyParameter(
          "gaussian", "The standard deviation of the noise.", .number(.closed(0...1e6)), default: .required,
          unit: "reward")
      ]),
    ]), default: .value(.text("bernoulli")))

  /// Reads the parameter.
  init(settings: Settings) {
    switch settings[ObservationNoise.parameter.name] {
    case .object(let object)?:
      // The range of the parameter lies within the law's.
      self = .gaussian(try! Gaussian(mean: 0, sd: object.number("gaussian")))
    case .text("deterministic")?: self = .deterministic
    default: self = .bernoulli
    }
  }
}
