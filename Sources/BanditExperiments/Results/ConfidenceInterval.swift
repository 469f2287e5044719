import BanditNumerics
import Synchronization

/// An interval that holds the true mean with a stated probability, if the sample mean is about normal.
public struct ConfidenceInterval: Hashable, Sendable {
  /// The lower end; NaN if there is no interval.
  public let low: Double
  /// The upper end; NaN if there is no interval.
  public let high: Double

  /// Student's t interval of a mean with a standard error; missing below two observations.
  init(mean: Double, se: Double, count: Int, confidence: Double) {
    let halfWidth = Self.criticalValue(count: count, confidence: confidence) * se
    low = mean - halfWidth
    high = mean + halfWidth
  }

  /// The latest critical value: that of nearly all intervals of a run, and it takes longer than the rest of an interval.
  private static let latest = Mutex<(count: Int, confidence: Double, value: Double)>((0, 0, .nan))

  private static func criticalValue(count: Int, confidence: Double) -> Double {
    if let value = latest.withLock({ $0.count == count && $0.confidence == confidence ? $0.value : nil }) {
      return value
    }
    let value = StudentT(degreesOfFreedom: Double(count - 1))?.criticalValue(confidence: confidence) ?? .nan
    latest.withLock { $0 = (count, confidence, value) }
    return value
  }

  /// An interval that was read.
  init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Half the distance of the ends.
  public var halfWidth: Double { (high - low) / 2 }
}
