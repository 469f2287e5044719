import BanditGames
import BanditStreams
import Testing

struct ArmSpaceTests {
  @Test func grids() {
    let line = ArmSpace(.grid(side: 3, dimension: 1))
    #expect(line.armCount == 3 && line.dimension == 1 && line.point(of: 1) == [0.5])
    #expect(line.distance(0, 1) == 0.5 && line.distance(2, 0) == 1 && line.distance(1, 1) == 0)
    let cube = ArmSpace(.grid(side: 5, dimension: 3), lipschitz: 2)
    #expect(cube.armCount == 125 && cube.dimension == 3)
    // The first coordinate is the slowest: 1 25 + 2 5 + 3.
    #expect(cube.point(of: 38) == [0.25, 0.5, 0.75])
    // Distances are those of the points, in the maximum norm.
    for one in stride(from: 0, to: 125, by: 7) {
      for other in 0..<125 {
        let (first, second) = (cube.point(of: one)!, cube.point(of: other)!)
        let expected: Double = zip(first, second).map { abs($0 - $1) }.max()!
        #expect(cube.distance(one, other) == expected)
      }
    }
  }

  @Test func otherSpaces() {
    let points = ArmSpace(.points([[0, 0], [0.25, 1], [0.5, 0.5]]))
    #expect(points.armCount == 3 && points.dimension == 2 && points.point(of: 1) == [0.25, 1])
    #expect(points.distance(0, 1) == 1 && points.distance(1, 2) == 0.5)
    let metric = ArmSpace(.distances([[0, 3], [3, 0]]), isOneSided: true)
    #expect(metric.armCount == 2 && metric.dimension == 1 && metric.point(of: 0) == nil && metric.isOneSided)
    #expect(metric.distance(0, 1) == 3)
  }

  /// Every arm is within a step of the net, whose arms are more than a step apart; and it is the greedy one in the
  /// order of arms.
  @Test func nets() {
    var noise = RandomStream(key: StreamKey(seed: 91))
    let points = (0..<60).map { _ in [noise.uniform(), noise.uniform()] }
    let spaces = [
      ArmSpace(.grid(side: 21, dimension: 1)), ArmSpace(.grid(side: 9, dimension: 2)),
      ArmSpace(.grid(side: 4, dimension: 3)), ArmSpace(.points(points)),
    ]
    for space in spaces {
      for step in [0, 0.05, 0.1, 0.25, 0.3, 0.99, 1, 5] {
        let net = space.net(step: step)
        var greedy: [Int] = []
        for arm in 0..<space.armCount where greedy.allSatisfy({ space.distance($0, arm) > step }) { greedy.append(arm) }
        #expect(net == greedy)
        #expect((0..<space.armCount).allSatisfy { arm in net.contains { space.distance($0, arm) <= step } })
      }
    }
    #expect(spaces[0].net(step: 0.25) == [0, 6, 12, 18] && spaces[0].net(step: 0).count == 21)
  }
}
