import BanditCards
import BanditEnvironments
import BanditGames
import BanditNumerics
import BanditTesting
import Testing

struct ContextualDriftingTests {
  @Test func segments() throws {
    let path = ParameterPath.segments([
      .init(length: 2, theta: [1, 0]), .init(length: 1, theta: [-1, 0]), .init(length: 9, theta: [0, 1]),
    ])
    let model = try ContextualDriftingModel(
      dimension: 2, actions: .fixed([[1, 0], [0, 1]]), path: path, horizon: 5, noise: .deterministic)
    #expect(ContextualRun(model, rounds: 5).means == [[1, 0], [1, 0], [-1, 0], [0, 1], [0, 1]])
    #expect(model.changePoints == [3, 4])
    #expect(abs(try #require(model.problem.variation) - 2 - 2.0.squareRoot()) < 1e-12)
    // What would begin after the horizon does not count.
    let short = try ContextualDriftingModel(dimension: 2, actions: .circle(4), path: path, horizon: 2)
    #expect(short.changePoints == [] && short.problem.variation == 0)
  }

  @Test func turn() throws {
    let model = try ContextualDriftingModel(
      dimension: 3, actions: .fixed([[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
      path: .turn(angle: .pi, rounds: 4, norm: 2), horizon: 6, noise: .deterministic)
    let means = ContextualRun(model, rounds: 6).means
    #expect(abs(means[1][0]) < 1e-12 && abs(means[1][1] - 2) < 1e-12 && means[1][2] == 0)
    #expect(abs(means[3][0] + 2) < 1e-12 && means[3] == means[5])
    #expect(model.problem.variation == 2 * .pi && model.problem.parameterNorm == 2)
  }

  /// With actions of unit vectors the means are theta itself.
  @Test func walk() throws {
    let axes = ActionSets.fixed([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    let model = try ContextualDriftingModel(
      dimension: 3, actions: axes, path: .walk(sd: 0.1, norm: 2), horizon: 4000, noise: .deterministic)
    let means = ContextualRun(model, rounds: 4000).means
    let lengths = means.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    #expect(abs(lengths[0] - 2) < 1e-12 && lengths.allSatisfy { $0 <= 2 + 1e-12 })
    // Steps from where the surface is out of reach are normal: Kolmogorov-Smirnov, level 1e-6.
    var steps: [Double] = []
    for round in 1..<4000 where lengths[round - 1] < 1.4 {
      steps += zip(means[round], means[round - 1]).map { ($0 - $1) / 0.1 }
    }
    #expect(steps.count > 1000)
    #expect(KolmogorovSmirnov(steps) { CumulativeDistribution.normal($0) }.pValue > 1e-6)
    let variation = zip(means, means.dropFirst()).reduce(0) { sum, pair in
      sum + zip(pair.0, pair.1).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    let told = try #require(model.problem.variation)
    #expect(abs(told - 0.1 * 3.0.squareRoot() * 3999) < 1e-9 && variation < told && variation > 0.8 * told)
    #expect(model.changePoints == [] && model.problem.parameterNorm == 2)
    // A walk of a longer run begins alike; replications differ; without steps nothing moves.
    let longer = try ContextualDriftingModel(
      dimension: 3, actions: axes, path: .walk(sd: 0.1, norm: 2), horizon: 5000, noise: .deterministic)
    #expect(ContextualRun(longer, rounds: 100).means == Array(means.prefix(100)))
    #expect(ContextualRun(model, rounds: 1, replication: 1).means != Array(means.prefix(1)))
    let still = try ContextualDriftingModel(
      dimension: 3, actions: axes, path: .walk(sd: 0, norm: 1), horizon: 9, noise: .deterministic)
    #expect(Set(ContextualRun(still, rounds: 9).means).count == 1 && still.problem.variation == 0)
    #expect(still.replicationBytes > 9 * 24)
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try ContextualDriftingModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    let turn: Setting = ["turn": ["angle": 1, "rounds": 5]]
    #expect(refuses(["dimension": 1, "actions": ["fixed": [[1]]], "path": turn], at: "path.turn"))
    let segments: Setting = ["segments": [["length": 5, "theta": [1]]]]
    #expect(refuses(["dimension": 2, "actions": ["circle": 3], "path": segments], at: "path.segments[0].theta"))
    #expect(
      wrongSettingsThatPass(
        ContextualDriftingModel.self, valid: ["dimension": 2, "actions": ["circle": 4], "path": turn]) == [])
    let walk: Setting = ["walk": ["sd": 0.1, "norm": 1]]
    #expect(
      wrongSettingsThatPass(
        ContextualDriftingModel.self, valid: ["dimension": 2, "actions": ["circle": 4], "path": walk]) == [])
  }
}
