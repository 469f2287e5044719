import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

/// The suite finds what it looks for.
struct RolloutsConformanceTests {
  /// Takes the first prompts and even budgets, or what a test wants.
  private struct Subject: RolloutsLearner, Configurable {
    static let card = AlgorithmCard(
      id: "subject", family: .rollouts, summary: "For tests.",
      parameters: [AnyParameter("kind", "What is wrong.", .text, default: .value(.text("nothing")))])
    let kind: String
    let problem: RolloutsProblem

    init(settings: Settings, problem: RolloutsProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
    }

    mutating func selectRollouts(into batch: inout RolloutBatch, at round: Int, noise: inout RoundNoise) {
      switch problem.terms {
      case .selection(let size, let rollouts, _):
        var prompts = Array(0..<size)
        if kind == "random" { prompts = Array(noise.permutation(of: problem.promptCount).prefix(size)) }
        if kind == "twice", size > 1 { prompts[1] = prompts[0] }
        if kind == "wild", problem.promptCount == 6 { prompts[0] = 6 }
        for prompt in prompts { batch.add(prompt, rollouts: kind == "eager" && round == 3 ? rollouts + 1 : rollouts) }
      case .budgets(let total, _):
        let (share, rest) = total.quotientAndRemainder(dividingBy: problem.promptCount)
        for prompt in 0..<problem.promptCount {
          batch.add(prompt, rollouts: share + (prompt < rest ? 1 : 0) + (kind == "eager" && prompt == 0 ? 1 : 0))
        }
      }
    }

    mutating func observe(_ batch: RolloutBatch, at round: Int) {}
  }

  private func violations(
    _ kind: String, _ worlds: RolloutsConformance.Worlds = .selections, isRandomized: Bool = false
  ) -> [String] {
    RolloutsConformance.violations(
      of: Subject.self, settings: ["kind": .text(kind)], in: worlds, isRandomized: isRandomized)
  }

  @Test func findsWhatIsWrong() {
    #expect(violations("nothing") == [] && violations("nothing", .budgets) == [])
    #expect(violations("random", isRandomized: true) == [])
    #expect(violations("random") == ["not randomized, yet the key matters"])
    #expect(violations("eager").first == "an ordinary world: rolls out 6 rollouts of a prompt, not 5")
    #expect(violations("twice").first == "an ordinary world: rolls out prompt 0 twice")
    #expect(violations("wild").contains("prompts that are alike: rolls out prompt 6 of 6"))
    #expect(violations("eager", .budgets).first == "an ordinary world: rolls out 62 rollouts in all, not 61")
  }

  /// After m rollouts of a prompt the nearest whole number to p m have succeeded.
  @Test func scriptedPromptsAreEven() {
    var prompts = ScriptedPrompts(probabilities: [0.3, 0, 1])
    var noise = RandomStream(key: StreamKey(seed: 1))
    var results: [[Bool]] = []
    for prompt in 0..<3 { results.append((0..<10).map { _ in prompts.roll(prompt, at: 1, noise: &noise) }) }
    #expect(results[0] == [false, true, false, false, true, false, false, false, true, false])
    #expect(results[1].allSatisfy { !$0 } && results[2].allSatisfy { $0 })
  }
}
