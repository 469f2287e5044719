import Testing

@testable import BanditStreams

struct ZigguratOfGSLTests {
  /// GSL's own function against the tables that were read off it: the same bits from the same number of words.
  @Test func numbersAndWordsAreGSLs() {
    var direct = RandomStream(key: StreamKey(seed: 5))
    var throughGSL = RandomStream(key: StreamKey(seed: 5))
    let layers = ZigguratOfGSL.layers
    var differences = 0
    for round in 0..<300_000 {
      // Few words at most addresses, many at some.
      if round < 1000 || round.isMultiple(of: 50) {
        direct.move(to: 0, occurrence: round)
        throughGSL.move(to: 0, occurrence: round)
      }
      let number = direct.standardNormal(layers)
      if number.bitPattern != throughGSL.standardNormalOfGSL().bitPattern { differences += 1 }
    }
    #expect(differences == 0)
    #expect(direct.word() == throughGSL.word())
  }

  /// Nearly all words are answered by the tables: otherwise they were not read.
  @Test func layersHoldMostNumbers() {
    let share = (0..<ZigguratOfGSL.layerCount).reduce(0.0) { $0 + Double(ZigguratOfGSL.layers[$1].limit) * 0x1p-31 }
    #expect(share > 0.97 && share < 1)
  }
}
