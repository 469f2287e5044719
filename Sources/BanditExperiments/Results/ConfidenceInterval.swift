import BanditNumerics

/// An interval that holds the true mean with a stated probability, if the sample mean is about normal.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower end; NaN if there is no interval.
  public let low: Double
  /// The upper end; NaN if there is no interval.
  public let high: Double

  /// Student's t interval of a mean with a standard error; missing below two observations.
  init(mean: Double, se: Double, count: Int, confidence: Double) {
    let law = StudentT(degreesOfFreedom: Double(count - 1))
    let halfWidth = (law?.criticalValue(confidence: confidence) ?? .nan) * se
    low = mean - halfWidth
    high = mean + halfWidth
  }

  /// An interval that was read.
  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Half the distance of the ends.
  public var halfWidth: Double { (high - low) / 2 }
}
