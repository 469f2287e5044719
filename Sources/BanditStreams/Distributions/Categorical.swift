import CBanditGSL

/// A distribution on `0..<count` with given weights.
///
/// GSL's alias tables (Walker 1977): O(count) to build, one uniform and O(1) per draw.
public struct Categorical: Distribution {
  /// The probabilities: the weights divided by their sum.
  public let probabilities: [Double]
  private let table: Table

  /// Creates a categorical distribution.
  ///
  /// - Throws: `DistributionError` unless there is at least one weight, each is finite and not
  ///   negative, and their sum is finite and positive.
  public init(weights: [Double]) throws(DistributionError) {
    for (index, weight) in weights.enumerated() {
      try DistributionError.check(
        weight.isFinite && weight >= 0, "categorical: weights[\(index)]", weight,
        accepted: "a finite number, 0 or more")
    }
    let sum = weights.reduce(0, +)
    try DistributionError.check(
      sum.isFinite && sum > 0, "categorical: the sum of weights", sum,
      accepted: "a finite number above 0")
    probabilities = weights.map { $0 / sum }
    table = Table(probabilities)
  }

  /// Draws an index.
  public func index(from noise: inout RandomStream) -> Int {
    noise.withGSL { Int(gsl_ran_discrete($0, table.pointer)) }
  }

  /// Draws an index as a number.
  public func sample(from noise: inout RandomStream) -> Double {
    Double(index(from: &noise))
  }

  /// The expected index.
  public var mean: Double? {
    probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  // GSL never writes to a table once it is built, so sharing one between threads is safe.
  private final class Table: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<gsl_ran_discrete_t>
    init(_ probabilities: [Double]) {
      pointer = gsl_ran_discrete_preproc(probabilities.count, probabilities)
    }
    deinit { gsl_ran_discrete_free(pointer) }
  }
}
