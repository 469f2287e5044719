import Testing

@testable import BanditCards

struct ParameterKindTests {
  @Test func kindsInWords() {
    #expect(ParameterKind.number(.unit).description == "a number in [0, 1]")
    #expect(ParameterKind.whole(from: 1).description == "a whole number, 1 or more")
    #expect(ParameterKind.whole(1...5).description == "a whole number in 1...5")
    #expect(ParameterKind.choice(["a", "b"]).description == #"one of "a", "b""#)
    #expect(
      ParameterKind.list(of: .number(.positive), count: 2...2).description == "a list (of 2), each a number above 0")
    #expect(ParameterKind.either([.number(.finite), .choice(["auto"])]).description == #"a finite number, or "auto""#)
    #expect(
      ParameterKind.variant(tag: "law", [.init("beta"), .init("uniform")]).description
        == #"an object whose "law" is "beta" or "uniform""#)
  }
}
