import BanditNumerics

/// The mean difference between two algorithms that met the same noise. NaN stands for missing.
public struct PairedDifference: Hashable, Sendable {
  /// How many replications have both numbers.
  public let count: Int
  /// The mean of first - second.
  public let mean: Double
  /// Its standard error; missing below two replications, like what follows from it.
  public let se: Double
  /// Its confidence interval, by Student's t.
  public let interval: ConfidenceInterval
  /// The two-sided p-value of the paired t test of no difference.
  ///
  /// Where all differences are equal it is 1 if they are 0 and else 0.
  public let pValue: Double

  /// Compares two samples whose elements at the same place belong to the same replication; places where
  /// either is not finite are left out.
  public init(_ first: [Double], _ second: [Double], confidence: Double) {
    let test = PairedTest(first, second)
    count = test.moments.count
    mean = test.moments.mean
    se = test.moments.se
    interval = ConfidenceInterval(mean: mean, se: se, count: count, confidence: confidence)
    pValue = test.pValue
  }
}

/// The paired t test of no difference, without the interval.
struct PairedTest {
  /// Of the differences.
  let moments: Moments
  /// As `PairedDifference.pValue`.
  let pValue: Double

  /// As `PairedDifference.init(_:_:confidence:)`.
  init(_ first: [Double], _ second: [Double]) {
    moments = Moments(sorted: zip(first, second).compactMap { $0.isFinite && $1.isFinite ? $0 - $1 : nil }.sorted())
    guard let law = StudentT(degreesOfFreedom: Double(moments.count - 1)) else {
      pValue = .nan
      return
    }
    pValue = moments.se == 0 ? (moments.mean == 0 ? 1 : 0) : law.twoSidedP(moments.mean / moments.se)
  }
}
