import BanditCards
import Testing

@testable import BanditGames

struct ArmPolicyTests {
  private let contexts = ContextualProblem(armCount: 3, dimension: 2, isShared: true, horizon: 1, contextCount: 2)
  private let actions = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 1)

  private func probabilities(
    _ policy: ArmPolicy, _ problem: ContextualProblem, context: Int? = nil, features: [Double]
  ) -> [Double] {
    var view = ContextualView(of: problem)
    view.context = context
    view.features = features
    var probabilities = Array(repeating: -1.0, count: problem.armCount)
    policy.write(into: &probabilities, of: view, target: [0.5, 0.25, 0.25, 0, 1, 0], row: 1)
    return probabilities
  }

  @Test func probabilitiesOfArms() {
    func second(_ policy: ArmPolicy) -> [Double] { probabilities(policy, contexts, context: 1, features: [0, 1]) }
    #expect(second(.table([0, 2])) == [0, 0, 1])
    #expect(second(.constant(1)) == [0, 1, 0])
    #expect(second(.uniform) == Array(repeating: 1.0 / 3, count: 3))
    #expect(second(.probabilities([[1, 0, 0], [0.5, 0.25, 0.25]])) == [0.5, 0.25, 0.25])
    let weights: [[Double]] = [[9, 1], [0, 2], [0, 2]]
    #expect(second(.linear(weights)) == [0, 1, 0])
    #expect(second(.columns("e")) == [0, 1, 0])
    #expect(second(.epsilon(0.75, .table([0, 2]))) == [0.25, 0.25, 0.5])
    let identity: [[Double]] = [[1, 0], [0, 1]]
    #expect(probabilities(.linear(identity), actions, features: [1, 5, 5, 2]) == [0, 1])
  }

  @Test func settingsAreReadBack() throws {
    let policies: [ArmPolicy] = [
      .table([0, 2]), .constant(1), .uniform, .probabilities([[0.5, 0.5]]), .linear([[1, -2]]), .columns("e"),
      .epsilon(0.5, .constant(0)),
    ]
    for policy in policies {
      #expect(ArmPolicy.kind.accepts(policy.setting))
      #expect(try ArmPolicy(policy.setting) == policy)
    }
    #expect(try ArmPolicy(["policy": ["constant": 2], "epsilon": 0.25]) == .epsilon(0.25, .constant(2)))
    #expect(ArmPolicy.epsilon(0.1, .columns("q")).columns == "q" && ArmPolicy.uniform.columns == nil)
    let wrong: [Setting] = [["uniform": false], ["columns": ""], [:], ["constant": -1], "uniform", ["epsilon": 0.5]]
    for setting in wrong {
      #expect(throws: InvalidSettings.self) { try ArmPolicy(setting) }
    }
  }

  @Test func whatDoesNotFitIsRefused() {
    func refusal(_ policy: ArmPolicy, _ problem: ContextualProblem, isLog: Bool = false) -> String? {
      do throws(InvalidSettings) {
        try policy.check(in: problem, at: isLog ? "" : "policy", isLog: isLog)
        return nil
      } catch {
        return "\(error)"
      }
    }
    let fitting: [ArmPolicy] = [
      .table([0, 2]), .constant(2), .uniform, .linear([[1, 2], [3, 4], [5, 6]]),
      .probabilities([[0.5, 0.5, 0], [0, 0, 1]]), .epsilon(0.5, .uniform),
    ]
    for policy in fitting {
      #expect(refusal(policy, contexts) == nil && refusal(policy, contexts, isLog: true) == nil)
    }
    #expect(refusal(.constant(3), contexts) == "policy.constant: found arm 3; accepted: an arm in 0...2")
    #expect(refusal(.table([0, 3]), contexts)?.hasPrefix("policy.table[1]: found arm 3") == true)
    #expect(refusal(.table([0]), contexts) == "policy.table: 1 arm for 2 contexts; give one for each")
    // A log need not have all contexts.
    #expect(refusal(.table([0, 1, 2]), contexts) != nil && refusal(.table([0, 1, 2]), contexts, isLog: true) == nil)
    let long = ArmPolicy.linear(Array(repeating: [1, 2, 3], count: 3))
    #expect(refusal(long, contexts, isLog: true) == nil)
    #expect(refusal(long, contexts)?.hasPrefix("policy.linear: ") == true)
    #expect(refusal(.linear([[1, 2]]), actions, isLog: true)?.hasPrefix("linear: accepted: for each of the 2") == true)
    #expect(refusal(.table([0, 1]), actions)?.contains("accepted here: \"constant\", \"uniform\", \"linear\"") == true)
    let negative = ArmPolicy.probabilities([[0.5, 0.5, 0], [0.5, 0.6, -0.1]])
    #expect(refusal(negative, contexts)?.hasPrefix("policy.probabilities[1]: ") == true)
    #expect(refusal(.columns("e"), contexts)?.hasPrefix("policy.columns: ") == true)
    #expect(refusal(.columns("e"), contexts, isLog: true) == nil)
    #expect(refusal(.epsilon(1.5, .uniform), contexts)?.hasPrefix("policy.epsilon: ") == true)
    #expect(refusal(.epsilon(0.5, .constant(9)), contexts)?.hasPrefix("policy.policy.constant: ") == true)
  }
}
