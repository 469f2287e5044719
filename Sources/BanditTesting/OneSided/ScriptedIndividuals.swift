import BanditGames
import BanditStreams

/// Individuals, labels and distances from a script, repeated when it ends: no chance at all.
public struct ScriptedIndividuals: OneSidedEnvironment {
  private let individuals: [[Individual]]
  private let labels: [[Bool]]
  private let distance: @Sendable (_ auditor: Int, _ first: Individual, _ second: Individual) -> Double

  /// Creates the world.
  ///
  /// - Parameters:
  ///   - individuals: those of each round.
  ///   - labels: of each round; repeated by themselves.
  ///   - distance: what an auditor of the panel sees between two individuals, in [0, 1].
  /// - Precondition: at least one round, all of the same number of individuals.
  public init(
    individuals: [[Individual]], labels: [[Bool]],
    distance: @escaping @Sendable (_ auditor: Int, _ first: Individual, _ second: Individual) -> Double = { _, _, _ in 1
    }
  ) {
    let count = individuals.first?.count
    precondition(
      !individuals.isEmpty && !labels.isEmpty
        && (individuals.map(\.count) + labels.map(\.count)).allSatisfy { $0 == count },
      "a script needs rounds of the same number of individuals")
    self.individuals = individuals
    self.labels = labels
    self.distance = distance
  }

  public mutating func show(_ individuals: inout [Individual], at round: Int, noise: inout RoundNoise) {
    individuals = self.individuals[(round - 1) % self.individuals.count]
  }

  public mutating func writeLabels(
    into labels: inout [Bool], of individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    labels = self.labels[(round - 1) % self.labels.count]
  }

  public mutating func writeDistances(
    into panel: inout AuditPanel, between individuals: [Individual], at round: Int, noise: inout RoundNoise
  ) {
    for first in individuals.indices {
      for second in individuals.indices.dropFirst(first + 1) {
        panel.set(first, second) { distance($0, individuals[first], individuals[second]) }
      }
    }
  }
}
