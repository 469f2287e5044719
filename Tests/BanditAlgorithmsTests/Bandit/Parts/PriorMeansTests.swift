import BanditGames
import Testing

@testable import BanditAlgorithms

struct PriorMeansTests {
  @Test func beliefs() {
    let problem = BanditProblem(armCount: 3, horizon: 9, priors: [.beta(a: 2, b: 2), .known(0.5), .beta(a: 1, b: 3)])
    var means = PriorMeans(problem)
    // The lowest index on ties.
    #expect(means.means == [0.5, 0.5, 0.25] && means.best == 0)
    means.observe(0, of: 0)
    means.observe(0, of: 1)
    #expect(means.means == [0.4, 0.5, 0.25] && means.best == 1)
    for _ in 0..<3 { means.observe(1, of: 2) }
    #expect(means.means[2] == 4.0 / 7 && means.best == 2)
    #expect(PriorMeans.caveats(problem) == [])
    let none = BanditProblem(armCount: 2, horizon: 9)
    #expect(PriorMeans(none).means == [0.5, 0.5] && PriorMeans.caveats(none).count == 1)
  }
}
