import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct ExplorationConformanceTests {
  /// Asks queries in turn, or what a test wants.
  private struct Subject: ExplorationLearner, Configurable {
    static let card = AlgorithmCard(
      id: "subject", family: .exploration, summary: "For tests.",
      parameters: [AnyParameter("kind", "What is wrong.", .text, default: .value(.text("nothing")))])
    let kind: String
    let problem: ExplorationProblem
    var rounds = 0

    init(settings: Settings, problem: ExplorationProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
    }

    mutating func selectQuery(at round: Int, noise: inout RoundNoise) -> Int {
      switch kind {
      case "random": noise.integer(below: problem.queryCount)
      case "horizon" where problem.horizon > 60: 0
      case "wild" where round == 5: problem.queryCount
      default: (round - 1) % problem.queryCount
      }
    }

    mutating func observe(_ response: Double, to query: Int, at round: Int) { rounds += 1 }

    var answer: [Int] { kind == "order" && rounds == 7 ? [1, 0] : [0] }
  }

  private func violations(_ kind: String, isRandomized: Bool = false) -> [String] {
    ExplorationConformance.violations(
      of: Subject.self, settings: ["kind": .text(kind)], in: .hypotheses, isRandomized: isRandomized)
  }

  @Test func findsWhatIsWrong() {
    #expect(violations("nothing") == [])
    #expect(violations("random", isRandomized: true) == [])
    #expect(violations("random") == ["not randomized, yet the key matters"])
    #expect(violations("horizon").contains("anytime, yet a run to 60 is not the beginning of one to 120"))
    #expect(violations("wild").first == "an ordinary world: asks query 4 of 4")
    #expect(violations("order").first == "an ordinary world: answers [1, 0], not in increasing order")
  }
}
