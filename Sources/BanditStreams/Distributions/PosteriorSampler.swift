/// How the numbers are drawn that a learner's posteriors need.
public enum PosteriorSampler: String, Sendable, CaseIterable {
  /// By GSL's samplers, whose normal numbers have about 24 bits.
  case gsl
  /// By samplers of this package, whose normal numbers have 53 bits, from fewer words.
  case native
}
