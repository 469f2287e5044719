import BanditGames
import BanditStreams

/// A law of numbers as scenario files name it: `{"law": "gamma", "shape": 2, "scale": 0.5}`.
///
/// A closed list, so that drawing costs a switch and not the call of an existential.
public enum ScalarLaw: Distribution {
  /// `bernoulli`
  case bernoulli(Bernoulli)
  /// `gaussian`
  case gaussian(Gaussian)
  /// `beta`
  case beta(Beta)
  /// `gamma`
  case gamma(Gamma)
  /// `uniform`
  case uniform(Uniform)
  /// `constant`
  case constant(Double)
  /// `exponential`
  case exponential(Exponential)
  /// `binomial`
  case binomial(Binomial)
  /// `poisson`
  case poisson(Poisson)
  /// `student-t`
  case student(Student)
  /// `pareto`
  case pareto(Pareto)
  /// `lognormal`
  case lognormal(Lognormal)
  /// `truncated-gaussian`
  case truncatedGaussian(TruncatedGaussian)
  /// `categorical`: one of some values, as many as the law on their places has.
  case categorical(Categorical, values: [Double])

  /// Draws one value.
  public func sample(from noise: inout RandomStream) -> Double {
    switch self {
    case .bernoulli(let law): law.sample(from: &noise)
    case .gaussian(let law): law.sample(from: &noise)
    case .beta(let law): law.sample(from: &noise)
    case .gamma(let law): law.sample(from: &noise)
    case .uniform(let law): law.sample(from: &noise)
    case .constant(let value): value
    case .exponential(let law): law.sample(from: &noise)
    case .binomial(let law): law.sample(from: &noise)
    case .poisson(let law): law.sample(from: &noise)
    case .student(let law): law.sample(from: &noise)
    case .pareto(let law): law.sample(from: &noise)
    case .lognormal(let law): law.sample(from: &noise)
    case .truncatedGaussian(let law): law.sample(from: &noise)
    case .categorical(let law, let values): values[law.index(from: &noise)]
    }
  }

  /// The expected value; `nil` where it does not exist or is not finite.
  public var mean: Double? {
    switch self {
    case .bernoulli(let law): law.mean
    case .gaussian(let law): law.mean
    case .beta(let law): law.mean
    case .gamma(let law): law.mean
    case .uniform(let law): law.mean
    case .constant(let value): value
    case .exponential(let law): law.mean
    case .binomial(let law): law.mean
    case .poisson(let law): law.mean
    case .student(let law): law.mean
    case .pareto(let law): law.mean
    case .lognormal(let law): law.mean
    case .truncatedGaussian(let law): law.mean
    case .categorical(let law, let values): zip(law.probabilities, values).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  /// An interval that holds every draw; `nil` if there is none.
  public var range: ClosedRange<Double>? {
    switch self {
    case .bernoulli, .beta: 0...1
    case .uniform(let law): law.lower...law.upper
    case .constant(let value): value...value
    case .binomial(let law): 0...Double(law.trials)
    case .truncatedGaussian(let law): law.lower.isFinite && law.upper.isFinite ? law.lower...law.upper : nil
    case .categorical(_, let values): values.min()!...values.max()!
    case .gaussian, .gamma, .exponential, .poisson, .student, .pareto, .lognormal: nil
    }
  }

  /// A number sigma such that draws less their mean are sigma-subgaussian; `nil` if none is known.
  var noiseScale: Double? {
    // Hoeffding's lemma.
    let bounded = range.map { $0.upperBound / 2 - $0.lowerBound / 2 }
    return switch self {
    case .gaussian(let law): law.sd
    // A normal density, cut off, is at least as log-concave as it was.
    case .truncatedGaussian(let law): min(law.sd, bounded ?? law.sd)
    default: bounded
    }
  }
}
