import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct Exp2Tests {
  /// A view of contexts 0, 1, ... under rules that are tables.
  static func view(_ problem: OneSidedProblem) -> OneSidedView {
    var view = OneSidedView(of: problem)
    view.show((0..<problem.individualCount).map { Individual(context: $0) }, to: problem.rules)
    return view
  }

  private let twoRules = OneSidedProblem(
    individualCount: 1, horizon: 1, rules: RuleClass(tables: [[true], [false]]))
  private let fourRules = OneSidedProblem(
    individualCount: 2, horizon: 10,
    rules: RuleClass(tables: [[true, true], [true, false], [false, true], [false, false]])
  )

  private func observe(
    _ learner: inout Exp2, _ problem: OneSidedProblem, rule: Int, _ labels: [Bool?], _ report: AuditReport? = nil
  ) {
    var noise = RandomStream(key: StreamKey(seed: 1))
    let view = Exp2Tests.view(problem)
    _ = learner.selectRule(view, at: 1, noise: &noise)
    learner.observe(OneSidedFeedback(labels: labels, report: report), of: rule, in: view, at: 1, noise: &noise)
  }

  /// Accept and reject, eta .5, label 0, accepted with probability .5: the estimates are 2 and .5.
  @Test func oneIndividual() throws {
    var learner = try Exp2(twoRules, price: 0, learningRate: 0.5)
    observe(&learner, twoRules, rule: 0, [false])
    #expect(learner.losses.accepting == [2] && learner.losses.rejecting == [0.5])
    #expect(agree(learner.weights.probabilities, [0.3208213, 0.6791787], within: 1e-7))
    var weighted = try Exp2(twoRules, price: 0, rejections: .weighted, learningRate: 0.5)
    observe(&weighted, twoRules, rule: 0, [false])
    #expect(weighted.losses.accepting == [2] && weighted.losses.rejecting == [0])
    #expect(agree(weighted.weights.probabilities, [0.26894142, 0.73105858], within: 1e-8))
    // Rejected: 1/2 over 1/2.
    observe(&weighted, twoRules, rule: 1, [nil])
    #expect(weighted.losses.accepting == [0])
    #expect(agree(weighted.losses.rejecting, [0.5 / 0.73105858], within: 1e-7))
  }

  /// Rules 11, 10, 01, 00, eta .2, C .75; 10 is played, the label of the first is 1, the panel reports (2, 1).
  @Test func twoIndividualsAndAReport() throws {
    var learner = try Exp2(fourRules, price: 0.75, learningRate: 0.2)
    observe(&learner, fourRules, rule: 1, [true, nil], AuditReport(favoured: 1, other: 0, excess: 0.1))
    #expect(learner.acceptance == [0.5, 0.5])
    #expect(learner.losses.accepting == [0, 0.75] && learner.losses.rejecting == [1.25, 0.5])
    let view = Exp2Tests.view(fourRules)
    #expect((0..<4).map { learner.losses.total(of: $0, in: view) } == [0.75, 0.5, 2, 1.75])
    #expect(
      agree(learner.weights.probabilities, [0.27406251, 0.28811399, 0.21344010, 0.22438340], within: 1e-8))
    var noise = RandomStream(key: StreamKey(seed: 1))
    _ = learner.selectRule(view, at: 2, noise: &noise)
    #expect(agree(learner.acceptance, [0.56217650, 0.48750260], within: 1e-8))
  }

  /// Means over 10^5 draws of the rule, given the weights that twenty rounds have left: 1 - y of accepting, 1/2 of
  /// rejecting, and the price on top. Each within 5 standard errors, level 6e-7; with known losses of rejecting, exactly.
  @Test(arguments: RejectionLosses.allCases) func estimatesAreUnbiased(_ rejections: RejectionLosses) throws {
    let problem = OneSidedProblem(individualCount: 4, horizon: 100)
    var learner = try Exp2(problem, price: 0.5, rejections: rejections, learningRate: 0.05)
    var noise = RandomStream(key: StreamKey(seed: 12))
    var view = OneSidedView(of: problem)
    func labels(_ rule: Int, _ labels: [Bool]) -> [Bool?] {
      labels.indices.map { view.accepts($0, by: rule) ? labels[$0] : nil }
    }
    let truth = [false, true, false, true]
    for round in 1...20 {
      view.show((0..<4).map { _ in Individual(x: noise.uniform(), y: noise.uniform()) }, to: problem.rules)
      let rule = learner.selectRule(view, at: round, noise: &noise)
      learner.observe(
        OneSidedFeedback(labels: labels(rule, truth)), of: rule, in: view, at: round, noise: &noise)
    }
    let report = AuditReport(favoured: 1, other: 2, excess: 0.1)
    let draws = 100_000
    var sums = Array(repeating: 0.0, count: 8)
    var squares = sums
    for _ in 0..<draws {
      let rule = learner.selectRule(view, at: 21, noise: &noise)
      learner.estimate(OneSidedFeedback(labels: labels(rule, truth), report: report))
      for (place, loss) in (learner.losses.accepting + learner.losses.rejecting).enumerated() {
        sums[place] += loss
        squares[place] += loss * loss
      }
    }
    #expect(learner.acceptance.allSatisfy { $0 > 0.05 && $0 < 0.95 })
    #expect(Set(learner.acceptance).count > 1)
    let expected = [1, 0.5, 1, 0, 0.5, 0.5, 1, 0.5]
    for (place, mean) in expected.enumerated() {
      let found = sums[place] / Double(draws)
      let variance = max(0, squares[place] / Double(draws) - found * found)
      #expect(abs(found - mean) <= 5 * (variance / Double(draws)).squareRoot() + 1e-9, "coordinate \(place): \(found)")
    }
  }

  /// With learningRate auto 4 (1 + C) k sqrt(T ln N) at the horizon; less before; 0 for one rule.
  @Test func bound() throws {
    let problem = OneSidedProblem(individualCount: 4, horizon: 2000)
    var learner = try Exp2(problem, price: 2)
    var noise = RandomStream(key: StreamKey(seed: 1))
    var view = OneSidedView(of: problem)
    view.show(Array(repeating: Individual(), count: 4), to: problem.rules)
    let rule = learner.selectRule(view, at: 1, noise: &noise)
    let feedback = OneSidedFeedback(labels: (0..<4).map { view.accepts($0, by: rule) ? true : nil })
    learner.observe(feedback, of: rule, in: view, at: 2000, noise: &noise)
    let expected = 4 * 3 * 4 * (2000 * Double.log(74)).squareRoot()
    #expect(learner.regretBound?.notion == .misclassification)
    #expect(abs((learner.regretBound?.value ?? 0) - expected) < 1e-8)
    learner.observe(feedback, of: rule, in: view, at: 1000, noise: &noise)
    #expect(abs((learner.regretBound?.value ?? 0) - 0.75 * expected) < 1e-8)
    let alone = OneSidedProblem(individualCount: 1, horizon: 5, rules: RuleClass(tables: [[true]]))
    #expect(try Exp2(alone).regretBound?.value == 0)
  }

  @Test func refusals() {
    #expect(throws: InvalidSettings.self) { try Exp2(twoRules, price: -1) }
    #expect(throws: InvalidSettings.self) { try Exp2(twoRules, learningRate: 0) }
  }

  @Test func conforms() {
    #expect(OneSidedConformance.violations(of: Exp2.self, isRandomized: true) == [])
    #expect(
      OneSidedConformance.violations(
        of: Exp2.self, settings: ["rejections": "weighted", "price": 0, "learningRate": 0.3], isRandomized: true) == [])
  }
}
