import BanditGames
import BanditNumerics
import BanditStreams

/// Where the weights of a round come from.
public enum LeaderUpdate: String, CaseIterable, Sendable {
  /// The leader of all losses so far, regularised at the present rate.
  case ftrl
  /// Mirror descent: a step from the weights before.
  case omd
}

/// Follow-the-regularized-leader (or mirror descent) under bandit feedback: the loop that its named policies
/// share.
struct BanditLeader: Sendable {
  private(set) var leader: FollowTheRegularizedLeader
  private var estimator: LossEstimator
  private let update: LeaderUpdate
  private var rate: LearningRate
  /// The estimate of one round, for mirror descent.
  private var estimate: [Double]
  /// How many rounds were played.
  private(set) var rounds = 0

  /// Creates the loop.
  ///
  /// - Parameters:
  ///   - items: K.
  ///   - regularizer: f.
  ///   - estimator: how losses are estimated.
  ///   - rate: the schedule of the rate.
  ///   - update: leader or descent.
  init(
    items: Int, regularizer: Regularizer, estimator: LossEstimator.Kind, rate: LearningRate,
    update: LeaderUpdate = .ftrl
  ) {
    leader = FollowTheRegularizedLeader(regularizer, items: items)
    self.estimator = LossEstimator(estimator, items: items)
    self.update = update
    self.rate = rate
    estimate = update == .omd ? Array(repeating: 0, count: items) : []
  }

  /// The rate if it is the same in all rounds.
  var fixedRate: Double? { rate.fixed }

  /// The bound of `Regularizer.bound`, of a fixed rate and importance weighting.
  var bound: Double? {
    guard let rate = rate.fixed, estimator.kind == .iw else { return nil }
    let items = leader.weights.count
    return leader.regularizer.bound(
      rate: rate, squaredNorm: leader.regularizer.meanSquaredNorm(items: items), items: items, rounds: rounds)
  }

  mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int {
    if rate.restarts(at: round) { leader.restart() }
    rate.move(to: round)
    if update == .ftrl {
      if estimator.kind == .optimistic {
        leader.follow(rate: rate.value, hints: estimator.hints)
      } else {
        leader.follow(rate: rate.value)
      }
    }
    return leader.item(at: noise.uniform())
  }

  /// Updates with the loss of the arm just drawn.
  mutating func observe(loss: Double, of arm: Int) {
    rounds += 1
    let weight = leader.weights[arm]
    let deviation: Double
    switch update {
    case .ftrl:
      deviation = leader.add(loss, of: arm, by: &estimator, rate: rate.value)
    case .omd:
      for item in estimate.indices { estimate[item] = 0 }
      deviation = estimator.add(loss, of: arm, weights: leader.weights, rate: rate.value, to: &estimate)
      leader.descend(estimate, rate: rate.value)
    }
    if rate.needsNorms {
      rate.record(squaredNorm: deviation * deviation * leader.regularizer.inverseCurvature(at: weight))
    }
  }
}
