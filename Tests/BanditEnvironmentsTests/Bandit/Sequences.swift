import BanditGames
import BanditStreams

/// Every sequence of a length.
func sequences(_ armCount: Int, _ length: Int) -> [[Int]] {
  (0..<length).reduce([[]]) { list, _ in list.flatMap { start in (0..<armCount).map { start + [$0] } } }
}

/// The means that an environment pays along a sequence of arms.
func means<Environment: BanditEnvironment>(_ environment: Environment, _ sequence: [Int]) -> [Double] {
  var environment = environment
  var noise = RandomStream(key: StreamKey(seed: 58), itemCount: environment.armCount)
  return sequence.enumerated().map { environment.pull($1, at: $0 + 1, noise: &noise).mean }
}

/// The arm that pays most in each round, the lowest index on ties: greedy play.
func greedySequence<Environment: BanditEnvironment>(_ environment: Environment, _ length: Int) -> [Int] {
  (0..<length).reduce(into: []) { sequence, _ in
    let next = (0..<environment.armCount).map { means(environment, sequence + [$0]).last! }
    sequence.append(next.firstIndex(of: next.max()!)!)
  }
}

/// Whether the policy benchmark of each length, and the sequence behind the last, agree with all sequences.
func agreesWithAllSequences<Environment: BanditEnvironment>(_ environment: Environment, horizon: Int) -> Bool {
  guard let comparator = environment.truth.sequences, let optimum = comparator.optimum else { return false }
  let totals = (1...horizon).map { length in
    sequences(environment.armCount, length).map { means(environment, $0).reduce(0, +) }.max()!
  }
  let best = means(environment, comparator.bestSequence!).reduce(0, +)
  return (1...horizon).allSatisfy { abs(optimum.total(through: $0) - totals[$0 - 1]) < 1e-12 }
    && abs(best - totals[horizon - 1]) < 1e-12
    && (0...horizon).allSatisfy { length in
      let repeated = (0..<environment.armCount).map {
        means(environment, Array(repeating: $0, count: length)).reduce(0, +)
      }.max()!
      return abs(comparator.bestRepeatedTotal(through: length) - repeated) < 1e-12
    }
}
