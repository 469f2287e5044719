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

  /// A line for each tenth of the rounds, to be read in the log of a job; none where nobody wants them.
  @Test func logsHaveLines() throws {
    let scratch = try ScratchFolder()
    let scenario = try scratch.write(
      """
      {"name": "logged", "horizon": 1000, "replications": 40, "environment": {"id": "bernoulli", "means": [0.4, 0.6]},
       "algorithms": [{"id": "ucb1"}]}
      """, to: "logged.json")
    let arguments = ["run", scenario, "--quiet", "--threads", "1", "--block-size", "4"]
    let log = try SimulateProcess(arguments + ["--progress", "log", "--out", scratch.path("log")]).errors
    let lines = log.split(separator: "\n")
    #expect(lines.count >= 2 && lines.count <= 11 && lines.last!.hasPrefix("100 %  40.0 k/40.0 k rounds"), "\(log)")
    #expect(!log.contains("\r"))
    let line = try SimulateProcess(arguments + ["--progress", "line", "--out", scratch.path("line")]).errors
    #expect(line.hasSuffix("\r\u{1B}[K"))
    for never in [["--progress", "never"], ["--progress", "auto"], []] {
      let silent = try SimulateProcess(arguments + never + ["--out", scratch.path("silent"), "--overwrite"])
      #expect(silent.exitCode == 0 && silent.errors == "")
    }
  }
}
