import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ZoomingTests {
  @Test func conforms() {
    // The lowest uncovered arm is a matter of labels.
    #expect(BanditConformance.violations(of: Zooming.self, isRandomized: false, isSymmetric: false) == [])
  }

  @Test func typedCallsAgreeWithSettings() throws {
    let played = try playedBothWays(["sigma": .number(0.25)]) { try Zooming($0, sigma: 0.25) }
    #expect(played.settings == played.typed)
  }

  /// X = {0, .5, 1}, T = 2000, all rewards .5: arm 0 reaches everything for 15 pulls; at the start of round 16 its
  /// radius is .97474, and the point 1 becomes active, the only one that it does not reach.
  @Test func workedExample() throws {
    let spaces: [ArmSpace.Shape] = [
      .grid(side: 3, dimension: 1), .points([[0], [0.5], [1]]),
      .distances([[0, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 0]]),
    ]
    for shape in spaces {
      let problem = BanditProblem(armCount: 3, horizon: 2000, space: ArmSpace(shape))
      var learner = try Zooming(problem)
      var noise = RandomStream(key: StreamKey(seed: 1))
      for round in 1...15 {
        #expect(learner.selectArm(at: round, noise: &noise) == 0 && learner.activeArms == [0])
        if round == 15 { #expect(learner.radius(at: 0) > 1) }
        learner.observe(reward: 0.5, of: 0, at: round)
      }
      #expect(abs(learner.radius(at: 0) - 0.97474) < 5e-6)
      #expect(learner.selectArm(at: 16, noise: &noise) == 2 && learner.activeArms == [0, 2])
      #expect(abs(learner.radius(at: 1) - (2 * Double.log(2000)).squareRoot()) < 1e-12)
      #expect(learner.measure(.activeArms) == 2)
    }
  }

  /// The rule by brute force.
  private struct Naive {
    let space: ArmSpace
    let horizon: Int
    var active: [Int] = []
    var pulls: [Int: Int] = [:]
    var sums: [Int: Double] = [:]

    func radius(_ arm: Int) -> Double { (2 * .log(Double(horizon)) / Double(pulls[arm, default: 0] + 1)).squareRoot() }

    mutating func select() -> (arm: Int, activated: Int) {
      var activated = 0
      while let arm = (0..<space.armCount).first(where: { arm in
        active.allSatisfy { space.lipschitz * space.distance(arm, $0) > radius($0) }
      }) {
        // The two were farther apart than the smaller radius.
        #expect(active.allSatisfy { space.lipschitz * space.distance(arm, $0) > min(radius($0), radius(arm)) })
        active.append(arm)
        activated += 1
      }
      func index(_ arm: Int) -> Double {
        let count = pulls[arm, default: 0]
        return (count == 0 ? 0 : sums[arm, default: 0] / Double(count)) + 2 * radius(arm)
      }
      let highest = active.map(index).max()!
      return (active.filter { index($0) > highest - 1e-9 }.min()!, activated)
    }

    mutating func observe(_ reward: Double, _ arm: Int) {
      pulls[arm, default: 0] += 1
      sums[arm, default: 0] += reward
    }
  }

  /// Cones with coins on lines, squares, cubes, points and distances: every arm is that of brute force, one at most
  /// becomes active in a round, and the active ones keep their distance.
  @Test func followsItsRule() throws {
    var noise = RandomStream(key: StreamKey(seed: 92))
    let points = (0..<25).map { _ in [noise.uniform(), noise.uniform()] }
    let distances = points.map { one in points.map { other in zip(one, other).map { abs($0 - $1) }.reduce(0, +) / 2 } }
    let spaces = [
      ArmSpace(.grid(side: 51, dimension: 1)), ArmSpace(.grid(side: 8, dimension: 2)),
      ArmSpace(.grid(side: 4, dimension: 3)), ArmSpace(.points(points)), ArmSpace(.distances(distances)),
      ArmSpace(.grid(side: 30, dimension: 1), lipschitz: 0.6),
    ]
    for space in spaces {
      let problem = BanditProblem(armCount: space.armCount, horizon: 500, space: space)
      var learner = try Zooming(problem)
      var naive = Naive(space: space, horizon: 500)
      let best = space.armCount * 2 / 3
      for round in 1...500 {
        let before = learner.activeArms.count
        let arm = learner.selectArm(at: round, noise: &noise)
        let expected = naive.select()
        #expect(arm == expected.arm && learner.activeArms == naive.active, "round \(round)")
        guard arm == expected.arm else { break }
        #expect(expected.activated <= 1 && learner.activeArms.count == before + expected.activated)
        // Multiples of 1/2, so that all means are exact and ties are ties.
        let mean = 0.9 - space.lipschitz * space.distance(arm, best) / 2
        let reward = noise.uniform() < mean ? 1.0 : 0
        learner.observe(reward: reward, of: arm, at: round)
        naive.observe(reward, arm)
      }
      #expect(naive.active.count >= 2)
    }
  }

  /// With L = 4 the ends of the line are farther apart than the first radius, sqrt(2 ln 1000) = 3.717: two arms at
  /// once.
  @Test func steepMeans() throws {
    let space = ArmSpace(.grid(side: 101, dimension: 1), lipschitz: 4)
    var learner = try Zooming(BanditProblem(armCount: 101, horizon: 1000, space: space))
    var noise = RandomStream(key: StreamKey(seed: 1))
    #expect(learner.selectArm(at: 1, noise: &noise) == 0)
    #expect(learner.activeArms == [0, 93])
  }

  /// Without a metric all arms are one apart: with T = 100 the radius of an arm is below 1 from its ninth pull on.
  @Test func withoutAMetric() throws {
    var learner = try Zooming(BanditProblem(armCount: 3, horizon: 100))
    var noise = RandomStream(key: StreamKey(seed: 1))
    for round in 1...9 {
      #expect(learner.selectArm(at: round, noise: &noise) == 0)
      learner.observe(reward: 1, of: 0, at: round)
    }
    #expect(learner.selectArm(at: 10, noise: &noise) == 1 && learner.activeArms == [0, 1])
  }

  @Test func caveats() throws {
    let space = ArmSpace(.grid(side: 3, dimension: 1), isOneSided: true)
    #expect(try Zooming(BanditProblem(armCount: 3, horizon: 100, space: space)).caveats.count == 1)
    #expect(try Zooming(BanditProblem(armCount: 3, horizon: 100)).caveats == [])
  }
}
