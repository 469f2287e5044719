import BanditCards
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SlateTests {
  private let near = [[1.0, 0], [0, 0.5], [3, 4]]

  /// Logits -2, -1 and -10 beside 0.
  @Test func theExampleOfDistances() {
    let users = SlateUsers(items: near, states: [[0, 0]], slateSize: 3)
    let v = (0..<3).map { users.attraction(of: $0) }
    let sum = 1 + v.reduce(0, +)
    // The second figure is 0.09002785.
    #expect(abs(1 / sum - 0.6652209) < 5e-8 && abs(v[0] / sum - 0.0900278) < 6e-8)
    #expect(abs(v[1] / sum - 0.2447211) < 5e-8 && abs(v[2] / sum - 0.0000302) < 5e-8)
    #expect(abs(users.clickProbability(of: [0, 1, 2]) - (1 - 0.6652209)) < 5e-8)
  }

  /// f for v = (2, 1, .5): slates {1, 2} and {1, 3}.
  @Test func theExampleOfAttractions() {
    var users = SlateUsers(attractions: [2, 1, 0.5], slateSize: 2)
    #expect(abs(users.bestClickProbability() - 0.75) < 1e-15)
    #expect(abs(users.clickProbability(of: [0, 2]) - 0.7142857) < 5e-8)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 5)
    let outcome = users.choose(from: [2, 0], luck: [0.5, 0.5], outsideLuck: 0.5, at: 1, noise: &noise)
    #expect(abs(outcome.bestClickProbability - outcome.clickProbability - 0.0357143) < 5e-8)
    // Equal luck: the most attractive.
    #expect(outcome.click == 0 && users.isStatic)
  }

  @Test func scoresAreScaledAndCutOff() {
    let dot = SlateUsers(
      items: [[1, 2], [-300, 0], [300, 0]], states: [[1, 1]], slateSize: 1, score: .dot, multiplier: 0.5, outside: 0.25)
    let expected = [1.25, -100.25, 19.75]
    for (item, logit) in expected.enumerated() {
      #expect(abs(.log(dot.attraction(of: item)) - logit) < 1e-12)
    }
    let deaf = SlateUsers(items: [[1, 0]], states: [[0, 0]], slateSize: 1, multiplier: 2, outside: 1)
    #expect(abs(.log(deaf.attraction(of: 0)) + 3) < 1e-12)
  }

  /// Clicks on the items of a slate and on none have the probabilities of the model, to a level of 1e-6.
  @Test func choicesFollowTheModel() {
    var users = SlateUsers(items: near, states: [[0.5, 0.5]], slateSize: 3, multiplier: 0.7, outside: -0.5)
    let slate = [2, 0, 1]
    let v = slate.map { users.attraction(of: $0) }
    var noise = RandomStream(key: StreamKey(seed: 11))
    var counts = [0, 0, 0, 0]
    for _ in 0..<20_000 {
      let luck = [noise.uniform(), noise.uniform(), noise.uniform()]
      let outsideLuck = noise.uniform()
      let outcome = users.choose(from: slate, luck: luck, outsideLuck: outsideLuck, at: 1, noise: &noise)
      counts[outcome.click.flatMap { slate.firstIndex(of: $0) } ?? 3] += 1
    }
    #expect(ChiSquareTest(counts: counts, probabilities: v + [1]).pValue > 1e-6)
  }

  private func click(_ item: Int, _ users: inout SlateUsers) {
    var noise = RandomStream(key: StreamKey(seed: 2))
    let outcome = users.choose(from: [item], luck: [1 - 1e-9], outsideLuck: 1e-9, at: 1, noise: &noise)
    #expect(outcome.click == item)
  }

  @Test func clicksMoveUsers() {
    var linear = SlateUsers(items: near, states: [[0, 0]], inertia: [0.5], slateSize: 1)
    #expect(!linear.isStatic)
    let before = linear.attraction(of: 0)
    click(0, &linear)
    #expect(linear.state(of: 0) == [0.5, 0])
    // Distance 1/2 instead of 1: what it is worth follows.
    #expect(abs(.log(linear.attraction(of: 0)) + 1) < 1e-12 && linear.attraction(of: 0) > before)
    let v = linear.attraction(of: 0)
    #expect(abs(linear.bestClickProbability() - v / (1 + v)) < 1e-15)
    var markov = SlateUsers(items: near, states: [[7, 7]], inertia: [0], slateSize: 1)
    click(1, &markov)
    #expect(markov.state(of: 0) == [0, 0.5] && markov.attraction(of: 1) == 1)
    var none = SlateUsers(items: near, states: [[0, 0]], slateSize: 1)
    click(0, &none)
    #expect(none.state(of: 0) == [0, 0] && none.isStatic)
    // No click, no move.
    var noise = RandomStream(key: StreamKey(seed: 2))
    let outcome = linear.choose(from: [1], luck: [1e-9], outsideLuck: 0.9, at: 2, noise: &noise)
    #expect(outcome.click == nil && linear.state(of: 0) == [0.5, 0])
    // An inertia above 1 drives users away, but not out of the numbers.
    var wild = SlateUsers(items: [[1], [2]], states: [[3]], inertia: [2], slateSize: 1, score: .dot)
    for _ in 0..<2000 { click(0, &wild) }
    #expect(wild.state(of: 0) == [1e6] && wild.bestClickProbability().isFinite)
  }

  /// Each of several users comes with the same probability, and only the one who clicked moves.
  @Test func severalUsers() {
    let states = [[0.0, 0], [0, 0], [0, 0], [0, 0]]
    var users = SlateUsers(items: near, states: states, inertia: [0, 0, 0, 0], slateSize: 1)
    #expect(!users.isStatic)
    var noise = RandomStream(key: StreamKey(seed: 4), itemCount: 1)
    let first = users.choose(from: [0], luck: [0.999], outsideLuck: 0.001, at: 1, noise: &noise)
    #expect(first.click == 0)
    #expect((0..<4).count { users.state(of: $0) == [1, 0] } == 1)
    var counts = [0, 0]
    for round in 1...4000 {
      noise.move(to: 0, occurrence: round)
      // Nobody clicks; the moved one has another opinion of item 0.
      let outcome = users.choose(from: [0], luck: [1e-12], outsideLuck: 0.9, at: round, noise: &noise)
      counts[outcome.clickProbability > 0.4 ? 0 : 1] += 1
    }
    #expect(BinomialTest(successes: counts[0], trials: 4000, probability: 0.25).pValue > 1e-6)
  }

  // MARK: The model

  private func draw(_ model: SlateModel, _ seed: UInt64) -> SlateUsers {
    var stream = RandomStream(key: StreamKey(seed: seed))
    return model.instance(of: 0, from: &stream)
  }

  /// A group's radius is 2 (.1 + .7 U), an item is .2 away from its group, where its user begins.
  @Test func groupsItemsAndUsers() throws {
    let model = try SlateModel(horizon: 10, items: 30, groups: 1, dimension: 3)
    var radii: [Double] = []
    var signs = 0
    for seed: UInt64 in 1...200 {
      let users = draw(model, seed)
      let state = try #require(users.state(of: 0))
      radii.append(state.reduce(0) { $0 + $1 * $1 }.squareRoot() / 2)
      if state[0] > 0 { signs += 1 }
      // Logits are -2 times a distance of .2.
      #expect((0..<30).allSatisfy { abs(.log(users.attraction(of: $0)) + 0.4) < 1e-9 })
    }
    #expect(radii.allSatisfy { (0.1...0.8).contains($0) })
    let test = KolmogorovSmirnov(radii) { ($0 - 0.1) / 0.7 }
    #expect(test.pValue > 1e-6)
    #expect(BinomialTest(successes: signs, trials: 200, probability: 0.5).pValue > 1e-6)
    let several = draw(try SlateModel(horizon: 10, items: 40, groups: 4), 3)
    let logits = Set((0..<40).map { Int((Double.log(several.attraction(of: $0)) * 100).rounded()) })
    #expect(logits.count > 4)
  }

  @Test func wrongSettingsAreRefused() {
    let calls: [(path: String, call: () throws -> SlateModel)] = [
      ("size", { try SlateModel(horizon: 9, items: 4, size: 5) }), ("size", { try SlateModel(horizon: 9, size: 0) }),
      ("size", { try SlateModel(horizon: 9, attractions: [1, 2]) }),
      ("attractions", { try SlateModel(horizon: 9, size: 1, attractions: []) }),
      ("attractions", { try SlateModel(horizon: 9, size: 1, attractions: [1, 0]) }),
      ("items", { try SlateModel(horizon: 9, items: 3, size: 1, attractions: [1, 2]) }),
      ("drift", { try SlateModel(horizon: 9, size: 1, attractions: [1, 2], drift: .markov) }),
      ("users", { try SlateModel(horizon: 9, size: 1, attractions: [1, 2], users: 2) }),
      ("bias", { try SlateModel(horizon: 9, size: 1, attractions: [1, 2], bias: 0) }),
      ("inertia", { try SlateModel(horizon: 9, drift: .markov, inertia: 0.5) }),
      ("inertia", { try SlateModel(horizon: 9, drift: .linear, inertia: 3) }),
      ("users", { try SlateModel(horizon: 9, users: 0) }),
      ("multiplier", { try SlateModel(horizon: 9, multiplier: -1) }),
    ]
    for (path, call) in calls {
      #expect { try call() } throws: { ($0 as? InvalidSettings)?.path == path }
    }
  }

  @Test func whatLearnersAndPlannersMayKnow() throws {
    let given = try SlateModel(horizon: 9, size: 2, attractions: [2, 1, 0.5])
    #expect(given.problem == SlateProblem(itemCount: 3, slateSize: 2, horizon: 9))
    #expect(given.commonInstance != nil && given.absence(of: .pseudo) == nil)
    let plain = try SlateModel(horizon: 9)
    #expect(plain.problem == SlateProblem(itemCount: 50, slateSize: 5, horizon: 9))
    #expect(plain.commonInstance == nil && plain.absence(of: .realized) == nil && draw(plain, 1).isStatic)
    #expect(try SlateModel(horizon: 9, users: 2).absence(of: .pseudo) != nil)
    #expect(try SlateModel(horizon: 9, drift: .linear).absence(of: .realized) != nil)
    #expect(try SlateModel(horizon: 9, drift: .linear).absence(of: .dynamic) == nil)
    #expect(try SlateModel(horizon: 9, drift: SlateUsers.Drift.none).absence(of: .pseudo) == nil)
  }
}
