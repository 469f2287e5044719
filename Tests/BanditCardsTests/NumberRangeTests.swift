import BanditCards
import Testing

struct NumberRangeTests {
  struct Case: Sendable {
    let range: NumberRange
    let inside: [Double]
    let outside: [Double]
    let text: String
  }

  static let cases = [
    Case(range: .finite, inside: [-1e308, 0, 1e308], outside: [], text: "a finite number"),
    Case(
      range: .positive, inside: [.leastNonzeroMagnitude, 1e308], outside: [0, -0.0, -1],
      text: "a number above 0"),
    Case(
      range: .nonNegative, inside: [0, -0.0, 1e308], outside: [-.leastNonzeroMagnitude],
      text: "a number, 0 or more"),
    Case(
      range: .unit, inside: [0, 0.5, 1], outside: [(0 as Double).nextDown, (1 as Double).nextUp],
      text: "a number in [0, 1]"),
    Case(
      range: .openUnit, inside: [(0 as Double).nextUp, (1 as Double).nextDown], outside: [0, 1, 2, -2],
      text: "a number in (0, 1)"),
    Case(
      range: .closed(-0.5...2.5), inside: [-0.5, 2.5], outside: [-0.6, 2.6], text: "a number in [-0.5, 2.5]"),
    Case(
      range: NumberRange(lower: .unbounded, upper: .included(3)), inside: [3, -1e308], outside: [(3 as Double).nextUp],
      text: "a number, 3 or less"),
    Case(
      range: NumberRange(lower: .unbounded, upper: .excluded(3)), inside: [(3 as Double).nextDown], outside: [3],
      text: "a number below 3"),
    Case(
      range: NumberRange(lower: .included(0), upper: .excluded(1)), inside: [0, (1 as Double).nextDown],
      outside: [1, -1],
      text: "a number in [0, 1)"),
    Case(
      range: NumberRange(lower: .excluded(0), upper: .included(1)), inside: [1], outside: [0, 1.5],
      text: "a number in (0, 1]"),
  ]

  @Test(arguments: cases)
  func contains(_ example: Case) {
    for number in example.inside { #expect(example.range.contains(number), "\(number)") }
    for number in example.outside + [.nan, .infinity, -.infinity] {
      #expect(!example.range.contains(number), "\(number)")
    }
  }

  @Test(arguments: cases)
  func describesItself(_ example: Case) {
    #expect(example.range.description == example.text)
  }
}
