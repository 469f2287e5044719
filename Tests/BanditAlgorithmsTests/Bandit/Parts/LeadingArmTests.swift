import BanditStreams
import Testing

@testable import BanditAlgorithms

struct LeadingArmTests {
  /// Means that move up, down and to one another's values, some of them no numbers: always the arm of the full search.
  @Test(arguments: [1, 2, 3, 10, 300])
  func isTheArgumentOfTheMaximum(arms: Int) {
    var noise = RandomStream(key: StreamKey(seed: 61))
    for instance in 0..<1000 {
      noise.move(to: 0, occurrence: instance)
      var means = Array(repeating: 0.0, count: arms)
      var leading = LeadingArm(armCount: arms)
      #expect(leading.arm == 0)
      for _ in 0..<(arms < 100 ? 60 : 12) {
        let arm = noise.integer(below: arms)
        let level = noise.integer(below: 6)
        means[arm] = level == 5 ? (instance % 20 == 0 ? .nan : -.infinity) : Double(level - 2) / 4
        leading.update(means, changed: arm)
        #expect(leading.arm == TieBreaking.lowest.argmax(means, noise: &noise), "\(means)")
      }
    }
  }
}
