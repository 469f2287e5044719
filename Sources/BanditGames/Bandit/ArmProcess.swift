import BanditNumerics

/// What learners are told where the means of arms are, or may be taken for, values of a Gaussian process: where the arms
/// lie, the family of the kernel, the noise, and perhaps the rest of the prior.
public struct ArmProcess: Hashable, Sendable {
  /// The parts of the prior that its family leaves open.
  public struct Hyperparameters: Hashable, Sendable {
    /// The mean, the same everywhere.
    public let mean: Double
    /// The variance at every point, above 0.
    public let a0: Double
    /// The inverse squared length scale of each coordinate, above 0.
    public let a: [Double]

    /// States them.
    public init(mean: Double, a0: Double, a: [Double]) {
      self.mean = mean
      self.a0 = a0
      self.a = a
    }
  }

  /// The coordinates of each arm.
  public let points: [[Double]]
  /// The family of the kernel.
  public let family: KernelFamily
  /// The variance of rewards around their means; 0 if rewards are their means.
  public let noiseVariance: Double
  /// The rest of the prior; `nil` if it is not told.
  public let hyperparameters: Hyperparameters?

  /// States what is known.
  ///
  /// - Precondition: at least one point, all with the same number of coordinates, at least one; scales above 0, one for
  ///   each coordinate; a variance of 0 or more.
  public init(
    points: [[Double]], family: KernelFamily, noiseVariance: Double, hyperparameters: Hyperparameters? = nil
  ) {
    let dimension = points.first?.count ?? 0
    precondition(
      dimension >= 1 && points.allSatisfy { $0.count == dimension }, "a process needs points with the same coordinates")
    precondition(noiseVariance >= 0, "a variance is 0 or more")
    if let hyperparameters {
      precondition(
        hyperparameters.a0 > 0 && hyperparameters.a.count == dimension && hyperparameters.a.allSatisfy { $0 > 0 },
        "a process needs a scale above 0 for each coordinate")
    }
    self.points = points
    self.family = family
    self.noiseVariance = noiseVariance
    self.hyperparameters = hyperparameters
  }

  /// The number of coordinates.
  public var dimension: Int { points[0].count }
}
