import BanditCards
import BanditComparators
import Synchronization

/// What is true of an instance of online matching: its graph, and what learners are compared with.
public struct MatchingTruth: Sendable {
  /// The graph.
  public let graph: MatchingGraph
  /// What every rule earns on average through the last arrival that never passes up a neighbour and treats those
  /// available alike; `nil` where it depends on the rule or is not known. See `LaminarBatches`.
  public let symmetricValue: Double?
  private let known = Known()

  /// Creates the truth of an instance.
  public init(_ graph: MatchingGraph, symmetricValue: Double? = nil) {
    self.graph = graph
    self.symmetricValue = symmetricValue
  }

  /// What a notion compares with after some arrivals: a value for the graph of these arrivals. `nil` where it is out of
  /// reach, or the notion has none here.
  ///
  /// Computed when it is first asked for, and once for all replications that share the instance.
  public func benchmark(of notion: Notion, through round: Int) -> Double? {
    guard let solve = MatchingTruth.solvers[notion.id] else { return nil }
    return known.value(notion.id, round) { solve(graph.prefix(round)) }
  }

  /// The mean reward of a learner that has not played, by enumeration; see `ExactMatching`. Computed once for all
  /// replications that share the instance: learners that say the same of themselves are taken for the same.
  func exactReward(of learner: any MatchingRule) -> Double? {
    known.value("\(type(of: learner)) \(learner)", graph.arrivals.count) {
      ExactMatching.reward(of: learner, on: graph)
    }
  }

  /// Why a notion's benchmark is missing; `nil` where it is not, or nobody knows before it is tried.
  public func absence(of notion: Notion) -> String? {
    switch notion {
    case .clairvoyant where !MatchingClairvoyant.reaches(graph):
      "the dynamic programme over the sets of \(counted: graph.vertexCount, "vertex", "vertices") is too large"
    case .configuration where !ConfigurationRelaxation.reaches(graph):
      "a vertex has too many neighbours: there is a variable for each set of them"
    default: nil
    }
  }

  private static let solvers: [String: @Sendable (MatchingGraph) -> Double?] = [
    Notion.matchingLP.id: { MatchingLP($0).value },
    Notion.clairvoyant.id: { MatchingClairvoyant($0).value },
    Notion.configuration.id: { ConfigurationRelaxation($0).value },
  ]

  private final class Known: Sendable {
    private let values = Mutex<[String: [Int: Double?]]>([:])

    func value(_ name: String, _ round: Int, compute: () -> Double?) -> Double? {
      values.withLock { values in
        if let value = values[name]?[round] { return value }
        let value = compute()
        values[name, default: [:]][round] = value
        return value
      }
    }
  }
}

extension Notion {
  /// Budgeted allocation: an upper bound on every algorithm.
  public static let matchingLP = Notion("matching-lp")

  /// The best by somebody who knows the graph and sees outcomes.
  public static let clairvoyant = Notion("clairvoyant")

  /// An upper bound on `clairvoyant`.
  public static let configuration = Notion("configuration")
}
