import BanditGames
import Testing

@testable import BanditAlgorithms

struct ConfidenceRadiiTests {
  private func radii(
    _ form: ConfidenceRadii.Form, states: Int, actions: Int, horizon: Int = 1, delta: Double, scale: Double = 1
  ) -> ConfidenceRadii {
    ConfidenceRadii(
      form: form, delta: delta, scale: scale,
      problem: AverageRewardProblem(stateCount: states, actionCount: actions, horizon: horizon))
  }

  /// Worked out from the formulas in another language.
  @Test func ofUCRL2() {
    let first = radii(.jaksch, states: 2, actions: 2, delta: 0.1).numerators(at: 1)
    #expect(abs(first.reward - 3.916260106) < 1e-9 && abs(first.transition - 10.163101137) < 1e-9)
    let later = radii(.jaksch, states: 3, actions: 2, delta: 0.05)
    let numerators = later.numerators(at: 100)
    #expect(abs(numerators.reward / 5 - 1.188281648) < 1e-9)
    #expect(abs(numerators.transition / 5 - 3.885677632) < 1e-9)
    #expect(later.widening == 0)
  }

  @Test func ofCheung() {
    let form = radii(.cheung(widening: 0.1), states: 3, actions: 2, horizon: 10_000, delta: 0.05)
    let numerators = form.numerators(at: 77)
    #expect(abs(numerators.reward / 5 - 2.116437166) < 1e-9)
    #expect(abs(numerators.transition / 5 + form.widening - 3.765776702) < 1e-9)
  }

  @Test func theScaleMultipliesTheRoots() {
    let one = radii(.jaksch, states: 3, actions: 2, delta: 0.05).numerators(at: 9)
    let fifth = radii(.jaksch, states: 3, actions: 2, delta: 0.05, scale: 0.2).numerators(at: 9)
    #expect(abs(fifth.reward - 0.2 * one.reward) < 1e-12 && abs(fifth.transition - 0.2 * one.transition) < 1e-12)
    #expect(radii(.cheung(widening: 0.1), states: 3, actions: 2, delta: 0.05, scale: 0.2).widening == 0.1)
  }
}
