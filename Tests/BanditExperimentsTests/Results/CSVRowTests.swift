import Testing

@testable import BanditExperiments

struct CSVRowTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\r\nb", "\"a\r\nb\""), (" ä;=", " ä;="), ("\"", "\"\"\"\""),
  ])
  func textsAreQuotedWhereTheyMustBe(text: String, field: String) {
    #expect(CSVRow([text]).text == field)
    #expect(CSVRow([text, "x", ""]).text == field + ",x,")
  }

  @Test func numbersAreShortAndMissingOnesEmpty() {
    var row = CSVRow([""])
    for number in [0.1, 1, -0.0, 1e300, 2e-308, .nan, .infinity, -.infinity] { row.add(number) }
    #expect(row.text == ",0.1,1.0,-0.0,1e+300,2e-308,,,")
  }

  @Test func countsHaveNoPoint() {
    var row = CSVRow(["x"])
    row.add(7)
    for count in [3, 1e15, .nan, 2.5] { row.add(count: count) }
    #expect(row.text == "x,7,3,1000000000000000,,2.5")
  }
}
