import BanditExperiments
import BanditGames
import BanditStreams
import Testing

struct CellStreamsTests {
  private func plan(
    algorithm: String = "a", environment: String = "e", coupling: Coupling = .pulls, generator: String? = nil,
    slot: StreamSlot = StreamSlot(instance: 0, environment: 1, learner: 2, count: 3)
  ) -> CellStreams {
    CellStreams(
      seed: 1, environmentLabel: environment, algorithmLabel: algorithm, coupling: coupling,
      generator: generator.flatMap { GSLGenerator(named: $0) }, slot: slot)
  }

  private func first(_ stream: consuming RandomStream) -> Double { stream.uniform() }

  @Test func environmentNoiseIsSharedUnlessIndependent() {
    for coupling in [Coupling.pulls, .rounds] {
      #expect(
        first(plan(algorithm: "a", coupling: coupling).environment(3, itemCount: 2))
          == first(plan(algorithm: "b", coupling: coupling).environment(3, itemCount: 2)))
    }
    #expect(
      first(plan(algorithm: "a", coupling: .independent).environment(3, itemCount: 2))
        != first(plan(algorithm: "b", coupling: .independent).environment(3, itemCount: 2)))
  }

  @Test func instancesAreSharedAndLearnersAreNot() {
    #expect(first(plan(algorithm: "a").instance(3)) == first(plan(algorithm: "b").instance(3)))
    #expect(
      first(plan(algorithm: "a", coupling: .independent).instance(3))
        == first(plan(algorithm: "b", coupling: .independent).instance(3)))
    #expect(first(plan(algorithm: "a").learner(3)) != first(plan(algorithm: "b").learner(3)))
  }

  @Test func everyStreamOfAReplicationDiffers() {
    var seen: Set<Double> = []
    var count = 0
    for environment in ["e", "f"] {
      for replication in 0..<50 {
        let plan = plan(environment: environment)
        seen.insert(first(plan.instance(replication)))
        seen.insert(first(plan.environment(replication, itemCount: 1)))
        seen.insert(first(plan.learner(replication)))
        count += 3
      }
    }
    #expect(seen.count == count)
  }

  /// With a GSL generator streams are numbered: replication times count plus the slot.
  @Test func numberedStreamsDiffer() {
    var seen: Set<Double> = []
    for replication in 0..<50 {
      let plan = plan(generator: "mt19937")
      seen.insert(first(plan.instance(replication)))
      seen.insert(first(plan.environment(replication, itemCount: 1)))
      seen.insert(first(plan.learner(replication)))
    }
    #expect(seen.count == 150)
    let next = plan(generator: "mt19937", slot: StreamSlot(instance: 3, environment: 1, learner: 2, count: 6))
    #expect(first(plan(generator: "mt19937").instance(1)) == first(next.instance(0)))
  }
}
