import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct TopMTests {
  private func right(_ answers: AnswerSets, _ means: [Double], _ set: [Int]) throws -> Bool {
    let model = try TopMModel(means: .list(means), answers: answers, noise: .gaussian, horizon: 10)
    return try #require(model.commonInstance).truth.isRight(set)
  }

  @Test func setsOfEveryKind() throws {
    let means = [0.9, 0.8, 0.1, 0.3]
    #expect(try right(.top(2), means, [0, 1]))
    #expect(try right(.partition(blocks: [0, 0, 1, 1], sizes: [1, 1]), means, [0, 3]))
    // Edges 0, 1, 2 are a triangle, 3 is a bridge.
    let edges = [GraphEdge(0, 1), GraphEdge(1, 2), GraphEdge(2, 0), GraphEdge(2, 3)]
    #expect(try right(.trees(edges), means, [0, 1, 3]))
    #expect(try right(.list([[2, 3], [1, 2], [1]]), means, [1, 2]))
    let first = try TopMModel(means: .list(means), horizon: 10)
    #expect(try #require(first.commonInstance).truth.isRight([0]))
  }

  /// As a scenario writes them, and back.
  @Test func setsAreRead() throws {
    for answers: Setting in [
      ["kind": "top", "m": 2], ["kind": "partition", "blocks": [0, 0, 1], "sizes": [1, 1]],
      ["kind": "trees", "edges": [[0, 1], [1, 2], [2, 0]]], ["kind": "list", "sets": [[0, 2], [1]]],
    ] {
      let value = try #require(try TopMModel.answers.value(of: answers))
      #expect(TopMModel.answers.setting(of: value) == answers)
      _ = try TopMModel(settings: ["means": [0.1, 0.2, 0.3], "answers": answers], horizon: 5)
    }
  }

  @Test func wrongSettingsAreRefused() throws {
    func path(_ answers: AnswerSets?, m: Int? = nil, _ means: [Double] = [0.1, 0.2, 0.3]) -> String? {
      do { _ = try TopMModel(means: .list(means), m: m, answers: answers, horizon: 5) } catch { return error.path }
      return nil
    }
    #expect(path(nil, m: 4) == "m" && path(.top(1), m: 1) == "m" && path(.top(4)) == "answers")
    #expect(path(.partition(blocks: [0, 1], sizes: [1, 1])) == "answers")
    #expect(path(.partition(blocks: [0, 1, 2], sizes: [1, 1])) == "answers")
    #expect(path(.partition(blocks: [0, 0, 1], sizes: [1, 2])) == "answers")
    #expect(path(.trees([GraphEdge(0, 1), GraphEdge(2, 3), GraphEdge(2, 3)])) == "answers")
    #expect(path(.trees([GraphEdge(0, 1)])) == "answers" && path(.list([[0, 3]])) == "answers")
    #expect(path(.list([[0, 0]])) == "answers" && path(nil, [0.1, 1.1]) == "" && path(nil, m: 3) == nil)
  }
}
