import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct MaximalCouplingTests {
  private let old = [0.5, 0.3, 0.2]
  private let new = [0.2, 0.5, 0.3]

  /// Keep probabilities .4, 1, 1; the residual law is (0, 2/3, 1/3).
  @Test func workedExample() {
    let keep = (0..<3).map { MaximalCoupling.keepProbability($0, from: old, to: new) }
    #expect(zip(keep, [0.4, 1, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
    var scratch = [0.0, 0, 0]
    let draws = [0, 0.3, 0.66, 0.67, 0.9].map {
      MaximalCoupling.residual(from: old, to: new, at: $0, scratch: &scratch)
    }
    #expect(draws == [1, 1, 1, 2, 2])
  }

  /// What is kept and what is drawn anew make up the new law exactly, and the probability of a move is .3, the total
  /// variation distance.
  @Test func marginalsAreExact() {
    let keep = (0..<3).map { MaximalCoupling.keepProbability($0, from: old, to: new) }
    let move = (0..<3).reduce(0) { $0 + old[$1] * (1 - keep[$1]) }
    #expect(abs(move - 0.3) < 1e-15)
    let residual = [0, 2.0 / 3, 1.0 / 3]
    for value in 0..<3 { #expect(abs(old[value] * keep[value] + move * residual[value] - new[value]) < 1e-15) }
  }

  @Test func equalLawsLeaveNothing() {
    var scratch = [0.0, 0, 0]
    #expect(MaximalCoupling.residual(from: old, to: old, at: 0.5, scratch: &scratch) == nil)
  }
}
