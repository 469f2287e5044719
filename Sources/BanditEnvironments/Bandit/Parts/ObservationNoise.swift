import BanditCards
import BanditGames
import BanditStreams

/// What is observed of a mean.
public struct ObservationNoise: Hashable, Sendable {
  private enum Law: Hashable {
    case bernoulli, deterministic
    case gaussian(Gaussian)
  }

  private let law: Law

  /// 1 with the probability of the mean, else 0: one uniform, u < mean.
  public static var bernoulli: ObservationNoise { ObservationNoise(law: .bernoulli) }

  /// The mean itself.
  public static var deterministic: ObservationNoise { ObservationNoise(law: .deterministic) }

  /// The mean plus normal noise of a standard deviation.
  ///
  /// - Throws: `InvalidSettings` if the standard deviation is not in [0, 1e6].
  public static func gaussian(sd: Double) throws(InvalidSettings) -> ObservationNoise {
    _ = try parameter.description.kind.checked(.object(["gaussian": .number(sd)]), at: parameter.name)
    do throws(DistributionError) {
      return ObservationNoise(law: .gaussian(try Gaussian(mean: 0, sd: sd)))
    } catch {
      throw InvalidSettings(parameter.name, error.description)
    }
  }

  /// Draws an observation.
  @inline(__always)
  func observe(_ mean: Double, noise: inout RoundNoise) -> Double {
    switch law {
    case .bernoulli: noise.uniform() < mean ? 1 : 0
    case .deterministic: mean
    case .gaussian(let law): mean + law.sample(from: &noise)
    }
  }

  /// Whether observations lie in [0, 1] if means do.
  var isBounded: Bool {
    if case .gaussian = law { false } else { true }
  }

  /// The standard deviation of normal noise.
  var scale: Double? {
    if case .gaussian(let law) = law { law.sd } else { nil }
  }

  // MARK: Settings

  /// `noise` of scenario files.
  public static let parameter = Parameter<ObservationNoise>(
    AnyParameter(
      "noise",
      """
      `bernoulli`: 0 or 1 with the mean given; `deterministic`: the mean itself; `{"gaussian": sd}`: the mean plus \
      normal noise.
      """,
      .either([
        .choice(["bernoulli", "deterministic"]),
        .oneKey([
          AnyParameter(
            "gaussian", "The standard deviation of the noise.", .number(.closed(0...1e6)), default: .required,
            unit: "reward")
        ]),
      ]), default: .value(.text("bernoulli"))),
    read: { (setting) throws(InvalidSettings) in
      switch setting {
      case .object(let object)?: try .gaussian(sd: object.number("gaussian"))
      case .text("deterministic")?: .deterministic
      default: .bernoulli
      }
    },
    write: {
      switch $0.law {
      case .bernoulli: .text("bernoulli")
      case .deterministic: .text("deterministic")
      case .gaussian(let law): .object(["gaussian": .number(law.sd)])
      }
    })
}
