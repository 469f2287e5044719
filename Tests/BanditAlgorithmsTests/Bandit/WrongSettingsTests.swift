import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct WrongSettingsTests {
  private typealias Policy = any (BanditLearner & Configurable<BanditProblem>).Type

  private static let policies: [Policy] = [
    BatchedExp3.self, BayesUCB.self, Broad.self, DUCB.self, EpsilonGreedy.self, Exp3.self, Exp3IX.self, Exp3P.self,
    Exp3PlusPlus.self, Exp3S.self, ExploreThenCommit.self, FTRL.self, FixedArm.self, KLUCB.self,
    LogBarrierLearner.self, LogBarrierAdaptive.self,
  ]

  /// Values of every kind, and numbers at and beyond the ends of ranges.
  private static let values: [Setting] =
    [0, -0.0, 1, -1, 0.5, 2, 1e9, 1e100, 1e300, -1e300, .leastNonzeroMagnitude, .infinity, -.infinity, .nan].map {
      .number($0)
    }
    + [0, 1, -1, 2, 1_000_000_001, Int.max, Int.min].map { .whole($0) }
    + [
      .flag(true), .text(""), .text("auto"), .text("no such word"), .list([]), .list([.number(0.5)]), .object([:]),
      .object(["gap": .number(0)]), .object(["gap": .text("auto")]), .object(["gap": .number(1), "more": .whole(1)]),
    ]

  /// What the card accepts may still not go with the problem; it is never a trap.
  @Test func everyWrongSettingIsAnError() {
    for policy in Self.policies {
      func make(_ settings: Settings) throws { _ = try policy.init(settings: settings, problem: problemOfFour) }
      let id = policy.card.id
      #expect(throws: Never.self, "\(id)") { try make([:]) }
      #expect(throws: InvalidSettings.self, "\(id)") { try make(["noSuchParameter": .whole(1)]) }
      for parameter in policy.card.parameters {
        for value in Self.values {
          let settings = Settings([.init(parameter.name, value)])
          if parameter.kind.accepts(value) {
            do { try make(settings) } catch { #expect(error is InvalidSettings) }
          } else {
            #expect(throws: InvalidSettings.self, "\(id) \(parameter.name) \(value)") { try make(settings) }
          }
        }
      }
    }
  }

  /// Typed calls are checked like files.
  @Test func everyWrongArgumentIsAnError() {
    let problem = problemOfFour
    let calls: [(path: String, call: () throws -> any BanditLearner)] = [
      ("batches", { try BatchedExp3(problem, batches: 0) }),
      ("learningRate", { try BatchedExp3(problem, learningRate: 0) }),
      ("switchingCost", { try BatchedExp3(problem, switchingCost: -1) }),
      ("learningRate", { try Broad(problem, learningRate: .nan) }),
      ("discount", { try DUCB(problem, discount: 0.4) }), ("exploration", { try DUCB(problem, exploration: -1) }),
      ("epsilon", { try EpsilonGreedy(problem, epsilon: 1.1) }),
      ("initialValue", { try EpsilonGreedy(problem, initialValue: .infinity) }),
      ("stepSize", { try EpsilonGreedy(problem, stepSize: 0) }),
      ("firstPulls", { try EpsilonGreedy(problem, firstPulls: -1) }),
      ("learningRate", { try Exp3(problem, learningRate: 1001) }), ("delta", { try Exp3IX(problem, delta: 0) }),
      ("delta", { try Exp3P(problem, delta: 1) }), ("exploration", { try Exp3PlusPlus(problem, exploration: -1) }),
      ("mixing", { try Exp3S(problem, mixing: 0) }), ("share", { try Exp3S(problem, share: 2) }),
      ("pulls", { try ExploreThenCommit(problem, pulls: .count(0)) }),
      ("pulls", { try ExploreThenCommit(problem, pulls: .gap(.infinity)) }),
      ("memoryBound", { try ExploreThenCommit(problem, memoryBound: 0) }), ("alpha", { try FTRL(problem, alpha: 0) }),
      ("barrier", { try FTRL(problem, barrier: -1) }), ("learningRate", { try FTRL(problem, learningRate: 0) }),
      ("arm", { try FixedArm(problem, arm: -1) }), ("sd", { try KLUCB(problem, sd: 0) }),
      ("learningRate", { try LogBarrierLearner(problem, learningRate: -1) }),
    ]
    for (place, item) in calls.enumerated() {
      let error = #expect(throws: InvalidSettings.self, "call \(place)") { try item.call() }
      #expect(error?.path == item.path, "call \(place)")
    }
  }
}
