/// Quantiles of samples.
public enum Quantile {
  /// The quantile of a sorted sample by linear interpolation between order statistics (type 7 of
  /// Hyndman and Fan 1996, the default of R and NumPy).
  ///
  /// Quantiles keep the order of their fractions to the last bit, and lie between the smallest and the largest number.
  ///
  /// - Parameters:
  ///   - fraction: which one; 0.5 is the median.
  ///   - sample: in increasing order.
  /// - Returns: NaN for an empty sample or a fraction outside [0, 1].
  public static func of(_ fraction: Double, sorted sample: [Double]) -> Double {
    guard !sample.isEmpty, (0...1).contains(fraction) else { return .nan }
    let position = fraction * Double(sample.count - 1)
    let place = Int(position)
    guard place + 1 < sample.count else { return sample[place] }
    let (below, above) = (sample[place], sample[place + 1])
    // The difference may be rounded up.
    return min(below + (position - Double(place)) * (above - below), above)
  }
}
