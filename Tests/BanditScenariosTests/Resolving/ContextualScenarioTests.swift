import BanditCards
import BanditGames
import Foundation
import Testing

@testable import BanditScenarios

/// What scenarios of contextual bandits say that others cannot.
struct ContextualScenarioTests {
  private static let coins = #"{"id": "contextual-finite", "means": [[0.2, 0.5], [0.6, 0.3]]}"#

  private func problem(_ lines: String = "", environment: String = coins, algorithm: String = "lin-ucb") -> String? {
    let text = """
      {"name": "c", "horizon": 20, "replications": 2, "environment": \(environment),
      \(lines)
      "algorithms": [{"id": "\(algorithm)"}]}
      """
    do throws(ScenarioError) {
      _ = try Scenario(source: .bytes(Array(text.utf8), name: "c.json"), catalogue: .standard)
      return nil
    } catch {
      return error.description
    }
  }

  /// The n-th pull of an arm means nothing where means change with the context.
  @Test func couplings() {
    #expect(problem(#""coupling": "rounds","#) == nil)
    #expect(problem(#""coupling": "independent","#) == nil)
    #expect(
      problem(#""coupling": "pulls","#)
        == "c.json:2:13: error: coupling: found \"pulls\", but in the family contextual noise always belongs to the "
        + "round; remove this key")
  }

  @Test func learnersSayWhatTheyNeed() throws {
    let actions = #"{"id": "contextual-linear", "dimension": 2, "actions": {"circle": 3}}"#
    for (algorithm, sentence) in [
      ("exp4", "needs rewards in [0, 1]"), ("per-context", "needs contexts that are finite in number"),
      ("logistic-ucb", "needs rewards 0 or 1"),
    ] {
      #expect(problem(algorithm: algorithm) == nil)
      #expect(try #require(problem(environment: actions, algorithm: algorithm)).contains(sentence))
    }
    #expect(try #require(problem(algorithm: "d-lin-ucb")).contains("norm: "))
    #expect(try #require(problem(environment: actions, algorithm: "sw-lin-ucb")).contains("window: "))
  }

  /// `phased-elimination` is another learner in each of two families.
  @Test func namesakes() throws {
    let fixed = #"{"id": "contextual-linear", "dimension": 2, "actions": {"circle": 3}}"#
    let fresh = #"{"id": "contextual-linear", "dimension": 2, "actions": {"fresh": {"arms": 3}}}"#
    let coins = #"{"id": "bernoulli", "means": [0.2, 0.5]}"#
    #expect(problem(environment: fixed, algorithm: #"phased-elimination", "tolerance": 0.1, "label": "x"#) == nil)
    #expect(problem(environment: coins, algorithm: #"phased-elimination", "sigma": 1, "label": "x"#) == nil)
    #expect(
      try #require(problem(environment: coins, algorithm: #"phased-elimination", "tolerance": 0.1, "label": "x"#))
        .contains("tolerance"))
    #expect(
      try #require(problem(environment: fresh, algorithm: "phased-elimination")).contains("the same in every round"))
    #expect(try #require(problem(algorithm: "phased-elimination")).contains("the same in every round"))
    let zero = #"{"id": "contextual-linear", "dimension": 2, "actions": {"fixed": [[1, 0], [0, 0]]}}"#
    #expect(try #require(problem(environment: zero, algorithm: "phased-elimination")).contains("features of action 1"))
    #expect(Catalogue.standard.algorithms("phased-elimination").map(\.card.family) == [.bandit, .contextual])
  }

  /// What a learner for bandits needs is said.
  @Test func learnersForBandits() throws {
    let text = try #require(problem(algorithm: "ucb1"))
    #expect(text.contains(#""per-context" plays some learners for bandits as its "base""#))
  }

  @Test func controlsPlayThisFamilyToo() {
    for algorithm in ["uniform", "fixed-arm", "oracle"] { #expect(problem(algorithm: algorithm) == nil) }
    #expect(problem(algorithm: "ucb1") != nil)
  }
}
