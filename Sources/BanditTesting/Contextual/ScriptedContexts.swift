import BanditGames
import BanditStreams

/// A contextual bandit whose views are scripted and whose rewards are their means: no chance at all.
public struct ScriptedContexts: ContextualEnvironment {
  public let truth: ContextualTruth
  private let views: [[Double]]
  private let contexts: [Int?]

  /// Creates the world.
  ///
  /// - Parameters:
  ///   - problem: what learners are told.
  ///   - views: the own features of each round, one vector or one for each arm, one after the other; repeated.
  ///   - contexts: the context of each round, if contexts are finite in number; repeated.
  ///   - parameter: on joint features, if means are linear in these.
  ///   - policies: those of `policy-class`.
  ///   - mean: the mean of an arm, given its own features.
  /// - Precondition: at least one view, each of the size that the problem says.
  public init(
    _ problem: ContextualProblem, views: [[Double]], contexts: [Int?] = [nil], parameter: [Double]? = nil,
    policies: PolicyClass? = nil,
    mean: @escaping @Sendable (_ arm: Int, _ features: ArraySlice<Double>, _ round: Int) -> Double
  ) {
    let size = ContextualView(of: problem).features.count
    precondition(!views.isEmpty && views.allSatisfy { $0.count == size }, "a view has \(size) features")
    self.views = views
    self.contexts = contexts
    truth = ContextualTruth(problem, means: Rule(mean: mean), parameter: parameter, policies: policies)
  }

  private struct Rule: ContextualMeans {
    let mean: @Sendable (_ arm: Int, _ features: ArraySlice<Double>, _ round: Int) -> Double

    func write(into means: inout [Double], of view: ContextualView, at round: Int) {
      for arm in means.indices { means[arm] = mean(arm, view.features(of: arm), round) }
    }
  }

  public mutating func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise) {
    view.features = views[(round - 1) % views.count]
    view.context = contexts[(round - 1) % contexts.count]
  }

  /// The mean.
  public mutating func reward(of arm: Int, mean: Double, at round: Int, noise: inout RoundNoise) -> Double { mean }
}
