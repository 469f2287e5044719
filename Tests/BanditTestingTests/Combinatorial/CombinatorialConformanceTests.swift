import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct CombinatorialConformanceTests {
  /// What may be wrong with a learner.
  enum Vice: String, CaseIterable, Sendable {
    case none, nothing, strangeElement, reversed
  }

  /// Always chooses the set that its oracle finds first, with a vice.
  struct Settled: CombinatorialLearner, Configurable {
    // A text has no bounds to try.
    static let card = AlgorithmCard(
      id: "settled", family: .combinatorial, summary: "Settled.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let set: [Int]

    init(settings: Settings, problem: CombinatorialProblem) throws(InvalidSettings) {
      var (sets, first) = (problem.sets, [Int]())
      sets.writeCheapest(for: Array(repeating: 0, count: problem.elementCount), into: &first)
      set =
        switch Vice(rawValue: settings.text("vice")) ?? .none {
        case .none: first
        case .nothing: []
        case .strangeElement: first.dropLast() + [-1]
        case .reversed: first.reversed()
        }
    }

    mutating func selectSet(into set: inout [Int], at round: Int, noise: inout RoundNoise) { set = self.set }
    mutating func observe(costs: [Double], of set: [Int], at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = CombinatorialConformance.violations(of: Settled.self, settings: ["vice": .text(vice.rawValue)])
    #expect(violations.isEmpty == (vice == .none), "\(violations.prefix(3))")
    if vice != .none { #expect(violations.contains { $0.contains("no feasible set") }, "\(violations.prefix(3))") }
  }
}
