import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct ContextSemiBanditFTPLTests {
  private let one = OneSidedProblem(
    individualCount: 1, horizon: 100, rules: RuleClass(tables: [[true], [false]]),
    knownRounds: [[Individual(context: 0)]], contexts: [Individual(context: 0)])

  /// The probability that accepting leads by D, for two Laplace numbers of rate epsilon.
  private func leads(by lead: Double, _ epsilon: Double) -> Double {
    if lead < 0 { return 1 - leads(by: -lead, epsilon) }
    return 1 - 0.5 * (1 + lead * epsilon / 2) * .exp(-epsilon * lead)
  }

  /// One context, one individual: the law of the leader, by 10^5 calls of the oracle each (level 1e-6).
  @Test(arguments: [1, 0, -1, 4.0]) func theLeaderOfTwo(_ lead: Double) throws {
    #expect(abs(leads(by: 1, 0.5) - 0.6209183) < 1e-7)
    var learner = try ContextSemiBanditFTPL(one, contexts: .transductive, epsilon: 0.5)
    #expect(learner.fake == [Individual(context: 0)])
    var oracle = learner.oracle
    oracle.totals = [10, 10 + lead]
    var noise = RandomStream(key: StreamKey(seed: 8))
    let accepted = (0..<100_000).count { _ in oracle.leader(noise: &noise) == 0 }
    #expect(BinomialTest(successes: accepted, trials: 100_000, probability: leads(by: lead, 0.5)).pValue > 1e-6)
    // The panel is shown the share of S calls.
    let view = Exp2Tests.view(one)
    _ = learner.selectRule(view, at: 1, noise: &noise)
    #expect(learner.acceptance.allSatisfy { ($0 * 100).rounded() == $0 * 100 })
  }

  /// The Laplace numbers are of density exp(-|q|) / 2, by Kolmogorov and Smirnov over 20000 (level 1e-6).
  @Test func laplaceNumbers() {
    var noise = RandomStream(key: StreamKey(seed: 10))
    let sample = (0..<20_000).map { _ in ContextSemiBanditFTPL.Oracle.laplace(noise.uniform()) }
    let test = KolmogorovSmirnov(sample) { $0 < 0 ? .exp($0) / 2 : 1 - .exp(-$0) / 2 }
    #expect(test.pValue > 1e-6)
    #expect(ContextSemiBanditFTPL.Oracle.laplace(0).isFinite)
    #expect(ContextSemiBanditFTPL.Oracle.laplace(1 - 0x1p-53).isFinite)
  }

  /// E[lhat(j)] = (1 - (1 - q)^L) l(j) over 10^5 rounds from the same state, within 5 standard errors (level 6e-7): q is
  /// known for two rules, L = 3, the label is 0.
  @Test(arguments: RejectionLosses.allCases) func estimates(_ rejections: RejectionLosses) throws {
    let limit = 3
    var learner = try ContextSemiBanditFTPL(
      one, epsilon: 0.5, resamples: limit, policyDraws: 1, price: 0, rejections: rejections)
    let view = Exp2Tests.view(one)
    var noise = RandomStream(key: StreamKey(seed: 21))
    // Rejecting has lost 1.5 more, so that accepting leads with probability .676.
    learner.observe(OneSidedFeedback(labels: [nil]), of: 1, in: view, at: 1, noise: &noise)
    var first = learner
    let start = learner.oracle.totals
    let lead = start[1] - start[0]
    let q = leads(by: lead, 0.5)
    var sums = [0.0, 0.0]
    var squares = sums
    let rounds = 100_000
    for round in 1...rounds {
      let rule = first.selectRule(view, at: round, noise: &noise)
      first.estimate(
        OneSidedFeedback(labels: [rule == 0 ? false : nil]), of: rule, in: view, noise: &noise)
      for (place, loss) in [first.losses.accepting[0], first.losses.rejecting[0]].enumerated() {
        sums[place] += loss
        squares[place] += loss * loss
      }
    }
    let rejecting = rejections == .exact ? 0.5 : 0.5 * (1 - .pow(q, Double(limit)))
    for (place, expected) in [1 - .pow(1 - q, Double(limit)), rejecting].enumerated() {
      let mean = sums[place] / Double(rounds)
      let error = (max(0, squares[place] / Double(rounds) - mean * mean) / Double(rounds)).squareRoot()
      #expect(abs(mean - expected) <= 5 * error + 1e-9, "\(place): \(mean), not \(expected)")
    }
  }

  /// Losses of accepting a label 1 are 0 and need no draw; a report's price is known and added once.
  @Test func knownLosses() throws {
    let problem = OneSidedProblem(
      individualCount: 2, horizon: 100, rules: RuleClass(tables: [[true, true], [true, false], [false, false]]),
      contexts: [Individual(context: 0), Individual(context: 1)])
    var learner = try ContextSemiBanditFTPL(problem, policyDraws: 1, price: 0.75)
    let view = Exp2Tests.view(problem)
    var noise = RandomStream(key: StreamKey(seed: 5))
    learner.observe(
      OneSidedFeedback(labels: [true, nil], report: AuditReport(favoured: 0, other: 1, excess: 0.2)), of: 1, in: view,
      at: 1, noise: &noise)
    #expect(learner.losses.accepting == [0.75, 0] && learner.losses.rejecting == [0.5, 1.25])
    #expect(learner.oracle.totals == [0.75, 2, 1.75])
  }

  /// Fake contexts: the rounds to come where they are known, else individuals that tell rules apart, k to a context.
  @Test func fakeContexts() throws {
    #expect(try ContextSemiBanditFTPL(one).fake.count == 1)
    let open = OneSidedProblem(individualCount: 4, horizon: 100)
    let fake = try ContextSemiBanditFTPL(open).fake
    #expect(fake.count % 4 == 0 && fake.count >= 8)
    #expect(throws: InvalidSettings.self) { try ContextSemiBanditFTPL(open, contexts: .transductive) }
  }

  @Test func conforms() {
    #expect(
      OneSidedConformance.violations(
        of: ContextSemiBanditFTPL.self, settings: ["policyDraws": 5, "resamples": 4], isRandomized: true,
        estimates: true)
        == [])
    #expect(
      OneSidedConformance.violations(
        of: ContextSemiBanditFTPL.self,
        settings: ["policyDraws": 3, "epsilon": 2, "rejections": "weighted", "resamples": 2], isRandomized: true,
        estimates: true) == [])
  }
}
