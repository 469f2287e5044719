import BanditCards
import BanditEnvironments
import Foundation
import Testing

struct MatrixGameTests {
  private func file(_ text: String) throws -> DataFile {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("matrix-\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: place)
    return DataFile(place.path)
  }

  private func refusal(_ settings: Settings) -> String {
    do throws(InvalidSettings) {
      _ = try MatrixGameModel(settings: settings, horizon: 10)
      return "accepted"
    } catch {
      return "\(error.path): \(error.message)"
    }
  }

  /// The same game from a list and from a file, and what the manifest says of it.
  @Test func listsAndFiles() throws {
    let listed = try MatrixGameModel(matrix: [[1, 0], [0.25, 0.75]], horizon: 10)
    let read = try MatrixGameModel(matrix: .file(file("1,0\n0.25,0.75\n")), horizon: 10)
    #expect(listed.commonInstance?.truth == read.commonInstance?.truth)
    #expect(listed.problem == read.problem && listed.problem.addressCount == 3)
    #expect(listed.facts == ["the value of the game is 0.5"])
    let general = try MatrixGameModel(
      matrix: [[3, 0], [5, 1]], horizon: 10, columnMatrix: .file(file("3,5\n0,1\n")), feedback: .sampled)
    #expect(general.commonInstance?.truth.equilibrium == nil)
    #expect(general.commonInstance?.truth.costs.column == [3, 5, 0, 1])
    #expect(general.problem.rowInterval == 0...5 && general.problem.feedback == .sampled)
    #expect(general.facts == ["general sum: nothing is said of equilibria"])
    // Any shape; a column player of one action.
    #expect(try MatrixGameModel(matrix: [[1], [2], [3]], horizon: 1).problem.column.actionCount == 1)
  }

  @Test func mistakesAreNamed() throws {
    #expect(refusal(["matrix": [[1, 0], [1]]]) == "matrix[1]: found 1 number; accepted: 2, as in the first row")
    #expect(
      refusal(["matrix": [[1, 0]], "columnMatrix": [[1], [2]]])
        == "columnMatrix: is 2 by 1, but matrix is 1 by 2; accepted: the same shape")
    #expect(refusal(["matrix": [[1e10]]]).hasPrefix("matrix"))
    #expect(refusal(["matrix": []]).hasPrefix("matrix"))
    #expect(refusal(["matrix": "nowhere.csv"]).contains("cannot be read"))
    #expect(refusal([:]).hasPrefix("matrix: is required"))
    for (text, part) in [
      ("1,x\n", "line 1: column 2: found \"x\""), ("1,2\n3\n", "line 2: 1 field"), ("", "empty"),
      ("1,2\n3,1e12\n", "line 2: column 2"),
    ] {
      let message = refusal(["matrix": .file(try file(text))])
      #expect(message.hasPrefix("matrix: ") && message.contains(part), "\(message)")
    }
  }
}
