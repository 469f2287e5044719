import BanditCards
import Testing

struct SettingTests {
  @Test func numbers() {
    #expect(Setting.number(0.5).asNumber == 0.5)
    #expect(Setting.whole(-2).asNumber == -2)
    for other: Setting in [.flag(true), .text("1"), .list([.number(1)]), .object(["a": .number(1)])] {
      #expect(other.asNumber == nil)
    }
  }

  @Test func listsOfNumbers() {
    #expect(Setting.list([.number(0.5), .whole(2)]).asNumbers == [0.5, 2])
    #expect(Setting.list([]).asNumbers == [])
    #expect(Setting.list([.number(0.5), .text("2")]).asNumbers == nil)
    #expect(Setting.number(1).asNumbers == nil)
  }
}
