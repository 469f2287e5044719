import BanditAlgorithms
import BanditCards
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct PurelyPeriodicTests {
  /// The sums of means of the reference run: 536.068 over 720 periods, 8963.168 over 12000.
  @Test func referenceInstance() throws {
    let run = play(try make(oracle: PurelyPeriodic.self, for: .rec5, horizon: 12000), .rec5, rounds: 12000)
    #expect(abs(run.totals[719] - 536.068) < 0.0005)
    #expect(abs(run.totals[11999] - 8963.168) < 0.0005)
    // Residues 1 mod 4, 0 mod 6, 3 mod 6, 0 mod 2, 3 mod 8.
    #expect(Array(run.sets.prefix(8)) == [[0], [3], [2, 4], [3], [0], [1, 3], [], [3]])
  }

  /// Arm 0 in even periods, arm 1 in odd ones: .4, 1, .4, 1, .4, 1.
  @Test func alternates() throws {
    let world = NoiselessCurves([[0, 1], [0.4]])
    let run = play(try make(oracle: PurelyPeriodic.self, for: world, horizon: 6), world, rounds: 6)
    #expect(run.sets == [[1], [0], [1], [0], [1], [0]])
    #expect(abs(run.totals[5] - 4.2) < 1e-12)
  }

  /// The first pulls come too early: at worst 1.505 against the plan, where the last means sum up to 1.02. Random
  /// curves by brute force.
  @Test func theRegretAgainstThePlanIsWithinTwiceTheSumOfTheMeans() throws {
    let world = NoiselessCurves([[0, 0.01], [0, 0, 0, 0.01], [0, 0, 0, 1]])
    #expect(abs(try highestRegret(in: world, rounds: 40).always - 1.505) < 1e-12)
    var noise = RandomStream(key: StreamKey(seed: 36))
    for _ in 0..<60 {
      let curves = (0...noise.integer(below: 4)).map { _ in
        (0...noise.integer(below: 6)).reduce(into: [Double]()) { curve, _ in
          curve.append((curve.last ?? 0) + (noise.uniform() < 0.5 ? 0 : noise.uniform()))
        }
      }
      let world = NoiselessCurves(curves, capacity: 1 + noise.integer(below: curves.count))
      let sum = curves.reduce(0) { $0 + $1.last! }
      let regret = try highestRegret(in: world, rounds: 200)
      #expect(regret.bound.map { abs($0 - 2 * sum) < 1e-12 } == true)
      #expect(regret.always <= 2 * sum && regret.atMultiples <= sum + 1e-9)
    }
  }

  /// The largest absolute regret against the plan, and that after common multiples of its periods.
  private func highestRegret(
    in world: NoiselessCurves, rounds: Int
  ) throws -> (always: Double, atMultiples: Double, bound: Double?) {
    let policy = try PurelyPeriodic(world.problem(horizon: rounds), truth: world.truth)
    let plan = try world.truth.requireRecovery(for: "").plan
    let multiple = plan.turns.reduce(1) { multiple, turn in
      (1...).first { $0 * multiple % turn.period == 0 }! * multiple
    }
    let regrets = play(policy, world, rounds: rounds).totals.enumerated().map { abs(Double($0 + 1) * plan.value - $1) }
    let atMultiples = regrets.enumerated().filter { ($0.offset + 1) % multiple == 0 }.map(\.element)
    return (regrets.max()!, atMultiples.max() ?? 0, policy.regretBound?.value)
  }

  /// J = 1 allows powers of two only. Three arms of period 3, .2 + .3 + .133 per period, become three of period 4, .15
  /// + .225 + .1; without the others arm 2 would pay .4 in every period.
  @Test func theGridCanBeChosen() throws {
    let coarse = play(
      try make(oracle: PurelyPeriodic.self, ["J": .whole(1)], for: .three, horizon: 8), .three, rounds: 8)
    // Residues 0, 2, 1 of 4 by splitting, for arms 0, 1, 2.
    #expect(coarse.sets == [[2], [1], [], [0], [2], [1], [], [0]])
    let free = play(try make(oracle: PurelyPeriodic.self, for: .three, horizon: 9), .three, rounds: 9)
    #expect(free.sets == [[1], [2], [0], [1], [2], [0], [1], [2], [0]])
  }

  /// Of an arm that falls after two periods the plan counts on what every longer wait brings, too.
  @Test func fallingCurves() throws {
    let world = NoiselessCurves([[0.1, 0.9, 0.5], [0.3]])
    let run = play(try make(oracle: PurelyPeriodic.self, for: world, horizon: 8), world, rounds: 8)
    // Minorant (.1, .5, .5): slope .5 up to period 2, then .3 for the other arm.
    #expect(run.sets == [[1], [0], [1], [0], [1], [0], [1], [0]])
  }

  @Test func conforms() { #expect(SemiBanditConformance.violations(ofOracle: PurelyPeriodic.self) == []) }

  @Test func typedCallsAndSettingsAgree() throws {
    let world = NoiselessCurves.three
    let typed = try PurelyPeriodic(world.problem(horizon: 40), truth: world.truth, refinement: 1)
    #expect(haveSameContents(typed, try make(oracle: PurelyPeriodic.self, ["J": .whole(1)], for: world, horizon: 40)))
    let usual = try PurelyPeriodic(world.problem(horizon: 40), truth: world.truth)
    #expect(haveSameContents(usual, try make(oracle: PurelyPeriodic.self, for: world, horizon: 40)))
  }
}
