import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct RefusedSettingsTests {
  private typealias Learner = any (BanditLearner & Configurable<BanditProblem>).Type

  private let problem = BanditProblem(armCount: 3, horizon: 100, rewardRange: 0...1)

  /// Nothing wrong in settings traps or passes in silence.
  @Test func wrongSettingsAreRefused() {
    let learners: [(Learner, Settings)] = [
      (MOSS.self, [:]), (MUCB.self, [:]), (MiniBatch.self, [:]), (PhasedElimination.self, [:]),
      (PogodinLattimore.self, [:]), (RBOCPDTS.self, [:]), (RBOCPDUCB.self, [:]), (SWUCB.self, [:]),
      (SuccessiveElimination.self, [:]), (SwitchingBudgetElimination.self, ["switches": .whole(5)]),
      (TallyingPlanner.self, ["memory": .whole(2)]), (ThompsonBeta.self, [:]), (ThompsonGaussian.self, [:]),
      (TsallisINF.self, [:]), (TsallisSwitch.self, [:]), (UCB1.self, [:]), (UCB2.self, [:]), (UCBTuned.self, [:]),
      (UCBV.self, [:]), (UniformLearner.self, [:]), (Softmax.self, [:]), (GradientBandit.self, [:]),
      (WTBSuccessiveElimination.self, ["memoryBound": .whole(2)]),
      (GPUCB.self, processSettings), (ExpectedImprovement.self, processSettings),
      (KnowledgeGradient.self, processSettings), (NoisyEI.self, processSettings), (GPTS.self, processSettings),
      (EntropySearch.self, processSettings),
    ]
    for (type, required) in learners {
      #expect(throws: Never.self) { try type.init(settings: required, problem: problem) }
      for settings in wrongSettings(of: type.card.parameters, required: required) {
        #expect(throws: InvalidSettings.self, "\(type): \(settings)") {
          try type.init(settings: settings, problem: problem)
        }
      }
    }
  }

  @Test func yardsticksRefuseThemWhenChecked() {
    let truth = BanditTruth(means: [0.1, 0.2, 0.3])
    let yardsticks: [any Yardstick<BanditProblem, BanditTruth>.Type] = [
      Oracle.self, OracleRestart.self, OptimalSequence.self,
    ]
    for type in yardsticks {
      #expect(throws: Never.self) { try type.check(settings: [:], problem: problem, truth: truth) }
      for settings in wrongSettings(of: type.card.parameters) {
        #expect(throws: InvalidSettings.self, "\(type): \(settings)") {
          try type.check(settings: settings, problem: problem, truth: truth)
        }
      }
    }
  }

  /// Typed calls go through the same checks, with the same paths.
  @Test func typedArgumentsAreChecked() {
    let calls: [(String, () throws -> Any)] = [
      ("exploration", { try MOSS(problem, exploration: -1) }), ("gap", { try MUCB(problem, gap: 0) }),
      ("changes", { try MUCB(problem, changes: -1) }), ("window", { try MUCB(problem, window: 0) }),
      ("threshold", { try MUCB(problem, threshold: 0) }), ("mixing", { try MUCB(problem, mixing: 2) }),
      ("base", { try MiniBatch(problem, base: .init(.ucb1, ["exploration": .number(-1)])) }),
      ("base", { try MiniBatch(problem, base: .init(.ucb1, ["no such": .number(1)])) }),
      ("block", { try MiniBatch(problem, block: 0) }), ("burnIn", { try MiniBatch(problem, burnIn: -1) }),
      ("exploration", { try RBOCPDUCB(problem, exploration: .nan) }), ("mixing", { try RBOCPDTS(problem, mixing: 2) }),
      ("changes", { try RBOCPDTS(problem, changes: .max) }), ("eta", { try RBOCPDTS(problem, hazard: .constant(0)) }),
      ("alpha", { try RBOCPDTS(problem, hazard: .theorem(delta: 0.1, alpha: 1)) }),
      ("falseAlarms", { try RBOCPDTS(problem, hazard: .theorem(delta: 1, alpha: 2)) }),
      ("search", { try RBOCPDTS(problem, search: .best(1)) }), ("window", { try SWUCB(problem, window: 0) }),
      ("exploration", { try SWUCB(problem, exploration: -1) }),
      ("confidenceScale", { try SuccessiveElimination(problem, confidenceScale: -1) }),
      ("switches", { try SwitchingBudgetElimination(problem, switches: -1) }),
      ("memory", { try TallyingPlanner(problem, memory: 0) }), ("a", { try ThompsonBeta(problem, a: 0) }),
      ("b", { try ThompsonBeta(problem, b: .all(.infinity)) }),
      ("priorSd", { try ThompsonGaussian(problem, priorSd: 0) }),
      ("priorMean", { try ThompsonGaussian(problem, priorMean: .all(.nan)) }),
      ("noiseSd", { try ThompsonGaussian(problem, noiseSd: -1) }),
      ("a", { try ThompsonBeta(problem, a: [1, 2]) }), ("a", { try ThompsonBeta(problem, a: [1, 2, -1]) }),
      ("priorSd", { try ThompsonGaussian(problem, priorSd: [1, 0, 1]) }),
      ("priorMean", { try ThompsonGaussian(problem, priorMean: []) }),
      ("temperature", { try Softmax(problem, temperature: 0) }), ("stepSize", { try Softmax(problem, stepSize: 1.5) }),
      ("stepSize", { try GradientBandit(problem, stepSize: -1) }), ("c", { try UCBV(problem, c: -1) }),
      ("zeta", { try UCBV(problem, zeta: .nan) }),
      ("switchingCost", { try TsallisSwitch(problem, switchingCost: -1) }), ("alpha", { try UCB2(problem, alpha: 0) }),
      ("memoryBound", { try WTBSuccessiveElimination(problem, memoryBound: 0) }),
      ("delta", { try WTBSuccessiveElimination(problem, memoryBound: 1, delta: 0) }),
      ("confidenceScale", { try WTBSuccessiveElimination(problem, memoryBound: 1, confidenceScale: -1) }),
      ("burnIn", { try WTBSuccessiveElimination(problem, memoryBound: 1, burnIn: -1) }),
      ("minBlock", { try WTBSuccessiveElimination(problem, memoryBound: 1, minBlock: -1) }),
      ("exploration", { try OracleRestart(problem, truth: BanditTruth(means: [0, 0, 1]), exploration: -1) }),
    ]
    for (path, call) in calls {
      #expect(throws: InvalidSettings.self) { try call() }.map { #expect($0.path == path, "\($0)") }
    }
  }
}
