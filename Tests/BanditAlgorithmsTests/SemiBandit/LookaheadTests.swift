import BanditAlgorithms
import BanditCards
import BanditGames
import BanditTesting
import Testing

struct LookaheadTests {
  /// d = 1 and d = 2 earn 19.5 over 30 periods, d = 3 the optimum 26.
  @Test func workedExample() throws {
    for (steps, total) in [1: 19.5, 2: 19.5, 3: 26] {
      let policy = try make(oracle: Lookahead.self, ["d": .whole(steps)], for: .patient, horizon: 30)
      #expect(abs(play(policy, .patient, rounds: 30).totals[29] - total) < 1e-12)
    }
  }

  /// One step ahead is greedy play, whatever the order in which sets are tried.
  @Test func oneStepIsGreedy() throws {
    let one = try make(oracle: Lookahead.self, ["d": .whole(1)], for: .rec5, horizon: 200)
    let greedy = try make(oracle: MyopicGreedy.self, for: .rec5, horizon: 200)
    #expect(play(one, .rec5, rounds: 200).sets == play(greedy, .rec5, rounds: 200).sets)
  }

  @Test func withoutRepetitionArmsComeOnceABlock() throws {
    let policy = try make(
      oracle: Lookahead.self, ["d": .whole(3), "repetition": .flag(false)], for: .three, horizon: 30)
    let sets = play(policy, .three, rounds: 30).sets
    for block in stride(from: 0, to: 30, by: 3) { #expect(Set(sets[block..<block + 3].flatMap { $0 }) == [0, 1, 2]) }
  }

  @Test func refusesTooMuch() {
    func message(_ settings: Settings, _ world: NoiselessCurves) -> String? {
      do { _ = try make(oracle: Lookahead.self, settings, for: world, horizon: 9) } catch {
        return (error as? InvalidSettings)?.message
      }
      return nil
    }
    #expect(
      message(["d": .whole(7)], .rec5) == """
        more than 1000000 sequences of sets, or 20000000 when multiplied by the size of a set; accepted: a smaller d, \
        or fewer arms
        """)
    #expect(message(["d": .whole(6)], .rec5) == nil)
    #expect(
      message(["d": .whole(3), "repetition": .flag(false)], .rec5)
        == "without repetition 5 arms do not fill so many periods; accepted: a smaller d")
  }

  @Test func conforms() { #expect(SemiBanditConformance.violations(ofOracle: Lookahead.self) == []) }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = NoiselessCurves.three
    let typed = try Lookahead(world.problem(horizon: 40), truth: world.truth, d: 3, repetition: false)
    #expect(
      haveSameContents(
        typed, try make(oracle: Lookahead.self, ["d": .whole(3), "repetition": .flag(false)], for: world, horizon: 40)))
    let usual = try Lookahead(world.problem(horizon: 40), truth: world.truth)
    #expect(haveSameContents(usual, try make(oracle: Lookahead.self, for: world, horizon: 40)))
  }
}
