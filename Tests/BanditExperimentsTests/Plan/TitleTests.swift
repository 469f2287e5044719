import BanditCards
import Testing

@testable import BanditExperiments

struct TitleTests {
  private static let plain: Settings = [
    "name": "n", "environments": .list([.object(["id": "bernoulli", "label": "b"])]),
    "algorithms": .list([.object(["id": "ucb1"]), .object(["id": "ucb1", "label": "wide"])]),
    "sweep": .object(["title": .list(["kept"])]),
  ]

  private static let titled: Settings = [
    "name": "n", "title": "A name", "latex": "$n$", "description": "d",
    "environments": .list([.object(["id": "bernoulli", "label": "b", "title": "Coins"])]),
    "algorithms": .list([
      .object(["id": "ucb1", "latex": "$u$"]), .object(["id": "ucb1", "label": "wide", "title": "Wide_1"]),
    ]), "sweep": .object(["title": .list(["kept"])]),
  ]

  @Test func titlesIdentifyNothing() {
    #expect(Self.titled.withoutTitles == Self.plain)
    #expect(Self.plain.withoutTitles == Self.plain)
  }

  @Test func titlesAreFoundByLabel() {
    let titles = Titles(of: Self.titled)
    #expect(titles.scenario == Title("A name", latex: "$n$"))
    #expect(titles.environment("b") == "Coins" && titles.environment("other") == "other")
    #expect(titles.algorithm("ucb1") == "ucb1" && titles.latexAlgorithm("ucb1") == "$u$")
    #expect(titles.algorithm("wide") == "Wide_1" && titles.latexAlgorithm("wide") == #"Wide\_\allowbreak{}1"#)
    #expect(titles.place(ofAlgorithm: "wide") == 1 && titles.place(ofAlgorithm: "other") == 2)
  }

  @Test func entriesHaveTheirTitleBehindTheirNames() {
    let entry: Settings = ["id": "ucb1", "label": "u", "exploration": 2]
    let keys = entry.titled(Title("U", latex: "$u$")).entries.map(\.name)
    #expect(keys == ["id", "label", "title", "latex", "exploration"])
    #expect(entry.titled(Title("", latex: "$u$")).entries.map(\.name) == ["id", "label", "latex", "exploration"])
    #expect(entry.titled(nil) == entry)
  }
}
