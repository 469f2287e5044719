import CBanditGSL

/// A law over probability vectors with density proportional to the product of `x_i^(a_i - 1)`.
///
/// GSL normalises independent gamma variables, in logarithms where they would underflow. Draws are
/// vectors, so this is no `Distribution`.
public struct Dirichlet: Hashable, Sendable {
  /// The exponents, plus one each.
  public let concentrations: [Double]

  /// Creates a Dirichlet distribution.
  ///
  /// - Throws: `DistributionError` unless there is at least one concentration and each is in
  ///   [1e-6, 1e15], like the parameters of `Beta`.
  public init(concentrations: [Double]) throws(DistributionError) {
    try DistributionError.check(
      !concentrations.isEmpty, "dirichlet: the number of concentrations", 0, accepted: "1 or more")
    for (index, concentration) in concentrations.enumerated() {
      try DistributionError.check(
        Beta.accepted.contains(concentration), "dirichlet: concentrations[\(index)]", concentration,
        accepted: "a number in [1e-6, 1e15]")
    }
    self.concentrations = concentrations
  }

  /// Draws a vector of probabilities, which sum to 1 up to rounding.
  public func sample(from noise: inout RandomStream) -> [Double] {
    noise.withGSL { generator in
      Array(unsafeUninitializedCapacity: concentrations.count) { vector, count in
        gsl_ran_dirichlet(generator, concentrations.count, concentrations, vector.baseAddress!)
        count = concentrations.count
      }
    }
  }

  /// The concentrations divided by their sum.
  public var means: [Double] {
    let sum = concentrations.reduce(0, +)
    return concentrations.map { $0 / sum }
  }
}
