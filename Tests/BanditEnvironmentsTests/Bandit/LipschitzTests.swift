import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditEnvironments

struct LipschitzTests {
  private func bandit(_ model: LipschitzModel, seed: UInt64 = 1) -> ArmsBandit {
    var stream = RandomStream(key: StreamKey(seed: seed))
    return model.instance(of: 0, from: &stream)
  }

  private func isClose(_ numbers: [Double], _ expected: [Double]) -> Bool {
    numbers.count == expected.count && zip(numbers, expected).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  /// mu = .9 - |x - .7| and the rest, at five points.
  @Test func means() throws {
    let space = LipschitzModel.Space.line(5)
    #expect(isClose(bandit(try LipschitzModel(space: space, horizon: 10)).means, [0.2, 0.45, 0.7, 0.85, 0.6]))
    let bump = try LipschitzModel(space: space, means: .bump(at: .point([0.5]), height: 0.3), horizon: 10)
    #expect(isClose(bandit(bump).means, [0.5, 0.55, 0.8, 0.55, 0.5]))
    // Half as steep.
    let flat = try LipschitzModel(
      space: space, means: .bump(at: .point([0.5]), height: 0.3), horizon: 10, lipschitz: 0.5)
    #expect(isClose(bandit(flat).means, [0.55, 0.675, 0.8, 0.675, 0.55]))
    let cone = try LipschitzModel(space: space, horizon: 10, lipschitz: 0.5)
    #expect(isClose(bandit(cone).means, [0.55, 0.675, 0.8, 0.875, 0.75]))
    let target = try LipschitzModel(
      space: space, means: .target([[0.25], [1]], top: 0.75), horizon: 10, lipschitz: 0.5)
    #expect(isClose(bandit(target).means, [0.625, 0.75, 0.625, 0.625, 0.75]))
    #expect(target.facts == ["5 arms; the highest mean is 0.75, of 2 of them"])
    // The maximum norm.
    let square = try LipschitzModel(space: .square(3), means: .peak(at: .point([0.5, 0]), top: 1), horizon: 10)
    #expect(isClose(bandit(square).means, [0.5, 0.5, 0, 1, 0.5, 0, 0.5, 0.5, 0]))
    #expect(square.problem.space == ArmSpace(.grid(side: 3, dimension: 2)))
    let distances = try LipschitzModel(
      space: .distances([[0, 0.5], [0.5, 0]]), means: .values([0.25, 0.75]), horizon: 10)
    #expect(bandit(distances).means == [0.25, 0.75] && distances.largestGap == 0.5)
  }

  /// Prices and buyers: uniform values, for which p (1 - p) is best at 1/2; and values of .3 or .7, for which 0.7 sells
  /// to every second buyer.
  @Test func pricing() throws {
    let uniform = try LipschitzModel(space: .line(5), means: .pricing(nil), horizon: 4000)
    #expect(isClose(bandit(uniform).means, [0, 0.1875, 0.25, 0.1875, 0]))
    #expect(uniform.problem.space?.isOneSided == true && uniform.problem.rewardRange == 0...1)
    let pairs = try LipschitzModel(space: .line(11), means: .pricing([[0.3, 0.5], [0.7, 0.5]]), horizon: 10)
    let means = bandit(pairs).means
    #expect(isClose(means, [0, 0.1, 0.2, 0.3, 0.2, 0.25, 0.3, 0.35, 0, 0, 0]))
    // It falls by .35 in a step, and rises by a step at most.
    #expect(zip(means, means.dropFirst()).allSatisfy { $1 - $0 <= 0.1 + 1e-12 })
    // A sale pays the price (binomial test at 1e-6, fixed key).
    var arms = bandit(uniform)
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: 5)
    var sales = 0
    for pull in 0..<4000 {
      noise.move(to: 3, occurrence: pull)
      let outcome = arms.pull(3, at: pull + 1, noise: &noise)
      #expect(outcome.reward == 0.75 || outcome.reward == 0)
      if outcome.reward > 0 { sales += 1 }
    }
    #expect(BinomialTest(successes: sales, trials: 4000, probability: 0.25).pValue > 1e-6)
  }

  /// A random peak is where an arm is, and all replications differ.
  @Test func drawnPlaces() throws {
    let model = try LipschitzModel(means: .bump(at: .random, height: 0.25), horizon: 10)
    let drawn = (0..<30).map { bandit(model, seed: $0) }
    #expect(drawn.allSatisfy { $0.means.max() == 0.75 && $0.means.min() == 0.5 })
    #expect(Set(drawn.map { $0.truth.bestArm }).count > 20 && model.largestGap == 1)
    let cone = try LipschitzModel(space: .cube(3), means: .peak(at: .random, top: 1), horizon: 10)
    #expect(bandit(cone).means.max() == 1)
    // So steep that no other arm is on it.
    let steep = try LipschitzModel(
      space: .line(5), means: .bump(at: .random, height: 0.4), horizon: 10, lipschitz: 2)
    #expect(bandit(steep).means.sorted() == [0.5, 0.5, 0.5, 0.5, 0.9])
  }

  @Test func noises() throws {
    let gaussian = try LipschitzModel(horizon: 10, noise: .gaussian(sd: 0.25))
    #expect(gaussian.problem.rewardRange == nil && gaussian.problem.noiseScale == 0.25)
    let exact = try LipschitzModel(space: .line(5), horizon: 10, noise: .deterministic)
    var arms = bandit(exact)
    var noise = RandomStream(key: StreamKey(seed: 3), itemCount: 5)
    #expect(arms.pull(1, at: 1, noise: &noise).reward == arms.means[1] && exact.problem.rewardRange == 0...1)
  }

  @Test func refusals() {
    for (settings, message) in [
      (["space": ["line": 1]] as Settings, "space: found"),
      (
        ["space": ["points": [[0, 0.5], [1]]]],
        "space.points[1]: found 1 coordinate; accepted: 2, as of the first point"
      ),
      (
        ["space": ["distances": [[0, 1], [1, 0, 2]]]],
        "space.distances[1]: found 3 numbers; accepted: 2, one for each arm"
      ),
      (
        ["space": ["distances": [[0, 1], [2, 0]]]],
        "space.distances[0][1]: found 1.0; accepted: 0 from an arm to itself"
      ),
      (
        ["space": ["distances": [[0, 0], [0, 0]]]],
        "space.distances[0][1]: found 0.0; accepted: 0 from an arm to itself"
      ),
      (
        ["space": ["distances": [[0, 1, 3], [1, 0, 1], [3, 1, 0]]]],
        "space.distances[0][2]: found 3.0, but over arm 1 it is nearer"
      ),
      (["space": ["square": 3]], "means.peak.at: found 1 coordinate; accepted: 2, as the space has"),
      (
        ["space": ["distances": [[0, 1], [1, 0]]], "means": ["peak": ["at": 0.5]]],
        "means.peak.at: a point has no place in a space of distances"
      ),
      (
        ["space": ["line": 3], "means": ["values": [0.5]]],
        "means.values: found 1 number; accepted: 3, one for each arm"
      ),
      (
        ["space": ["line": 3], "means": ["values": [0.1, 0.5, 0.9]], "L": 0.5],
        "means.values: the arms 0 and 1 are 0.5 apart, but their means differ by 0.4; accepted: at most L times"
      ),
      (["L": 2], "means: the mean of arm 0 is -0.4"),
      (["means": ["peak": ["at": "random"]]], "means.peak: a mean may be -0.0999"),
      (["means": ["pricing": "uniform"], "L": 2], "L: found 2.0; accepted with pricing: 1"),
      (["means": ["pricing": [[0.5, 0.5]]]], "means.pricing: probabilities add up to 0.5; accepted: 1"),
      (["means": ["pricing": "uniform"], "noise": "deterministic"], "noise: buyers buy or do not"),
      (["means": ["pricing": "uniform"], "space": ["square": 3]], "means.pricing: prices are numbers"),
    ] {
      do throws(InvalidSettings) {
        _ = try LipschitzModel(settings: settings, horizon: 10)
        Issue.record("accepted \(message)")
      } catch { #expect(error.description.hasPrefix(message), "\(error)") }
    }
  }
}
