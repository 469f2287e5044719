import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct HiringConformanceTests {
  /// What may be wrong with a principal.
  enum Vice: String, CaseIterable, Sendable {
    case none, negativePay, tooMuch, strangePay
  }

  /// Pays half of the largest pay, with a vice.
  struct Paying: HiringLearner, Configurable {
    // A text has no bounds to try.
    static let card = AlgorithmCard(
      id: "paying", family: .hiring, summary: "Pays a half.",
      parameters: [AnyParameter("vice", "What is wrong.", .text, default: .value(.text("none")))])
    let pay: Double

    init(settings: Settings, problem: HiringProblem) throws(InvalidSettings) {
      pay =
        switch Vice(rawValue: settings.text("vice")) ?? .none {
        case .none: problem.largestPay / 2
        case .negativePay: -1
        case .tooMuch: 2 * problem.largestPay
        case .strangePay: .nan
        }
    }

    mutating func selectPay(at round: Int, noise: inout RoundNoise) -> Double? { pay }
    mutating func observe(report: Bool?, state: Bool, at round: Int) {}
  }

  @Test(arguments: Vice.allCases) func vicesAreFound(_ vice: Vice) {
    let violations = HiringConformance.violations(of: Paying.self, settings: ["vice": .text(vice.rawValue)])
    let sentence: [Vice: String] = [
      .negativePay: "pays -1.0", .tooMuch: "pays 2.0 of 1.0", .strangePay: "pays nan",
    ]
    guard let expected = sentence[vice] else {
      #expect(violations == [])
      return
    }
    #expect(violations.contains { $0.contains(expected) }, "\(violations.prefix(3))")
  }
}
