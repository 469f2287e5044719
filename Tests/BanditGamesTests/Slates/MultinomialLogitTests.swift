import BanditGames
import Testing

struct MultinomialLogitTests {
  @Test func probabilities() {
    var p = [0.0, 0]
    let nothing = MultinomialLogit.write(into: &p, logits: [-1, -2], outside: 0.5)
    #expect(abs(nothing - 0.766157) < 5e-7 && abs(p[0] - 0.170953) < 5e-7 && abs(p[1] - 0.062890) < 5e-7)
  }

  /// At the ends of the accepted logits, by NumPy (Tests/Reference/slates_and_rollouts.py): nothing overflows.
  @Test func ends() {
    var p = [0.0, 0, 0]
    let nothing = MultinomialLogit.write(into: &p, logits: [-100, 20, 0], outside: 20)
    #expect(abs(nothing - 0.49999999948471163) < 1e-15 && abs(p[1] - 0.49999999948471163) < 1e-15)
    #expect(abs(p[0] / 3.83382403290995e-53 - 1) < 1e-13 && abs(p[2] / 1.0305768101571904e-09 - 1) < 1e-13)
    #expect(MultinomialLogit.write(into: &p, logits: [0, 800, -5], outside: -5) == 0 && p == [0, 1, 0])
    #expect([-101, -100, 3, 20, 21].map(MultinomialLogit.clipped) == [-100, -100, 3, 20, 20])
  }

  @Test func clickProbabilities() {
    #expect(MultinomialLogit.clickProbability(ofAttraction: 3) == 0.75)
    #expect(MultinomialLogit.clickProbability(ofAttraction: 0) == 0)
    #expect(MultinomialLogit.clickProbability(ofAttraction: .infinity) == 1)
  }
}
