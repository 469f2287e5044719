import Testing

@testable import BanditExperiments

struct LatexTextTests {
  @Test func nothingIsACommand() {
    #expect(
      LatexText.escaped(##"a_b {50 %} $1 & #2 ~^\ <|>""##)
        == ##"a\_\allowbreak{}b \{50 \%\} \$1 \& \#2 \textasciitilde{}\textasciicircum{}\textbackslash{} \textless{}\textbar{}\textgreater{}''"##
    )
    #expect(LatexText.escaped("1 ± 2, λ") == #"1 $\pm$ 2, λ"#)
  }

  @Test func referencesAreLettersDigitsAndHyphens() {
    #expect(LatexText.reference(["tiny", "", "a_b.c|d"]) == "tiny-a-b-c-d")
  }

  /// By `\settowidth` at `\small` in the class `article`: no estimate is below the width, nor far above it.
  @Test(arguments: [
    ("successive-elimination", false, 88.04), ("thompson-beta", false, 60.44), ("horizon", false, 29.83),
    ("MOSS, Thompson", false, 74.31), ("378.0 ± 3.2", false, 46.25), ("378.0 ± 3.2", true, 52.17),
    ("+136.86 ± 10.32", true, 76.42),
  ])
  func widthsAreEnough(text: String, isBold: Bool, measured: Double) {
    let width = LatexText.width(text, isBold: isBold)
    #expect(width >= measured && width <= 1.15 * measured, "\(width)")
  }
}
