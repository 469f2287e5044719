import BanditCards
import BanditGames
import Testing

@testable import BanditTesting

struct ParameterKindExamplesTests {
  static let object: ParameterKind = .object([
    AnyParameter("p", "", .number(.unit), default: .required),
    AnyParameter("q", "", .flag, default: .absent("")),
  ])
  static let variant: ParameterKind = .variant(
    tag: "law",
    [
      .init("coin"), .init("beta", [AnyParameter("a", "", .number(.positive), default: .value(.number(1)))]),
    ])
  static let oneKey: ParameterKind = .oneKey([
    AnyParameter("budget", "", .whole(from: 1), default: .required),
    AnyParameter("extra", "", .whole(from: 0), default: .required),
  ])

  static let accepted: [(ParameterKind, Setting)] = [
    (.number(.unit), .number(0)), (.number(.unit), .whole(1)), (.whole(1...3), .whole(3)), (.flag, .flag(true)),
    (.choice(["x", "y"]), .text("y")), (.text, .text("")), (.file, .text("a.csv")),
    (.list(of: .flag, count: 1...2), .list([.flag(true)])), (.either([.flag, .whole(1...1)]), .whole(1)),
    (object, .object(["p": .number(0.5)])), (object, .object(["p": .number(0.5), "q": .flag(true)])),
    (variant, .object(["law": .text("coin")])), (variant, .object(["law": .text("beta"), "a": .number(2)])),
    (oneKey, .object(["extra": .whole(0)])),
  ]

  static let refused: [(ParameterKind, Setting)] = [
    (.number(.unit), .number(1.5)), (.number(.unit), .text("1")), (.number(.finite), .number(.nan)),
    (.whole(1...3), .whole(0)), (.whole(1...3), .number(2)), (.flag, .whole(1)), (.choice(["x", "y"]), .text("z")),
    (.text, .flag(true)), (.list(of: .flag, count: 1...2), .list([])),
    (.list(of: .flag, count: 1...2), .list([.whole(1)])), (.either([.flag, .whole(1...1)]), .whole(2)),
    (object, .object([:])), (object, .object(["p": .number(2)])),
    (object, .object(["p": .number(0.5), "r": .flag(true)])), (variant, .object(["a": .number(2)])),
    (variant, .object(["law": .text("coin"), "a": .number(2)])),
    (variant, .object(["law": .text("beta"), "a": .number(0)])), (oneKey, .object([:])),
    (oneKey, .object(["budget": .whole(1), "extra": .whole(1)])), (oneKey, .object(["budget": .whole(0)])),
  ]

  @Test func acceptsValuesOfItsKind() {
    for (kind, setting) in Self.accepted { #expect(kind.accepts(setting), "\(kind) \(setting)") }
  }

  @Test func refusesOtherValues() {
    for (kind, setting) in Self.refused { #expect(!kind.accepts(setting), "\(kind) \(setting)") }
  }

  @Test func boundaryValuesAreAccepted() {
    for (kind, _) in Self.accepted {
      for value in kind.boundaryValues(listCount: 3) { #expect(kind.accepts(value), "\(kind) \(value)") }
    }
  }

  @Test func boundaryValues() {
    #expect(
      ParameterKind.number(NumberRange(lower: .excluded(0), upper: .included(2))).boundaryValues(listCount: 3)
        == [.number(.leastNonzeroMagnitude), .number(2)])
    #expect(
      ParameterKind.number(NumberRange(lower: .included(-1), upper: .excluded(1))).boundaryValues(listCount: 3)
        == [.number(-1), .number(1 - 0x1p-53)])
    #expect(ParameterKind.number(.finite).boundaryValues(listCount: 3) == [.number(-1e300), .number(1e300)])
    #expect(ParameterKind.whole(from: 2).boundaryValues(listCount: 3) == [.whole(2), .whole(.max)])
    #expect(
      ParameterKind.list(of: .flag).boundaryValues(listCount: 2)
        == [.list([.flag(false), .flag(false)]), .list([.flag(true), .flag(true)])])
    #expect(
      Self.variant.boundaryValues(listCount: 3) == [
        .object(["law": .text("coin")]), .object(["law": .text("beta"), "a": .number(1)]),
        .object(["law": .text("beta"), "a": .number(.leastNonzeroMagnitude)]),
        .object(["law": .text("beta"), "a": .number(1e300)]),
      ])
    #expect(
      Self.oneKey.boundaryValues(listCount: 3) == [
        .object(["budget": .whole(1)]), .object(["budget": .whole(.max)]), .object(["extra": .whole(0)]),
        .object(["extra": .whole(.max)]),
      ])
  }
}
