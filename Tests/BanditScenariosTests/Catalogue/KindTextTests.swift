import BanditGames
import Testing

@testable import BanditScenarios

struct KindTextTests {
  @Test func kindsInWords() {
    #expect(KindText.description(.number(.unit)) == "a number in [0, 1]")
    #expect(KindText.description(.whole(from: 1)) == "a whole number, 1 or more")
    #expect(KindText.description(.whole(1...5)) == "a whole number in 1...5")
    #expect(KindText.description(.choice(["a", "b"])) == #"one of "a", "b""#)
    #expect(KindText.description(.list(of: .number(.positive), count: 2...2)) == "a list (of 2), each a number above 0")
    #expect(KindText.description(.either([.number(.finite), .choice(["auto"])])) == #"a finite number, or "auto""#)
    #expect(
      KindText.description(.variant(tag: "law", [.init("beta"), .init("uniform")]))
        == #"an object whose "law" is "beta" or "uniform""#)
  }
}
