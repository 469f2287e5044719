import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MajorityVoteTests {
  /// The problem whose contexts are all ways in which policies can advise: in context c, policy e advises digit e of c
  /// in base `arms`, and context c asks for arm `digit(0)`, so that policy 0 is never wrong.
  private func tables(policies: Int, arms: Int) -> (problem: ContextualProblem, tables: [[Int]]) {
    var contexts = 1
    for _ in 0..<policies { contexts *= arms }
    let problem = ContextualProblem(
      armCount: arms, dimension: contexts, isShared: true, horizon: 4, contextCount: contexts, rewardRange: 0...1)
    var power = 1
    var rows: [[Int]] = []
    for _ in 0..<policies {
      rows.append((0..<contexts).map { $0 / power % arms })
      power *= arms
    }
    return (problem, rows)
  }

  /// The most mistakes over all tables of predictions of so many rounds, by all states that the learner can be in: what
  /// it does depends on who votes and on what is advised, nothing else.
  private func mostMistakes(policies: Int, arms: Int, rounds: Int) throws -> (mistakes: Int, states: Int) {
    let (problem, rows) = tables(policies: policies, arms: arms)
    let learner = try MajorityVote(problem, policies: .tables(rows))
    var noise = RandomStream(key: StreamKey(seed: 1))
    var view = ContextualView(of: problem)
    /// By who votes, the most mistakes so far.
    var states: [[Bool]: (learner: MajorityVote, mistakes: Int)] = [learner.votes: (learner, 0)]
    var seen = Set([learner.votes])
    for round in 1...rounds {
      var next = states
      for (start, mistakes) in states.values {
        for context in 0..<problem.contextCount! {
          view.context = context
          var learner = start
          let arm = learner.selectArm(view, at: round, noise: &noise)
          let isRight = arm == rows[0][context]
          learner.observe(reward: isRight ? 1 : 0, of: arm, in: view, at: round)
          #expect(learner.votes[0])
          let total = mistakes + (isRight ? 0 : 1)
          if total > next[learner.votes]?.mistakes ?? -1 { next[learner.votes] = (learner, total) }
          seen.insert(learner.votes)
        }
      }
      states = next
    }
    return (states.values.map(\.mistakes).max()!, seen.count)
  }

  /// Theorem 5.6 of Slivkins (2019), over all tables of predictions of eight policies in four rounds, one of them
  /// perfect: three mistakes at most, which some table makes.
  @Test func threeMistakesOfEight() throws {
    let (mistakes, states) = try mostMistakes(policies: 8, arms: 2, rounds: 4)
    #expect(mistakes == 3)
    #expect(states > 50)
  }

  /// With three arms and five policies at most ln 5 / ln 1.5 = 3.97 mistakes; with two arms and five policies 2.32.
  @Test func mistakesOfFive() throws {
    #expect(try mostMistakes(policies: 5, arms: 3, rounds: 5).mistakes == 3)
    #expect(try mostMistakes(policies: 5, arms: 2, rounds: 5).mistakes == 2)
  }

  /// Policies (0, 0), (0, 1), (1, 0), (1, 1) of two contexts; the answer is arm 1 in both.
  @Test func rule() throws {
    let problem = ContextualProblem(
      armCount: 2, dimension: 2, isShared: true, horizon: 9, contextCount: 2, rewardRange: 0...1)
    var learner = try MajorityVote(problem, policies: .all)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var view = ContextualView(of: problem)
    func play(_ context: Int, _ reward: (Int) -> Double) -> Int {
      view.context = context
      let arm = learner.selectArm(view, at: 1, noise: &noise)
      learner.observe(reward: reward(arm), of: arm, in: view, at: 1)
      return arm
    }
    // Two against two: arm 0, a mistake. A reward below 1 is one, too.
    #expect(play(0) { $0 == 1 ? 1 : 0.5 } == 0)
    #expect(learner.votes == [false, false, true, true])
    #expect(play(1) { $0 == 1 ? 1 : 0 } == 0)
    #expect(learner.votes == [false, false, false, true])
    // A right arm drops nobody; the mistake of the last one brings all back.
    #expect(play(0) { $0 == 1 ? 1 : 0 } == 1)
    #expect(learner.votes == [false, false, false, true])
    #expect(play(0) { $0 == 0 ? 1 : 0 } == 1)
    #expect(learner.votes == [true, true, true, true])
  }

  @Test func refusals() {
    let open = ContextualProblem(armCount: 3, dimension: 4, isShared: true, horizon: 50, contextCount: 4)
    #expect(throws: InvalidSettings.self) { try MajorityVote(open) }
    let problem = ContextualProblem(armCount: 3, dimension: 4, isShared: true, horizon: 50, rewardRange: 0...1)
    #expect(throws: InvalidSettings.self) { try MajorityVote(problem, policies: .all) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: MajorityVote.self, isRandomized: false) == [])
    #expect(
      ContextualConformance.violations(
        of: MajorityVote.self, settings: ["policies": "all"], isRandomized: false, in: .contexts) == [])
  }
}
