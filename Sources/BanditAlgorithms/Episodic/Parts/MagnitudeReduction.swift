/// The magnitude-reduced estimator (Y. Dai, H. Luo, C.-Y. Wei and J. Zimmert, ICML 2023): of an estimate Z that may
/// be very negative, `Z - min(Z, 0) + E[min(Z, 0)]`.
///
/// Its mean is that of Z, its second moment at most four times that of Z, and it is never below E[min(Z, 0)], so that
/// regularisers which want losses bounded below, such as the entropy, may work with it.
enum MagnitudeReduction {
  /// The reduced estimate.
  ///
  /// - Parameters:
  ///   - estimate: Z.
  ///   - meanOfNegativePart: E[min(Z, 0)], 0 or less.
  static func reduced(_ estimate: Double, meanOfNegativePart: Double) -> Double {
    max(estimate, 0) + meanOfNegativePart
  }
}
