import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct OneSidedConformanceTests {
  /// What may be wrong with a learner.
  enum Vice: String, CaseIterable, Sendable {
    case none, strangeRule, largeProbability, tooFewProbabilities, impossibleDraw
  }

  /// Rejects everybody, with a vice.
  struct Rejecting: OneSidedLearner, Configurable {
    // A text has no bounds to try.
    static let card = AlgorithmCard(
      id: "rejecting", family: .oneSided, summary: "Rejects everybody.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let vice: Vice
    let rule: Int
    private(set) var acceptance: [Double] = []

    init(settings: Settings, problem: OneSidedProblem) throws(InvalidSettings) {
      vice = Vice(rawValue: settings.text("vice")) ?? .none
      guard let rule = problem.rules.rejectAll else { throw InvalidSettings("", "needs a rule that rejects all") }
      self.rule = vice == .strangeRule ? problem.rules.count : rule
    }

    mutating func selectRule(_ view: OneSidedView, at round: Int, noise: inout RoundNoise) -> Int {
      let probability = vice == .largeProbability ? 1.5 : vice == .impossibleDraw ? 1 : 0
      acceptance = view.individuals.map { _ in probability }
      if vice == .tooFewProbabilities { acceptance.removeLast() }
      return rule
    }

    mutating func observe(
      _ feedback: OneSidedFeedback, of rule: Int, in view: OneSidedView, at round: Int, noise: inout RoundNoise
    ) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = OneSidedConformance.violations(
      of: Rejecting.self, settings: ["vice": .text(vice.rawValue)], isRandomized: false, mayRefuse: true)
    let sentence: [Vice: String] = [
      .strangeRule: "draws rule 74 of 74", .largeProbability: "accepts with probabilities [1.5, 1.5, 1.5]",
      .tooFewProbabilities: "accepts with probabilities [0.0, 0.0]",
      .impossibleDraw: "draws what its policy says it cannot",
    ]
    guard let expected = sentence[vice] else {
      #expect(violations == [])
      return
    }
    #expect(violations.contains { $0.contains(expected) }, "\(violations.prefix(3))")
  }
}
