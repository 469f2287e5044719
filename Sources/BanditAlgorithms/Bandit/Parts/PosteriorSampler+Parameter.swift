import BanditCards
import BanditStreams

extension PosteriorSampler {
  /// `sampler` of scenario files.
  static let parameter = Parameter.choice(
    "sampler",
    """
    How posteriors are drawn from: `gsl`, by GSL's samplers; `native`, by samplers of this package, faster and with \
    normal numbers of 53 bits. The law is the same, the numbers are others.
    """, default: PosteriorSampler.gsl, why: "results stay as they were", isLateComer: true)
}
