import BanditCards
import BanditGames
import BanditNumerics

/// A model of the rewards of a log, made anew for each fold.
protocol RewardPredicting {
  /// Fits the rows of all folds but one; of all rows, if there is one fold.
  mutating func fit(without fold: Int) throws(InvalidSettings)

  /// Writes the prediction of each arm for a row.
  func predict(_ place: Int, into predictions: inout [Double])
}

/// Sums by cell: for each context and arm, or for each arm, sum / (n + lambda).
struct CellPredictions: RewardPredicting {
  private let armCount: Int
  private let lambda: Double
  private let folds: Int
  private let arms: [Int]
  private let rewards: [Double]
  /// A number for the context of each row: those that come, in the order of their coming.
  private let places: [Int]
  private let placeCount: Int
  private var sums: [Double] = []
  private var counts: [Double] = []

  init(_ log: LoggedRounds, isByContext: Bool, lambda: Double, folds: Int) {
    armCount = log.shape.armCount
    self.lambda = lambda
    self.folds = folds
    arms = log.arms
    rewards = log.rewards
    var known: [Int: Int] = [:]
    places = log.contexts.map { context in
      let key = isByContext ? context ?? 0 : 0
      if let place = known[key] { return place }
      known[key] = known.count
      return known.count - 1
    }
    placeCount = known.count
  }

  mutating func fit(without fold: Int) {
    sums = Array(repeating: 0, count: placeCount * armCount)
    counts = sums
    for row in arms.indices where folds == 1 || row % folds != fold {
      let cell = places[row] * armCount + arms[row]
      sums[cell] += rewards[row]
      counts[cell] += 1
    }
  }

  func predict(_ place: Int, into predictions: inout [Double]) {
    let start = places[place] * armCount
    for arm in predictions.indices { predictions[arm] = sums[start + arm] / (counts[start + arm] + lambda) }
  }
}

/// Ridge regression on features.
struct RidgePredictions: RewardPredicting {
  private let log: LoggedRounds
  private let folds: Int
  private let fresh: [RidgeInverse]
  private var ridges: [RidgeInverse]

  init(_ log: LoggedRounds, lambda: Double, folds: Int) throws(InvalidSettings) {
    let (dimension, count) = (log.shape.featureCount, log.shape.isShared ? log.shape.armCount : 1)
    guard dimension <= 1000, dimension * dimension * count <= 1 << 26 else {
      throw InvalidSettings(
        "model",
        "\(counted: count, "regression") on \(counted: dimension, "feature") would not fit in memory; accepted: up to "
          + "1000 features")
    }
    self.log = log
    self.folds = folds
    fresh = Array(repeating: RidgeInverse(dimension: dimension, lambda: lambda), count: count)
    ridges = fresh
  }

  mutating func fit(without fold: Int) throws(InvalidSettings) {
    ridges = fresh
    for row in log.arms.indices where folds == 1 || row % folds != fold {
      let arm = log.arms[row]
      ridges[log.shape.isShared ? arm : 0].add(log.features, from: start(row, arm), target: log.rewards[row])
    }
    guard ridges.allSatisfy(\.isSound) else {
      throw InvalidSettings(
        "log", "the matrix of the regression left the finite numbers; accepted: features of usual size")
    }
  }

  func predict(_ place: Int, into predictions: inout [Double]) {
    for arm in predictions.indices {
      predictions[arm] = ridges[log.shape.isShared ? arm : 0].prediction(of: log.features, from: start(place, arm))
    }
  }

  /// Where the features of an arm begin.
  private func start(_ row: Int, _ arm: Int) -> Int {
    row * log.shape.featuresPerRound + (log.shape.isShared ? 0 : arm * log.shape.featureCount)
  }
}
