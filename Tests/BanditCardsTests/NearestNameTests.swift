import Testing

@testable import BanditCards

struct NearestNameTests {
  /// Insertions, deletions, substitutions and swaps.
  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("means", "maens", 1), ("ucb", "ucb1", 1),
    ("ca", "abc", 3),
  ])
  func distance(left: String, right: String, expected: Int) {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    #expect(NearestName.distance(left, right) == expected)
    #expect(NearestName.distance(right, left) == expected)
  }

  @Test(arguments: [
    ("Means", ["sd", "means"], ["means"]), ("xyz", ["means", "sd"], []), ("", ["a"], []), ("-", ["a"], []),
    // Of equally near ones the first.
    ("exp4", ["exp2", "exp3"], ["exp2"]),
    ("thompson", ["ucb1", "thompson-beta", "thompson-gaussian"], ["thompson-beta", "thompson-gaussian"]),
    ("explor", ["bonus", "exploration"], ["exploration"]),
    ("learning_rate", ["rate", "learningRate"], ["learningRate"]),
    ("rate", ["batches", "learningRate"], ["learningRate"]),
    ("greedy", ["ucb1", "epsilon-greedy"], ["epsilon-greedy"]),
    ("eps-greedy", ["epsilon-greedy"], ["epsilon-greedy"]), ("sdOfNoise", ["sd", "mean"], []),
    ("horizonInRounds", ["horizon"], ["horizon"]), ("ab", ["abcdef"], []),
  ])
  func nearest(name: String, known: [String], expected: [String]) {
    #expect(NearestName.nearest(to: name, among: known) == expected)
  }

  @Test func longNamesAreNotCompared() {
    #expect(
      NearestName.nearest(to: String(repeating: "a", count: 101), among: [String(repeating: "a", count: 102)]) == [])
  }

  @Test func hints() {
    #expect(NearestName.hint(for: "maens", among: ["means"]) == #"; did you mean "means"?"#)
    #expect(
      NearestName.hint(for: "abc", among: ["abcdef", "abcxyz", "abcuvw"])
        == #"; did you mean "abcdef", "abcxyz" or "abcuvw"?"#)
    #expect(NearestName.hint(for: "abc", among: ["xyz"]) == "")
  }
}
