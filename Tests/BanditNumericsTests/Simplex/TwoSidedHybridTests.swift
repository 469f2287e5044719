import Testing

@testable import BanditNumerics

struct TwoSidedHybridTests {
  /// Worked out independently.
  @Test func smallSets() {
    #expect(distance(solve([0, 0, 0, 0], TwoSidedHybrid(rate: 1), total: 2).weights, [0.5, 0.5, 0.5, 0.5]) < 1e-15)
    let weights = solve([0, 1, 2], TwoSidedHybrid(rate: 0.5), total: 2).weights
    #expect(distance(weights, [0.79809858, 0.68201077, 0.51989064]) < 6e-9)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.5003994284169548, 0.50039019600207311, 0.50028863551517731, 0.49892149007223385, 2.4999356092183971e-7]
      ),
      (
        1,
        [0.92104189659135431, 0.89924997396196793, 0.17953483809747712, 0.00017329134919813358, 2.5000010089237031e-15]
      ),
      (
        30,
        [
          0.99999997399332926, 0.99995297938870028, 4.6867991935659009e-5, 1.7862603479688641e-7,
          2.7777780919428555e-18,
        ]
      ),
    ] as [(Double, [Double])])
  func pairs(rate: Double, expected: [Double]) {
    let weights = solve(referenceLosses, TwoSidedHybrid(rate: rate), total: 2).weights
    #expect(relativeDistance(weights, expected) < 1e-12)
  }

  @Test(
    arguments: [
      (
        0.0001,
        [0.25032407940147009, 0.25031657204114194, 0.25023400245253494, 0.24912509646009323, 2.4964475981131973e-7]
      ),
      (
        1,
        [
          0.53203556328407677, 0.43918064891587408, 0.028626960278810014, 0.00015682752123663436,
          2.5000000369376334e-15,
        ]
      ),
      (
        30,
        [
          0.98361001963611809, 0.016356310554651518, 3.349514972105302e-5, 1.7465950933347694e-7,
          2.7777778445728998e-18,
        ]
      ),
    ] as [(Double, [Double])])
  func single(rate: Double, expected: [Double]) {
    #expect(relativeDistance(solve(referenceLosses, TwoSidedHybrid(rate: rate)).weights, expected) < 1e-12)
  }

  /// The losses of the set are huge, and only their small differences decide between its last members.
  @Test func digitsSurviveHugeLosses() {
    let near = solve([0, 0.25, 0.5], TwoSidedHybrid(rate: 2), total: 1).weights
    let far = solve([0, 1e7, 1e7 + 0.25, 1e7 + 0.5], TwoSidedHybrid(rate: 2), total: 2).weights
    // The first item lacks about 1e-8 of a whole.
    #expect(distance(Array(far.dropFirst()), near) < 1e-7)
    #expect(abs(far.reduce(0, +) - 2) < 1e-12)
  }

  @Test func asManyAsThereAre() {
    #expect(solve([3, 1, 2], TwoSidedHybrid(rate: 1), total: 3).weights == [1, 1, 1])
  }
}
