import Testing

@testable import BanditNumerics

struct DelayHybridTests {
  /// Worked out independently; the second at a = 1 / sqrt(4), b = sqrt(ln 2 / 3).
  @Test func twoItems() {
    #expect(
      distance(solve([0, 1], DelayHybrid(rootRate: 1, entropyRate: 1)).weights, [0.64104332, 0.35895668]) < 6e-9)
    let delayed = solve([1, 0], DelayHybrid(rootRate: 0.5, entropyRate: 0.4806756349)).weights
    #expect(distance(delayed, [0.42911379, 0.57088621]) < 6e-9)
  }

  @Test(
    arguments: [
      (
        0.1, 0.02,
        [0.28854133178470178, 0.28732781292527309, 0.27433663868977621, 0.14979421659924866, 1.0002602059269652e-12]
      ),
      (
        1, 1,
        [0.47557987039936231, 0.41232119083106295, 0.11128624472429999, 0.00081269404526474527, 1.0000060086065154e-14]
      ),
      (
        0.05, 30,
        [0.32766594879211211, 0.32303543766581895, 0.27797556520363077, 0.071323048334438196, 3.9999727187964787e-12]
      ),
      (
        30, 0.001,
        [0.25268187952889534, 0.25261871904867978, 0.25192499489897022, 0.24277440652345465, 1.1195264693789871e-17]
      ),
    ] as [(Double, Double, [Double])])
  func referenceProblems(rootRate: Double, entropyRate: Double, expected: [Double]) {
    let regularizer = DelayHybrid(rootRate: rootRate, entropyRate: entropyRate)
    #expect(relativeDistance(solve(referenceLosses, regularizer).weights, expected) < 1e-12)
  }
}
