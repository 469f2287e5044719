import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct SemiBanditConformanceTests {
  /// Pulls arm 0, or what a test wants.
  struct Subject: SemiBanditLearner, Configurable {
    static let card = AlgorithmCard(
      id: "subject", family: .semiBandit, summary: "For tests.",
      parameters: [AnyParameter("kind", "What is wrong.", .text, default: .value(.text("nothing")))])
    let kind: String
    let problem: SemiBanditProblem

    init(settings: Settings, problem: SemiBanditProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
      if kind == "refusing" { throw InvalidSettings("kind", "found refusing; accepted: nothing") }
    }

    mutating func selectArms(into selection: inout ArmSelection, at round: Int, noise: inout RoundNoise) {
      switch kind {
      case "random": selection.add(noise.integer(below: problem.armCount))
      case "horizon": selection.add(problem.horizon / 150 % problem.armCount)
      case "greed": for arm in 0..<problem.armCount { selection.add(arm) }
      case "haste" where problem.horizon == 1: selection.add(problem.armCount)
      case "twice" where problem.capacity > 2: for _ in 0..<2 { selection.add(0) }
      default: selection.add(0)
      }
    }
  }

  private func violations(_ kind: String, isRandomized: Bool = false) -> [String] {
    SemiBanditConformance.violations(of: Subject.self, settings: ["kind": .text(kind)], isRandomized: isRandomized)
  }

  @Test func findsWhatIsWrong() {
    #expect(violations("nothing") == [])
    #expect(violations("random", isRandomized: true) == [])
    #expect(violations("random") == ["not randomized, yet the key matters"])
    #expect(violations("nothing", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
    #expect(violations("horizon") == ["anytime, yet a run to 100 is not the beginning of one to 200"])
    #expect(
      violations("greed").first
        == "an ordinary world: pulls the arms [0, 1, 2, 3] of 4 where 2 may be pulled")
    #expect(violations("haste").contains("one arm, 1 periods: pulls the arms [1] of 1 where 1 may be pulled"))
    #expect(
      violations("twice").contains(
        "more capacity than arms, 3 periods: pulls the arms [0, 0] of 1 where 3 may be pulled"))
    #expect(violations("refusing") == ["refuses its settings: kind: found refusing; accepted: nothing"])
  }
}
