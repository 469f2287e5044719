import BanditGames
import Foundation
import Testing

@testable import BanditExperiments

struct LogWriterTests {
  @Test func columns() {
    #expect(LogWriter.columns(of: LogShape(armCount: 2)) == ["t", "context", "arm", "propensity", "reward"])
    #expect(
      LogWriter.columns(of: LogShape(armCount: 2, featureCount: 2, hasProbabilities: true)).suffix(4)
        == ["x0", "x1", "p0", "p1"])
    #expect(
      LogWriter.columns(of: LogShape(armCount: 2, featureCount: 2, isShared: false)).suffix(4)
        == ["f0_0", "f0_1", "f1_0", "f1_1"])
  }

  /// What is not known is empty; numbers read back exactly.
  @Test func rows() throws {
    let folder = try TemporaryFolder()
    var log = LoggedRounds(LogShape(armCount: 2, featureCount: 1, hasProbabilities: true))
    log.append(
      LoggedRound(context: 3, arm: 1, propensity: 0.1, reward: 1, features: [-0.5], probabilities: [0.9, 0.1]))
    log.append(LoggedRound(arm: 0, propensity: nil, reward: 0.1 + 0.2, features: [2], probabilities: [0.5, 0.5]))
    let path = folder.path + "/log.csv"
    try log.write(to: path)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
        t,context,arm,propensity,reward,x0,p0,p1
        1,3,1,0.1,1.0,-0.5,0.9,0.1
        2,,0,,0.30000000000000004,2.0,0.5,0.5

        """)
    #expect(log[1].features == [2] && log[0].context == 3 && log.count == 2)
  }

  /// A writer that goes away leaves nothing behind, and a file of that name stays as it was.
  @Test func incompleteLogsAreNotThere() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/log.csv"
    try Data("before".utf8).write(to: URL(fileURLWithPath: path))
    do {
      var writer = try LogWriter(path: path, shape: LogShape(armCount: 1))
      try writer.append(LoggedRound(arm: 0, propensity: 1, reward: 0))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["log.csv"])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
  }
}
