import BanditGames
import BanditNumerics

/// How far the true means may be from the estimates: radii of the form c / sqrt(max(1, N)), of rewards in
/// absolute value and of laws of the next state in the L1 norm.
struct ConfidenceRadii: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// sqrt(7 ln(2 S A t / delta) / (2 N)) and sqrt(14 S ln(2 A t / delta) / N)
    /// (Jaksch, Ortner and Auer 2010).
    case jaksch
    /// 2 sqrt(2 ln(S A T / delta) / N), and 2 sqrt(2 S ln(S A T / delta) / N) widened by a constant
    /// (Cheung, Simchi-Levi and Zhu 2020).
    case cheung(widening: Double)
  }

  let form: Form
  let delta: Double
  /// The factor of the square roots.
  let scale: Double
  let problem: AverageRewardProblem

  /// The two numerators c at a time of the clock, 1 or more.
  func numerators(at clock: Int) -> (reward: Double, transition: Double) {
    let (states, actions) = (Double(problem.stateCount), Double(problem.actionCount))
    switch form {
    case .jaksch:
      let reward = 3.5 * .log(2 * states * actions * Double(clock) / delta)
      let transition = 14 * states * .log(2 * actions * Double(clock) / delta)
      return (scale * reward.squareRoot(), scale * transition.squareRoot())
    case .cheung:
      let level = Double.log(states * actions * Double(problem.horizon) / delta)
      return (2 * scale * (2 * level).squareRoot(), 2 * scale * (2 * states * level).squareRoot())
    }
  }

  /// What is added to the radius of a law of the next state.
  var widening: Double {
    if case .cheung(let widening) = form { widening } else { 0 }
  }
}
