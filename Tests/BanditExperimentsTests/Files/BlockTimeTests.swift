import Foundation
import Testing

@testable import BanditExperiments

struct BlockTimeTests {
  /// Of an earlier version's list the latest line counts, and a torn one does not: h 3 may be the beginning of h 3.25.
  @Test func linesOfAnEarlierVersion() throws {
    let folder = try TemporaryFolder()
    #expect(try BlockTimes.read(folder("seconds.txt")) == [:])
    try folder.put("a 2.5\na 1.5\nb\nc x\nd -1\ne nan\nf 1 2\n\n g 2\nh 3", as: "seconds.txt")
    let expected = ["a": 1.5, "g": 2].mapValues { BlockTime(seconds: $0, processorSeconds: nil) }
    #expect(try BlockTimes.read(folder("seconds.txt")) == expected)
  }

  @Test func timesAddUp() {
    let one = BlockTime(seconds: 1, processorSeconds: 0.5)
    #expect(one + one * 0.5 == BlockTime(seconds: 1.5, processorSeconds: 0.75))
    #expect(one + BlockTime(seconds: 2, processorSeconds: nil) == BlockTime(seconds: 3, processorSeconds: nil))
  }

  /// A thread that waits has no processor.
  @Test func aStopwatchTellsWaitingFromWorking() {
    let watch = Stopwatch()
    usleep(20_000)
    let time = watch.time
    #expect(time.seconds >= 0.02 && time.processorSeconds! >= 0 && time.processorSeconds! < 0.02)
  }
}
