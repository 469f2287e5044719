import Testing

@testable import BanditExperiments

struct PValueTextTests {
  @Test func pValuesAreNotMoreThanTheyCanBe() {
    #expect(PValueText.equation(1e-17) == "p < 1e-16" && PValueText.equation(0) == "p < 1e-16")
    #expect(PValueText.text(0.17512) == "0.175" && PValueText.text(1) == "1" && PValueText.text(0.01234) == "0.0123")
    #expect(PValueText.text(3.21e-5) == "3.2e-5" && PValueText.text(.nan) == "n/a")
  }
}
