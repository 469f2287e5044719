import BanditExperiments
import Testing

@testable import BanditCommandLine

struct ProgressLineTests {
  @Test(arguments: [
    (done: 250, total: 1000, seconds: 0.5, text: "25 %  250/1.0 k rounds  500 rounds/s  0:02 left"),
    (done: 2_000_000, total: 8_000_000, seconds: 100, text: "25 %  2.0 M/8.0 M rounds  20.0 k rounds/s  5:00 left"),
    (done: 1, total: 7201, seconds: 1, text: "0 %  1/7.2 k rounds  1 rounds/s  2:00:00 left"),
  ])
  func saysHowFarAndHowLong(done: Int, total: Int, seconds: Double, text: String) {
    #expect(ProgressLine.text(Runner.Progress(done: done, total: total), seconds: seconds) == text)
  }
}
