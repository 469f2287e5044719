import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct FairOnesidedTests {
  /// What rounds of an instance show, without a learner.
  private func rounds(
    _ model: FairOnesidedModel, _ count: Int, replication: Int = 0
  ) -> [(individuals: [Individual], labels: [Bool], panel: AuditPanel)] {
    let key = StreamKey(seed: 3).child(index: replication)
    var stream = RandomStream(key: key.child(purpose: .instance))
    var world = model.instance(of: replication, from: &stream)
    var noise = RandomStream(key: key.child(purpose: .rewards), itemCount: 3)
    let problem = model.problem
    var individuals = Array(repeating: Individual(), count: problem.individualCount)
    var labels = Array(repeating: false, count: problem.individualCount)
    var panel = AuditPanel(individualCount: problem.individualCount, size: problem.audit.panelSize)
    return (1...count).map { round in
      noise.move(to: 0, occurrence: round)
      world.show(&individuals, at: round, noise: &noise)
      noise.move(to: 1, occurrence: round)
      world.writeLabels(into: &labels, of: individuals, at: round, noise: &noise)
      noise.move(to: 2, occurrence: round)
      world.writeDistances(into: &panel, between: individuals, at: round, noise: &noise)
      return (individuals, labels, panel)
    }
  }

  @Test func defaults() throws {
    let problem = try FairOnesidedModel(horizon: 2000).problem
    #expect(problem.individualCount == 4 && problem.rules.count == 74 && problem.knownRounds == nil)
    #expect(problem.audit == AuditTerms(alpha: 0.05, votes: 3, panelSize: 5, slack: 0.02))
  }

  /// Points are uniform, labels those of the hidden rule but for a tenth (level 1e-6 each).
  @Test func pointsAndLabels() throws {
    let model = try FairOnesidedModel(horizon: 5000, target: 13)
    let seen = rounds(model, 5000)
    let points = seen.flatMap(\.individuals)
    for sample in [points.map(\.x), points.map(\.y)] {
      #expect(KolmogorovSmirnov(sample) { $0 }.pValue > 1e-6)
    }
    let rightOf = points.count { $0.x > 0.5 && $0.y > 0.5 }
    #expect(BinomialTest(successes: rightOf, trials: 20_000, probability: 0.25).pValue > 1e-6)
    let flips = seen.reduce(0) { sum, round in
      sum + zip(round.individuals, round.labels).count { RuleClass.linear.accepts($0, by: 13) != $1 }
    }
    #expect(BinomialTest(successes: flips, trials: 20_000, probability: 0.1).pValue > 1e-6)
  }

  /// Hidden rules and auditors differ by replication; hidden rules are uniform over the half-planes.
  @Test func instances() throws {
    let model = try FairOnesidedModel(horizon: 10)
    let worlds = (0..<3000).map { replication in
      var stream = RandomStream(key: StreamKey(seed: 5).child(index: replication))
      return model.instance(of: replication, from: &stream)
    }
    let counts = worlds.reduce(into: Array(repeating: 0, count: 72)) { $0[$1.target] += 1 }
    #expect(counts.allSatisfy { BinomialTest(successes: $0, trials: 3000, probability: 1.0 / 72).pValue > 1e-8 })
    var scales: [Double] = []
    var weights: [Double] = []
    for world in worlds.prefix(500) {
      guard case .points(let auditors) = world.pool else { continue }
      #expect(auditors.count == 20)
      scales += auditors.map(\.scale)
      weights += auditors.flatMap { [$0.first, $0.second] }
    }
    #expect(KolmogorovSmirnov(scales) { ($0 - 0.5) / 1.5 }.pValue > 1e-6)
    #expect(KolmogorovSmirnov(weights) { $0 }.pValue > 1e-6)
  }

  /// min(1, lambda (w_1 |dx| + w_2 |dy|)), by hand.
  @Test func distances() throws {
    let model = try FairOnesidedModel(horizon: 1)
    var stream = RandomStream(key: StreamKey(seed: 1))
    let world = model.instance(of: 0, from: &stream)
    guard case .points(let auditors) = world.pool else { return }
    let (first, second) = (Individual(x: 0.1, y: 0.9), Individual(x: 0.3, y: 0.2))
    for (place, eye) in auditors.enumerated() {
      let expected = min(1, eye.scale * (eye.first * 0.2 + eye.second * 0.7))
      #expect(abs(world.distance(place, first, second) - expected) < 1e-12)
      #expect(world.distance(place, second, first) == world.distance(place, first, second))
    }
  }

  /// Each auditor sits on a panel of two out of five as often as any other, and never twice.
  @Test func panelsAreDrawnWithoutReplacement() throws {
    // Auditor j sees (j + 1) / 10, so that distances name the auditors.
    let metrics = (0..<5).map { auditor in
      let distance = Double(auditor + 1) / 10
      return [[0, distance], [distance, 0]]
    }
    let model = try FairOnesidedModel(
      horizon: 10, contexts: .points([[0, 0], [1, 1]]), rounds: [[0, 1]], metrics: metrics, panel: 2, votes: 1)
    var counts: [[Double]: Int] = [:]
    for round in rounds(model, 5000) {
      counts[[round.panel.distance(0, 1, votes: 1), round.panel.distance(0, 1, votes: 2)], default: 0] += 1
    }
    #expect(counts.count == 10 && counts.keys.allSatisfy { $0[0] < $0[1] })
    #expect(counts.values.allSatisfy { BinomialTest(successes: $0, trials: 5000, probability: 0.1).pValue > 1e-7 })
  }

  /// Everything given: what rounds show is the tables, repeated.
  @Test func tables() throws {
    let settings: Settings = [
      "contexts": 3, "rounds": [[0, 2], [1, 1]], "labels": [[1, 0], [0, 0]], "rules": [[1, 0, 0], [1, 1, 1]],
      "metrics": [
        [[0, 0.2, 0.4], [0.2, 0, 0.5], [0.4, 0.5, 0]], [[0, 0.1, 0.1], [0.1, 0, 0.1], [0.1, 0.1, 0]],
        [[0, 1, 0.7], [1, 0, 1], [0.7, 1, 0]],
      ], "panels": [[0, 1], [2, 0], [1, 2]], "votes": 2,
    ]
    let model = try FairOnesidedModel(settings: settings, horizon: 10)
    let problem = model.problem
    #expect(problem.individualCount == 2 && problem.audit.panelSize == 2 && problem.rules.count == 2)
    #expect(problem.knownRounds?.map { $0.map(\.context) } == [[0, 2], [1, 1]])
    let seen = rounds(model, 4)
    #expect(seen.map { $0.individuals.map(\.context) } == [[0, 2], [1, 1], [0, 2], [1, 1]])
    #expect(seen.map(\.labels) == [[true, false], [false, false], [true, false], [false, false]])
    #expect(seen.map { $0.panel.distance(0, 1, votes: 2) } == [0.4, 0, 0.7, 0])
    #expect(seen.map { $0.panel.distance(0, 1, votes: 1) } == [0.1, 0, 0.1, 0])
    #expect(model.itemNames == ["1", "2"])
  }

  /// Contexts without rounds are drawn, uniformly.
  @Test func contextsAreDrawn() throws {
    let model = try FairOnesidedModel(
      horizon: 10, individuals: 3, contexts: .points([[0.1, 0.1], [0.9, 0.9]]), labelNoise: 0)
    let individuals = rounds(model, 2000).flatMap(\.individuals)
    #expect(individuals.allSatisfy { $0.x == ($0.context == 0 ? 0.1 : 0.9) })
    let first = individuals.count { $0.context == 0 }
    #expect(BinomialTest(successes: first, trials: 6000, probability: 0.5).pValue > 1e-6)
  }

  @Test func refusals() {
    func refuses(_ settings: Settings, at path: String) -> Bool {
      do throws(InvalidSettings) {
        _ = try FairOnesidedModel(settings: settings, horizon: 10)
        return false
      } catch { return error.path == path && !error.message.isEmpty }
    }
    let points: Setting = [[0, 0], [1, 1]]
    #expect(refuses(["votes": 6], at: "votes"))
    #expect(refuses(["panel": 2], at: "votes"))
    #expect(refuses(["panel": 21], at: "panel"))
    #expect(refuses(["auditors": 2], at: "votes"))
    #expect(refuses(["slack": 0.1], at: "slack"))
    #expect(refuses(["alpha": 0], at: "slack"))
    #expect(refuses(["scale": [2, 1]], at: "scale"))
    #expect(refuses(["target": 74], at: "target"))
    #expect(refuses(["labels": [[1]]], at: "labels"))
    #expect(refuses(["rounds": [[0]]], at: "rounds"))
    #expect(refuses(["rules": [[1]]], at: "rules"))
    #expect(refuses(["metrics": [[[0]]]], at: "metrics"))
    #expect(refuses(["contexts": 2], at: "contexts"))
    #expect(refuses(["contexts": 2, "rules": [[1, 0]]], at: "contexts"))
    #expect(refuses(["contexts": points, "rules": [[1, 0], [1]]], at: "rules[1]"))
    #expect(refuses(["contexts": points, "rounds": [[0, 2]]], at: "rounds[0]"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1], [0]]], at: "rounds[1]"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1]], "individuals": 3], at: "individuals"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1]], "labels": [[1, 0], [1, 0]]], at: "labels"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1]], "labels": [[1]]], at: "labels[0]"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1]], "labels": [[1, 0]], "target": 3], at: "target"))
    #expect(refuses(["contexts": points, "rounds": [[0, 1]], "labels": [[1, 0]], "labelNoise": 0], at: "labelNoise"))
    #expect(refuses(["contexts": points, "metrics": [[[0, 0.1]]]], at: "metrics[0]"))
    #expect(refuses(["contexts": points, "metrics": [[[0, 0.1], [0.2, 0]]]], at: "metrics[0][0][1]"))
    #expect(refuses(["contexts": points, "metrics": [[[0, 0.1], [0.1, 0.5]]]], at: "metrics[0][1][1]"))
    #expect(
      refuses(["contexts": points, "metrics": [[[0, 0.1], [0.1, 0]]], "scale": [1, 1], "votes": 1], at: "scale"))
    #expect(refuses(["panels": [[0, 1, 2], [0, 1]]], at: "panels[1]"))
    #expect(refuses(["panels": [[0, 1, 20]]], at: "panels[0]"))
    #expect(refuses(["panels": [[0, 1, 1]]], at: "panels[0]"))
    #expect(refuses(["panels": [[0, 1, 2]], "panel": 4], at: "panel"))
    #expect(wrongSettingsThatPass(FairOnesidedModel.self, valid: ["individuals": 4]) == [])
  }
}
