import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

/// Two arms of which all is enumerated: every reward, every choice whether to explore.
private struct Enumeration {
  let priors: [ArmPrior]
  let rounds: Int
  /// For each round E[(mu_1 - mu_0) 1{arm 1}], E[(mu_0 - mu_1) 1{arm 0}] and the mean reward.
  var gains: [Double]
  var counterGains: [Double]
  var rewards: [Double]

  init(_ priors: [ArmPrior], rounds: Int) {
    self.priors = priors
    self.rounds = rounds
    gains = Array(repeating: 0, count: rounds + 1)
    counterGains = gains
    rewards = gains
  }

  var problem: BanditProblem { BanditProblem(armCount: 2, horizon: rounds, priors: priors) }

  /// Enumerates what follows a history.
  ///
  /// - Parameter branches: what a learner may do in a round, with probabilities.
  mutating func visit<L: BanditLearner>(
    _ learner: L, round: Int = 1, weight: Double = 1, successes: [Double] = [0, 0], pulls: [Double] = [0, 0],
    branches: (inout L, Int) -> [(L, Int, Double)]
  ) {
    guard round <= rounds else { return }
    let means = (0..<2).map { priors[$0].mean(successes: successes[$0], of: pulls[$0]) }
    var learner = learner
    for (next, arm, probability) in branches(&learner, round) where probability > 0 {
      let share = weight * probability
      if arm == 1 { gains[round] += share * (means[1] - means[0]) }
      if arm == 0 { counterGains[round] += share * (means[0] - means[1]) }
      rewards[round] += share * means[arm]
      for reward in [0.0, 1] {
        var (after, wins, counts) = (next, successes, pulls)
        after.observe(reward: reward, of: arm, at: round)
        wins[arm] += reward
        counts[arm] += 1
        let odds = reward == 1 ? means[arm] : 1 - means[arm]
        if odds > 0 {
          visit(
            after, round: round + 1, weight: share * odds, successes: wins, pulls: counts, branches: branches)
        }
      }
    }
  }

  /// All of a principal whose base draws nothing.
  static func of(_ priors: [ArmPrior], rounds: Int, epsilon: Double, warmup: Int, base: NestedLearner) throws -> Self {
    var enumeration = Enumeration(priors, rounds: rounds)
    let principal = try RepeatedHiddenExploration(enumeration.problem, epsilon: epsilon, warmup: warmup, base: base)
    enumeration.visit(principal) { learner, round in
      [(true, epsilon), (false, 1 - epsilon)].compactMap { explores, probability in
        guard round > warmup || !explores else { return nil }
        var copy = learner
        var noise = RandomStream(key: StreamKey(seed: 1))
        let arm = copy.selectArm(at: round, explores: explores, noise: &noise)
        return (copy, arm, round > warmup ? probability : 1)
      }
    }
    return enumeration
  }

  /// All of a learner that draws nothing, alone.
  static func alone<L: BanditLearner>(_ priors: [ArmPrior], rounds: Int, _ learner: L) -> Self {
    var enumeration = Enumeration(priors, rounds: rounds)
    enumeration.visit(learner) { learner, round in
      var noise = RandomStream(key: StreamKey(seed: 1))
      let arm = learner.selectArm(at: round, noise: &noise)
      return [(learner, arm, 1)]
    }
    return enumeration
  }
}

struct RepeatedHiddenExplorationTests {
  private static let half: [ArmPrior] = [.beta(a: 2, b: 1), .known(0.5)]
  private static let alike: [ArmPrior] = [.beta(a: 1, b: 1), .beta(a: 1, b: 1)]
  private static let apart: [ArmPrior] = [.beta(a: 3, b: 2), .beta(a: 2, b: 3)]
  private static let always = NestedLearner("fixed-arm", ["arm": 1])

  /// (11.15), exactly: below the threshold nobody has a reason to disobey in any round, whichever base explores.
  @Test(arguments: [("ucb1", 0), ("fixed-arm", 0), ("ucb1", 1), ("fixed-arm", 1), ("fixed-arm", 2)])
  func agentsFollow(_ base: String, _ world: Int) throws {
    let priors = [Self.half, Self.alike, Self.apart][world]
    let warmup = [2, 1, 3][world]
    let gain = ArmPriorPair(priors[0], priors[1]).expectedGain(afterPulls: warmup)
    let all = try Enumeration.of(
      priors, rounds: warmup + 5, epsilon: 0.999 * gain / 3, warmup: warmup,
      base: base == "ucb1" ? NestedLearner("ucb1") : Self.always)
    for round in 1...(warmup + 5) {
      let least: Double = round > warmup ? 1e-6 : 0
      #expect(all.gains[round] >= least && all.counterGains[round] >= 0, "\(round)")
    }
  }

  /// The round after the warm-up in closed form: (1 - epsilon) E[G+] of what is best, epsilon (m1 - m0) of exploration.
  /// Far above the threshold agents would be fools to follow.
  @Test func theRoundAfterTheWarmup() throws {
    for epsilon in [0.005, 0.04, 0.5] {
      let all = try Enumeration.of(Self.half, rounds: 4, epsilon: epsilon, warmup: 2, base: Self.always)
      let expected: Double = (1 - epsilon) / 60 - epsilon / 6
      #expect(abs(all.gains[3] - expected) < 1e-14)
      #expect((all.gains[3] < 0) == (epsilon > 0.1))
    }
  }

  /// (11.17), exactly: rewards after the warm-up, and Bayesian regret, against the base alone in as many rounds as it
  /// gets.
  @Test(arguments: [0.2, 0.6]) func rewardsAndRegret(_ epsilon: Double) throws {
    let (warmup, rounds) = (2, 8)
    // E max(mu, 1/2) under Beta(2, 1): 1/8 + 2/3 (1 - 1/8).
    let best: Double = 17.0 / 24
    for base in [NestedLearner("ucb1"), Self.always] {
      let all = try Enumeration.of(Self.half, rounds: rounds, epsilon: epsilon, warmup: warmup, base: base)
      var (reward, regret) = (0.0, 0.0)
      for count in 0...(rounds - warmup) {
        let problem = BanditProblem(armCount: 2, horizon: rounds - warmup, priors: Self.half)
        let own =
          base.id == "ucb1"
          ? Enumeration.alone(Self.half, rounds: count, try UCB1(problem))
          : Enumeration.alone(Self.half, rounds: count, try FixedArm(problem, arm: 1))
        let earned = own.rewards.reduce(0, +)
        var odds = 1.0
        for place in 0..<count {
          let (left, taken) = (Double(rounds - warmup - place), Double(place + 1))
          odds *= epsilon * left / taken
        }
        for _ in count..<(rounds - warmup) { odds *= 1 - epsilon }
        reward += odds * earned
        regret += odds * (Double(count) * best - earned)
      }
      let after = all.rewards[(warmup + 1)...].reduce(0, +)
      #expect(after >= reward / epsilon - 1e-12)
      let lost = Double(rounds) * best - all.rewards.reduce(0, +)
      #expect(lost <= Double(warmup) + regret / epsilon)
      // And not for want of anything to lose.
      #expect(lost > 0.1 && regret > 0.1)
    }
  }

  /// The extra is an unbiased estimate of what the enumeration says: four standard errors, in the first round in which
  /// signals differ and in the last.
  @Test func obedienceIsEstimated() throws {
    let rounds = 7
    let all = try Enumeration.of(Self.half, rounds: rounds, epsilon: 0.4, warmup: 2, base: NestedLearner("ucb1"))
    let problem = BanditProblem(armCount: 2, horizon: rounds, priors: Self.half)
    let principal = try RepeatedHiddenExploration(problem, epsilon: 0.4, warmup: 2, base: NestedLearner("ucb1"))
    var sums = Array(repeating: (0.0, 0.0), count: rounds + 1)
    let runs = 4000
    for run in 0..<runs {
      var noise = RandomStream(key: StreamKey(seed: 21).child(index: run))
      let means = [Beta.draw(a: 2, b: 1, from: &noise), 0.5]
      var learner = principal
      for round in 1...rounds {
        let arm = learner.selectArm(at: round, noise: &noise)
        learner.observe(reward: noise.uniform() < means[arm] ? 1 : 0, of: arm, at: round)
        let gain = try #require(learner.measure(.obedienceGain))
        sums[round].0 += gain
        sums[round].1 += gain * gain
      }
    }
    for round in 1...rounds {
      let mean = sums[round].0 / Double(runs)
      let variance: Double = sums[round].1 / Double(runs) - mean * mean
      let error: Double = (variance / Double(runs)).squareRoot()
      #expect(abs(mean - all.gains[round]) <= 4 * error + 1e-15, "\(round): \(mean), \(all.gains[round])")
      #expect((error > 0) == (round > 2))
    }
  }

  /// What is used where nothing is given, and what is said of it.
  @Test func defaults() throws {
    func made(_ priors: [ArmPrior], horizon: Int = 100) throws -> RepeatedHiddenExploration {
      try RepeatedHiddenExploration(BanditProblem(armCount: 2, horizon: horizon, priors: priors))
    }
    let half = try made(Self.half)
    #expect(half.warmupUsed == 2 && abs(half.epsilonUsed - 0.33 / 60) < 1e-15 && half.caveats == [])
    #expect(half.measure(.believed) == nil && half.measure(.signalGain) == half.signalGain)
    let late = try made([.beta(a: 6, b: 4), .known(0.4)])
    #expect(late.warmupUsed == 6 && late.epsilonUsed > 0)
    // Within half of the horizon nothing can look better; no pull of a known arm tells anything.
    for principal in [
      try made([.beta(a: 6, b: 4), .known(0.4)], horizon: 10), try made([.known(0.7), .beta(a: 1, b: 1)]),
    ] {
      #expect(principal.epsilonUsed == 0 && principal.caveats.count == 1)
      #expect(principal.caveats[0].contains("nothing is explored"))
      let arms = playScript(learner: principal, rewards: [[0], [1]], rounds: 50)
      #expect(arms.prefix(5) == [0, 0, 0, 0, 0])
    }
    let daring = try RepeatedHiddenExploration(
      BanditProblem(armCount: 2, horizon: 100, priors: Self.half), epsilon: 0.2, warmup: 4)
    #expect(daring.caveats.count == 1 && daring.caveats[0].contains("is not promised"))
    let many = try RepeatedHiddenExploration(BanditProblem(armCount: 3, horizon: 100))
    #expect(many.caveats.contains { $0.contains("for two arms") } && many.measure(.obedienceGain) == nil)
  }

  /// Only the warm-up and exploration reach the signal and the base; with a base that pulls nothing else, arm 1 is
  /// pulled in every round of exploration. What is believed is counted.
  @Test func signals() throws {
    let problem = BanditProblem(armCount: 2, horizon: 400, priors: Self.apart)
    var learner = try RepeatedHiddenExploration(problem, epsilon: 0.3, warmup: 4, base: Self.always)
    var noise = RandomStream(key: StreamKey(seed: 2))
    var (pulls, explored) = (0, 0.0)
    for round in 1...400 {
      let arm = learner.selectArm(at: round, noise: &noise)
      // Arm 0 pays, arm 1 does not: without exploration it would never be pulled.
      learner.observe(reward: arm == 0 ? 1 : 0, of: arm, at: round)
      if arm == 1 { pulls += 1 }
      if round <= 4 { #expect(arm == 0) }
      explored = learner.measure(.explorations) ?? .nan
      #expect(learner.measure(.believed) == min(1, 4 / Double(round)))
    }
    #expect(Double(pulls) == explored && explored > 80 && explored < 160)
    // Its signal: Beta(3 + 4, 2) and Beta(2, 3 + explored).
    _ = learner.selectArm(at: 401, explores: true, noise: &noise)
    let gain = try #require(learner.measure(.obedienceGain))
    let expected: Double = 2 / (5 + explored) - 7.0 / 9
    #expect(abs(gain - expected) < 1e-12)
  }

  @Test func mistakesAreNamed() {
    let problem = BanditProblem(armCount: 2, horizon: 100, priors: Self.half)
    func refusal(_ settings: Settings) -> String {
      do throws(InvalidSettings) {
        _ = try RepeatedHiddenExploration(settings: settings, problem: problem)
        return "accepted"
      } catch {
        return "\(error.path): \(error.message)"
      }
    }
    #expect(refusal(["epsilon": 1.5]).hasPrefix("epsilon") && refusal(["warmup": -1]).hasPrefix("warmup"))
    #expect(refusal(["base": ["id": "exp3"]]).hasPrefix("base"))
    #expect(refusal(["base": ["id": "fixed-arm", "arm": 2]]).hasPrefix("base.arm"))
    #expect(refusal(["base": ["id": "ucb1", "exploration": 0.5], "warmup": 1000]) == "accepted")
  }

  @Test func conforms() {
    #expect(
      BanditConformance.violations(
        of: RepeatedHiddenExploration.self, settings: ["epsilon": 0.3, "warmup": 3], isRandomized: true) == [])
  }
}
