import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct SlateConformanceTests {
  /// Shows the first items, or what a test wants.
  private struct Subject: SlateLearner, Configurable {
    static let card = AlgorithmCard(
      id: "subject", family: .slate, summary: "For tests.",
      parameters: [AnyParameter("kind", "What is wrong.", .text, default: .value(.text("nothing")))])
    let kind: String
    let problem: SlateProblem

    init(settings: Settings, problem: SlateProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
    }

    mutating func selectSlate(into slate: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      var items = Array(0..<problem.slateSize)
      switch kind {
      case "random": items = Array(noise.permutation(of: problem.itemCount).prefix(problem.slateSize))
      case "horizon" where problem.horizon > 60: items.reverse()
      case "short" where round == 5: items.removeLast()
      case "twice" where problem.slateSize > 1: items[1] = items[0]
      case "wild" where problem.itemCount == 200: items[0] = 200
      default: break
      }
      for item in items { slate.add(item) }
    }

    mutating func observe(click: Int?, on slate: [Int], at round: Int) {}
  }

  private func violations(_ kind: String, isRandomized: Bool = false) -> [String] {
    SlateConformance.violations(of: Subject.self, settings: ["kind": .text(kind)], isRandomized: isRandomized)
  }

  @Test func findsWhatIsWrong() {
    #expect(violations("nothing") == [])
    #expect(violations("random", isRandomized: true) == [])
    #expect(violations("random") == ["not randomized, yet the key matters"])
    #expect(violations("horizon").contains("anytime, yet a run to 60 is not the beginning of one to 120"))
    #expect(
      violations("short").first == "an ordinary world: shows the items [0, 1] of 8 where 3 are to be shown")
    #expect(
      violations("twice").first == "an ordinary world: shows the items [0, 0, 2] of 8 where 3 are to be shown")
    #expect(violations("wild").contains { $0.hasPrefix("many items: shows the items [200, 1, 2") })
  }
}
