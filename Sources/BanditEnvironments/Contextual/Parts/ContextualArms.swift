import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams

/// A contextual bandit made of three parts: what is shown, what it means, and the noise of rewards. All environments of
/// the family draw instances of this type.
public struct ContextualArms: ContextualEnvironment {
  public let truth: ContextualTruth
  private let views: ViewSource
  private let rule: MeanRule
  private let noise: RewardNoise

  init(
    _ problem: ContextualProblem, views: ViewSource, rule: MeanRule, noise: RewardNoise, policies: PolicyClass?
  ) {
    self.views = views
    self.rule = rule
    self.noise = noise
    truth = ContextualTruth(problem, means: rule, parameter: rule.parameter, policies: policies)
  }

  public mutating func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise) {
    views.show(&view, at: round, noise: &noise)
  }

  public mutating func reward(of arm: Int, mean: Double, at round: Int, noise: inout RoundNoise) -> Double {
    self.noise.draw(mean, noise: &noise)
  }

  public func writeMeans(into means: inout [Double], of view: ContextualView, at round: Int) {
    rule.write(into: &means, of: view, at: round)
  }
}

/// How the mean reward of an arm follows from what is shown.
enum MeanRule: ContextualMeans {
  /// By context and arm, context by context.
  case table([Double])
  /// x_a . theta, plus a misspecification with the sign of (-1)^a.
  case linear([Double], misspecification: Double)
  /// The logistic function of x_a . theta.
  case logistic([Double])
  /// x . theta_a, the parameters one after the other.
  case disjoint([Double])
  /// A curve for each arm over the features after the first, which is 1.
  case curves([MeanCurve])
  /// x_a . theta_t.
  case drifting(ParameterTrack)
  /// The rewards of all arms by row, row after row, and the row of each round.
  case rows([Double], order: [Int])

  /// The parameter on joint features where they are linear in it, the same in every round.
  var parameter: [Double]? {
    switch self {
    case .table(let means):
      // One-hot features: block a holds the means of arm a.
      means
    case .linear(let theta, let misspecification): misspecification == 0 ? theta : nil
    case .disjoint(let thetas): thetas
    case .logistic, .curves, .drifting, .rows: nil
    }
  }

  func write(into means: inout [Double], of view: ContextualView, at round: Int) {
    switch self {
    case .table(let table):
      let context = view.context ?? 0
      for arm in means.indices { means[arm] = table[arm * view.dimension + context] }
    case .linear(let theta, let misspecification):
      for arm in means.indices {
        means[arm] = view.product(of: arm, with: theta)
        if misspecification != 0 { means[arm] += arm % 2 == 0 ? misspecification : -misspecification }
      }
    case .logistic(let theta):
      for arm in means.indices { means[arm] = 1 / (1 + .exp(-view.product(of: arm, with: theta))) }
    case .disjoint(let thetas):
      for arm in means.indices { means[arm] = view.product(of: arm, with: thetas, from: arm * view.dimension) }
    case .curves(let curves):
      for arm in means.indices { means[arm] = curves[arm].value(at: view.features) }
    case .drifting(let track):
      let (theta, start) = track.parameter(at: round, dimension: view.dimension)
      for arm in means.indices { means[arm] = view.product(of: arm, with: theta, from: start) }
    case .rows(let rewards, let order):
      let start = order[round - 1] * means.count
      for arm in means.indices { means[arm] = rewards[start + arm] }
    }
  }
}

/// What is shown in each round.
enum ViewSource: Sendable {
  /// Contexts drawn with probabilities, whose features are one-hot.
  case drawnContexts(Categorical)
  /// Contexts in a sequence that is repeated, whose features are one-hot.
  case sequence([Int])
  /// The same actions in every round, one after the other.
  case fixedActions([Double])
  /// New actions in every round.
  case freshActions(FeatureLaw)
  /// One vector for all arms, drawn in every round.
  case drawnVector(FeatureLaw)
  /// Vectors for all arms, in turn.
  case vectors([[Double]])
  /// 1, and uniform numbers.
  case unitCube
  /// One vector for all arms from each row, row after row, and the row of each round.
  case rows([Double], order: [Int])

  func show(_ view: inout ContextualView, at round: Int, noise: inout RoundNoise) {
    switch self {
    case .drawnContexts(let law): show(context: law.index(from: &noise), in: &view)
    case .sequence(let contexts): show(context: contexts[(round - 1) % contexts.count], in: &view)
    case .fixedActions(let actions): if round == 1 { view.features = actions }
    case .freshActions(let law), .drawnVector(let law):
      for start in stride(from: 0, to: view.features.count, by: view.dimension) {
        law.write(into: &view.features, from: start, count: view.dimension, noise: &noise)
      }
    case .vectors(let list):
      let vector = list[(round - 1) % list.count]
      for place in vector.indices { view.features[place] = vector[place] }
    case .rows(let features, let order):
      let start = order[round - 1] * view.dimension
      for place in 0..<view.dimension { view.features[place] = features[start + place] }
    case .unitCube:
      view.features[0] = 1
      for place in 1..<max(1, view.dimension) { view.features[place] = noise.uniform() }
    }
  }

  private func show(context: Int, in view: inout ContextualView) {
    if let old = view.context { view.features[old] = 0 }
    view.context = context
    view.features[context] = 1
  }
}

/// A law of feature vectors, none longer than 1.
public enum FeatureLaw: String, Sendable, CaseIterable {
  /// Uniform on the sphere.
  case sphere
  /// Uniform on [-1, 1]^d, divided by the norm where that exceeds 1.
  case cube

  /// Writes a vector.
  func write(into features: inout [Double], from start: Int, count: Int, noise: inout RandomStream) {
    var square = 0.0
    repeat {
      square = 0
      for place in start..<start + count {
        features[place] =
          self == .sphere ? FeatureLaw.normal.sample(from: &noise) : 2 * noise.uniform() - 1
        square += features[place] * features[place]
      }
      // A vector of zeros has no direction; it is as good as impossible.
    } while square == 0
    let norm = square.squareRoot()
    if self == .cube && norm <= 1 { return }
    for place in start..<start + count { features[place] /= norm }
  }

  // A mean of 0 and a standard deviation of 1 are in the domain of the law.
  static let normal = try! Gaussian()
}

extension [Double] {
  /// The Euclidean norm.
  var norm: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
