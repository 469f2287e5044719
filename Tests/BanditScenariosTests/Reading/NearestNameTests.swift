import Testing

@testable import BanditScenarios

@Test(
  "the distance counts insertions, deletions, substitutions and swaps",
  arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("means", "maens", 1), ("ucb", "ucb1", 1),
    ("ca", "abc", 3),
  ])
func distance(left: String, right: String, expected: Int) {
  #expect(NearestName.distance(left, right) == expected)
  #expect(NearestName.distance(right, left) == expected)
}

@Test("only near names are offered, and the first of equally near ones")
func nearest() {
  #expect(NearestName.nearest(to: "Means", among: ["sd", "means"]) == "means")
  #expect(NearestName.nearest(to: "xyz", among: ["means", "sd"]) == nil)
  #expect(NearestName.nearest(to: "", among: ["a"]) == nil)
  #expect(NearestName.nearest(to: "exp4", among: ["exp2", "exp3"]) == "exp2")
  #expect(
    NearestName.nearest(to: String(repeating: "a", count: 101), among: [String(repeating: "a", count: 102)]) == nil)
}
