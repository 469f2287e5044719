import CBanditGSL

/// Nodes and weights for the mean of a function of a standard normal number (`gsl_integration_fixed`, Hermite): exact
/// for polynomials up to a degree of twice their number less 1.
package struct GaussHermite: Sendable {
  /// Where the function is asked for, in increasing order.
  package let nodes: [Double]
  /// What each value counts; they add up to 1.
  package let weights: [Double]

  /// Computes so many nodes.
  ///
  /// - Precondition: 1 to 100 of them.
  package init(count: Int) {
    precondition((1...100).contains(count), "\(count) nodes")
    // The weight function exp(-x^2 / 2).
    guard let rule = gsl_integration_fixed_alloc(bandit_gsl_hermite(), count, 0, 0.5, 0, 0) else {
      preconditionFailure("out of memory")
    }
    defer { gsl_integration_fixed_free(rule) }
    let root = (2 * Double.pi).squareRoot()
    nodes = (0..<count).map { gsl_integration_fixed_nodes(rule)[$0] }
    weights = (0..<count).map { gsl_integration_fixed_weights(rule)[$0] / root }
  }
}
