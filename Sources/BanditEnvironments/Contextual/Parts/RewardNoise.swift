import BanditCards
import BanditGames
import BanditStreams

/// What is observed of a mean.
public enum RewardNoise: Hashable, Sendable {
  /// 1 with the probability of the mean, else 0: one uniform, u < mean.
  case bernoulli
  /// The mean itself.
  case deterministic
  /// 1 with probability (1 + mean) / 2, else -1: one uniform.
  case signs
  /// The mean plus normal noise of a standard deviation.
  case gaussian(sd: Double)

  /// Draws a reward.
  func draw(_ mean: Double, noise: inout RoundNoise) -> Double {
    switch self {
    case .bernoulli: noise.uniform() < mean ? 1 : 0
    case .deterministic: mean
    case .signs: noise.uniform() < (1 + mean) / 2 ? 1 : -1
    // The parameter's kind bounds the standard deviation.
    case .gaussian(let sd): mean + sd * RewardNoise.normal.sample(from: &noise)
    }
  }

  // A mean of 0 and a standard deviation of 1 are in the domain of the law.
  private static let normal = try! Gaussian()

  /// A number R such that rewards less their means are R-subgaussian.
  var scale: Double {
    switch self {
    case .bernoulli: 0.5
    case .deterministic: 0
    case .signs: 1
    case .gaussian(let sd): sd
    }
  }

  /// The interval that rewards lie in; `nil` if they are unbounded.
  func range(ofMeans means: ClosedRange<Double>) -> ClosedRange<Double>? {
    switch self {
    case .bernoulli: 0...1
    case .signs: -1...1
    case .deterministic: means
    case .gaussian: nil
    }
  }

  /// `noise` of scenario files, for means of any size or for those in [0, 1].
  static func parameter(_ words: [RewardNoise], default value: RewardNoise) -> Parameter<RewardNoise> {
    let names = words.compactMap(\.setting.asText)
    let meanings = [
      "bernoulli": "`bernoulli`: 0 or 1 with the mean given", "deterministic": "`deterministic`: the mean itself",
      "signs": "`signs`: 1 with probability (1 + mean)/2, else -1",
    ]
    return Parameter(
      AnyParameter(
        "noise",
        (names.compactMap { meanings[$0] } + ["`{\"gaussian\": sd}`: the mean plus normal noise."])
          .joined(separator: "; "),
        .either([
          .choice(names),
          .oneKey([
            AnyParameter(
              "gaussian", "The standard deviation of the noise.", .number(.closed(0...1e6)), default: .required,
              unit: "reward")
          ]),
        ]), default: .value(value.setting)),
      read: {
        switch $0 {
        case .object(let object)?: .gaussian(sd: object.number("gaussian"))
        case .text("bernoulli")?: .bernoulli
        case .text("signs")?: .signs
        default: .deterministic
        }
      }, write: { $0.setting })
  }

  /// The setting that is read as this noise.
  var setting: Setting {
    switch self {
    case .bernoulli: .text("bernoulli")
    case .deterministic: .text("deterministic")
    case .signs: .text("signs")
    case .gaussian(let sd): .object(["gaussian": .number(sd)])
    }
  }
}
