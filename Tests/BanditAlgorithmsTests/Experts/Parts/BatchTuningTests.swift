import BanditGames
import Testing

@testable import BanditAlgorithms

struct BatchTuningTests {
  private func problem(
    _ feedback: LossFeedback, actions: Int = 4, horizon: Int = 20_000, cost: Double = 1
  ) -> ExpertsProblem {
    ExpertsProblem(actionCount: actions, horizon: horizon, feedback: feedback, switchingCost: cost)
  }

  /// N* = (K ln K / 2)^(1/3) (T / c)^(2/3): 1035.0988 and, for c = 5, 353.9988 with K = 4, T = 20000; 1906.668 with
  /// K = 2, T = 100000.
  @Test(arguments: [(4, 20_000, 1.0, 1035.0988), (4, 20_000, 5, 353.9988), (2, 100_000, 1, 1906.668)])
  func bestCounts(actions: Int, horizon: Int, cost: Double, expected: Double) {
    let count = BatchTuning.bestCount(
      actionCount: actions, horizon: horizon, variance: Double(actions), switchingCost: cost)
    #expect(abs(count - expected) < 5e-4)
  }

  /// N*: 1035 batches, bound 3105.30; c = 5: 353.
  @Test func bandit() throws {
    let tuning = try #require(BatchTuning(scheme: .bandit, sampler: .fresh, problem: problem(.bandit)))
    #expect(tuning.batches == 1035 && abs(tuning.bound - 3105.30) < 5e-3)
    #expect(BatchTuning(scheme: .bandit, sampler: .fresh, problem: problem(.bandit, cost: 5))?.batches == 353)
    #expect(BatchTuning(scheme: .bandit, sampler: .fresh, problem: problem(.budget(736)))?.batches == 736)
    #expect(BatchTuning(scheme: .bandit, sampler: .fresh, problem: problem(.budget(5000)))?.batches == 1035)
  }

  /// B = 736: N = 184, eta = .1227535, bound 2477.66; B = 2944: N = 736, eta = .0613767, bound 1272.71.
  @Test(arguments: [(736, 184, 0.1227535, 2477.66), (2944, 736, 0.0613767, 1272.71)])
  func full(budget: Int, batches: Int, rate: Double, bound: Double) throws {
    let tuning = try #require(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.budget(budget))))
    #expect(tuning.batches == batches && abs(tuning.rate - rate) < 5e-8 && abs(tuning.bound - bound) < 5e-3)
  }

  /// Bounds of the reference table: 2478 (736), 589 (20000, M = 2), 471 (80000); 3191 (bandit, N = 736).
  @Test func otherBounds() throws {
    func bound(_ scheme: BatchTuning.Scheme, _ sampler: BatchTuning.Sampler, _ feedback: LossFeedback) throws -> Double
    {
      try #require(BatchTuning(scheme: scheme, sampler: sampler, problem: problem(feedback))).bound
    }
    #expect(abs(try bound(.decoupled(1), .dartboard, .budget(736)) - 2478) < 0.5)
    #expect(abs(try bound(.decoupled(2), .dartboard, .budget(20_000)) - 589) < 0.5)
    #expect(abs(try bound(.full, .dartboard, .budget(80_000)) - 471) < 0.5)
    #expect(abs(try bound(.full, .dartboard, .full) - 471) < 0.5)
    #expect(abs(try bound(.bandit, .fresh, .budget(736)) - 3191) < 0.5)
  }

  /// B_ex = 30000: 10000 batches of three extra entries, bound 499.53.
  @Test func extraObservations() throws {
    let tuning = try #require(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.extra(30_000))))
    #expect(tuning.batches == 10_000 && abs(tuning.bound - 499.53) < 5e-3)
    // A set that is drawn without regard to the action played may miss it, and then all of it is extra.
    #expect(BatchTuning.affordable(.decoupled(2), problem(.extra(30_000))) == 15_000)
    #expect(BatchTuning.affordable(.decoupled(4), problem(.extra(30_000))) == 10_000)
    #expect(BatchTuning.affordable(.advice(3), problem(.extra(30_000))) == 15_000)
    #expect(BatchTuning.affordable(.advice(3), problem(.budget(30_000))) == 10_000)
    #expect(BatchTuning.affordable(.bandit, problem(.extra(0))) == 20_000)
    #expect(BatchTuning.affordable(.advice(2), problem(.bandit)) == 0)
  }

  /// T = 10, K = 3, B = 7: two batches of 5.
  @Test func aBudgetThatDoesNotDivide() throws {
    let tuning = try #require(
      BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.budget(7), actions: 3, horizon: 10)))
    #expect(tuning.batches == 2)
    #expect(
      BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.budget(2), actions: 3, horizon: 10)) == nil)
  }

  /// With batches of unequal lengths the longest counts: 20000/184 = 108.7 becomes 109.
  @Test func exactBounds() throws {
    let tuning = try #require(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.budget(736))))
    // 109 ln 4 / eta + eta 20000 / 2 + 184 eta
    #expect(abs(tuning.exactBound - 2481.0934) < 5e-4)
    let even = try #require(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.full)))
    #expect(even.exactBound == even.bound)
  }

  /// Where switches are dear, fewer batches than the allowance: full, c = 5: T / 5.
  @Test func dearSwitches() throws {
    #expect(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.full, cost: 5))?.batches == 4000)
    #expect(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.full, cost: 0))?.batches == 20_000)
    #expect(BatchTuning(scheme: .bandit, sampler: .fresh, problem: problem(.bandit, cost: 0))?.batches == 20_000)
    #expect(BatchTuning(scheme: .full, sampler: .dartboard, problem: problem(.full, actions: 1))?.batches == 20_000)
  }

  /// The number of batches that is chosen has the smallest bound of all that the allowance lasts for.
  @Test(arguments: [0.1, 1, 3, 20]) func theChoiceIsTheBest(cost: Double) throws {
    for (scheme, sampler) in [
      (BatchTuning.Scheme.full, BatchTuning.Sampler.dartboard), (.full, .fresh), (.decoupled(2), .dartboard),
      (.bandit, .fresh), (.advice(2), .fresh),
    ] {
      for feedback in [LossFeedback.full, .budget(600), .extra(150)] {
        let problem = problem(feedback, actions: 3, horizon: 300, cost: cost)
        let chosen = try #require(BatchTuning(scheme: scheme, sampler: sampler, problem: problem))
        let bounds = (1...BatchTuning.affordable(scheme, problem)).compactMap {
          BatchTuning(scheme: scheme, sampler: sampler, problem: problem, batches: $0)?.bound
        }
        // The best real number is rounded down, the best whole one may be the next.
        let best = bounds.firstIndex(of: bounds.min()!)! + 1
        #expect(best == chosen.batches || best == chosen.batches + 1, "\(scheme) \(sampler) \(feedback.text)")
      }
    }
  }
}
