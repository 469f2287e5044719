import BanditComparators
import BanditEnvironments
import BanditGames
import Testing

struct MarkovDecisionProcessExamplesTests {
  private func row(_ process: MarkovDecisionProcess, _ state: Int, _ action: Int) -> [Double] {
    Array(process.row(state * process.actionCount + action))
  }

  @Test func riverSwimIsTheTableOfTheLiterature() {
    let river = MarkovDecisionProcess.riverSwim(stateCount: 4)
    #expect(row(river, 0, 0) == [1, 0, 0, 0])
    #expect(row(river, 0, 1) == [0.4, 0.6, 0, 0])
    #expect(row(river, 2, 0) == [0, 1, 0, 0])
    #expect(row(river, 2, 1) == [0, 0.05, 0.6, 0.35])
    #expect(row(river, 3, 1) == [0, 0, 0.4, 0.6])
    #expect(river.rewards == [0.05, 0, 0, 0, 0, 0, 0, 1])
    let slippery = MarkovDecisionProcess.riverSwim(stateCount: 4, leftSlip: true)
    #expect(row(slippery, 0, 0) == [1, 0, 0, 0])
    #expect(row(slippery, 3, 0) == [0, 0, 0.95, 0.05])
  }

  @Test func chainsCyclesAndMirrors() {
    let chain = MarkovDecisionProcess.chain(stateCount: 3)
    #expect(chain.transitions == [1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1])
    #expect(chain.rewards == [0.05, 0, 0, 0, 0, 1])
    #expect(MarkovDecisionProcess.chain(stateCount: 1).transitions == [1, 1])
    let cycle = MarkovDecisionProcess.cycle(stateCount: 3)
    #expect(cycle.transitions == [0, 1, 0, 0, 0, 1, 1, 0, 0] && cycle.rewards == [0, 0, 1])
    let mirror = chain.mirrored
    #expect(mirror.rewards == [0, 1, 0, 0, 0.05, 0])
    #expect(row(mirror, 0, 0) == [0, 1, 0] && row(mirror, 0, 1) == [1, 0, 0])
    #expect(mirror.mirrored == chain)
  }
}
