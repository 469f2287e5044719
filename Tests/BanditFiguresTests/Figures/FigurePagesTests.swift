import Testing

@testable import BanditFigures

struct FigurePagesTests {
  private func contests(environments: Int, groups: Int, points: Int = 1) -> [ResultData.Contest] {
    (0..<points).flatMap { point in
      (0..<environments).flatMap { environment in
        (0..<groups).map { group in
          ResultData.Contest(
            point: points == 1 ? "" : "horizon=\(point)", environment: "e\(environment)", notion: "group",
            group: groups == 1 ? "" : "g/\(group)")
        }
      }
    }
  }

  private func pages(_ contests: [ResultData.Contest]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: FigurePages.pages("regret-group", contests).map { ($0.name, $0.contests.count) })
  }

  @Test func twelvePanelsShareAFigure() {
    #expect(pages(contests(environments: 3, groups: 4)) == ["regret-group": 12])
  }

  @Test func moreAreFilesByGroup() {
    #expect(
      pages(contests(environments: 5, groups: 3))
        == ["regret-group-g_0": 5, "regret-group-g_1": 5, "regret-group-g_2": 5])
    #expect(pages(contests(environments: 13, groups: 1)).count == 13)
    #expect(pages(contests(environments: 13, groups: 2)).keys.contains("regret-group-g_1-e7"))
    #expect(pages(contests(environments: 2, groups: 2, points: 12)).values.allSatisfy { $0 == 12 })
  }

  @Test func groupsWithTheSameFileNameHaveDifferentFiles() {
    let contests = ["a/b", "a b"].flatMap { group in
      (0..<7).map { ResultData.Contest(environment: "e\($0)", notion: "group", group: group) }
    }
    #expect(FigurePages.pages("regret-group", contests).map(\.name) == ["regret-group-a_b", "regret-group-a_b-2"])
  }

  @Test func longSweepsHaveNoFiguresByPoint() {
    let contests = contests(environments: 1, groups: 1, points: 13)
    let data = Examples.data(
      Dictionary(uniqueKeysWithValues: contests.map { ($0, [Examples.curve("a", [1, 2, 3])]) }))
    let figures = Figures(data)
    #expect(figures.all.map(\.name) == ["sweep-horizon-group"])
    #expect(figures.omissions.count == 3)
  }
}
