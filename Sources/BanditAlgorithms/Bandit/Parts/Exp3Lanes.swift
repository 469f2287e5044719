import BanditGames
import CBanditKernels

/// `Exp3` with one rate for all rounds, many replications at a time.
public struct Exp3Lanes: LearnerLanes {
  /// What all lanes have in common; it points to nothing.
  private let common: BanditWeights
  private let armCount: Int
  private let count: Int
  private let stride: Int
  /// Of each arm and lane the estimates, then the weights; of each lane totals, shifts and uniform numbers.
  private var numbers: [Double]

  public static func suits(_ learner: Exp3, problem: BanditProblem) -> Bool { learner.hasOneRate }

  public init(_ learner: Exp3, armCount: Int, count: Int, stride: Int) {
    common = learner.kernelWeights
    self.armCount = armCount
    self.count = count
    self.stride = stride
    numbers =
      Array(repeating: 0, count: armCount * stride) + Array(repeating: 1, count: armCount * stride)
      + Array(repeating: Double(armCount), count: stride) + Array(repeating: 0, count: 2 * stride)
  }

  public mutating func prepare(for rounds: ClosedRange<Int>) {}

  public mutating func choose(at round: Int, in bandits: inout BanditLanes, noise: borrowing LaneStreams) {
    withKernel { weights, uniforms in
      noise.uniforms(at: round, into: uniforms)
      bandit_draw(&bandits, weights, uniforms)
    }
  }

  public mutating func observe(at round: Int, in bandits: inout BanditLanes) {
    bandit_count(&bandits)
    let refreshes = round & (Exp3.updatesToRefresh - 1) == 0
    let lanes = Int64(count)
    withKernel { weights, _ in bandit_reweigh(&bandits, weights, lanes, refreshes ? 1 : 0) }
  }

  public func restore(
    _ learner: inout Exp3, from lane: Int, after rounds: Int, in bandits: BanditLanes, pulls: [Int]
  ) {
    func arms(from start: Int) -> [Double] { (0..<armCount).map { numbers[start + $0 * stride + lane] } }
    let size = armCount * stride
    learner.resume(
      estimates: arms(from: 0), weights: arms(from: size), total: numbers[2 * size + lane],
      shift: numbers[2 * size + stride + lane], updates: rounds)
  }

  private mutating func withKernel(
    _ body: (_ weights: UnsafePointer<BanditWeights>, _ uniforms: UnsafeMutablePointer<Double>) -> Void
  ) {
    var kernel = common
    let (size, stride) = (armCount * stride, stride)
    numbers.withUnsafeMutableBufferPointer { numbers in
      let start = numbers.baseAddress!
      kernel.estimates = start
      kernel.weights = start + size
      kernel.totals = start + 2 * size
      kernel.shifts = start + 2 * size + stride
      body(&kernel, start + 2 * size + 2 * stride)
    }
  }
}
