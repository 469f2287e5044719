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
    self.init(test.moments, pValue: test.pValue, confidence: confidence)
  }

  /// What a test says.
  init(_ moments: Moments, pValue: Double, confidence: Double) {
    count = moments.count
    mean = moments.mean
    se = moments.se
    interval = ConfidenceInterval(mean: mean, se: se, count: count, confidence: confidence)
    self.pValue = pValue
  }
}

/// The paired t test of no difference, without the interval.
struct PairedTest: Sendable {
  /// Of the differences.
  let moments: Moments
  /// As `PairedDifference.pValue`.
  let pValue: Double

  /// As `PairedDifference.init(_:_:confidence:)`.
  init(_ first: [Double], _ second: [Double]) {
    moments = Self.moments(first, second)
    guard let law = StudentT(degreesOfFreedom: Double(moments.count - 1)) else {
      pValue = .nan
      return
    }
    pValue = moments.se == 0 ? (moments.mean == 0 ? 1 : 0) : law.twoSidedP(moments.mean / moments.se)
  }

  /// Count, mean and deviation of the differences.
  static func moments(_ first: [Double], _ second: [Double]) -> Moments {
    var differences: [Double] = []
    differences.reserveCapacity(first.count)
    for (first, second) in zip(first, second) where first.isFinite && second.isFinite {
      differences.append(first - second)
    }
    differences.sort()
    return Moments(sorted: differences)
  }
}
