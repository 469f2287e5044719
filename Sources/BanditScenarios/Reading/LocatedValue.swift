import BanditCards
import BanditExperiments
import BanditGames

/// A value of the scenario file that knows its place.
struct LocatedValue {
  /// The value.
  enum Content {
    case null
    case flag(Bool)
    case whole(Int)
    case number(Double)
    case text(String)
    case list([LocatedValue])
    case object([Member])
  }

  /// A key of an object and its value.
  struct Member {
    var key: String
    var keyPosition: SourcePosition
    var value: LocatedValue
  }

  /// The value.
  var content: Content
  /// Where it begins.
  var position: SourcePosition

  /// The value of a key; `nil` if this is no object or has no such key.
  subscript(key: String) -> LocatedValue? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, if this is text.
  var text: String? {
    guard case .text(let text) = content else { return nil }
    return text
  }

  /// What to do with a value where a text is wanted and only the quotes are missing; else nothing.
  var quotesNeeded: String {
    switch content {
    case .flag, .whole, .number: "; as a text it needs quotes: \"\(found)\""
    case .null: "; as a text it needs quotes: \"null\""
    case .text, .list, .object: ""
    }
  }

  /// An entry that is written as its id alone, as the object that it stands for; any other value itself.
  var entry: LocatedValue {
    guard case .text = content else { return self }
    return LocatedValue(content: .object([Member(key: "id", keyPosition: position, value: self)]), position: position)
  }

  /// Whether this object was written as an id alone: its key has no place of its own.
  var isShortEntry: Bool {
    guard case .object(let members) = content, members.count == 1 else { return false }
    return members[0].keyPosition == members[0].value.position
  }

  /// The scenario with entries that are ids alone written out, so that paths lead into them.
  var writtenOut: LocatedValue {
    guard case .object(var members) = content else { return self }
    for place in members.indices {
      switch members[place].key {
      case "environment": members[place].value = members[place].value.entry
      case "environments", "algorithms":
        if case .list(let elements) = members[place].value.content {
          members[place].value.content = .list(elements.map(\.entry))
        }
      default: break
      }
    }
    return LocatedValue(content: .object(members), position: position)
  }

  /// The elements; none if this is no list.
  var elements: [LocatedValue] {
    guard case .list(let elements) = content else { return [] }
    return elements
  }

  /// The value without its places; `nil` if it is or contains a null.
  var setting: Setting? {
    switch content {
    case .null: return nil
    case .flag(let flag): return .flag(flag)
    case .whole(let whole): return .whole(whole)
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .list(let elements):
      let settings = elements.compactMap(\.setting)
      return settings.count == elements.count ? .list(settings) : nil
    case .object(let members):
      let entries = members.compactMap { member in member.value.setting.map { Settings.Entry(member.key, $0) } }
      return entries.count == members.count ? .object(Settings(entries)) : nil
    }
  }

  /// The value as messages show it.
  var found: String {
    switch content {
    case .null: return "null"
    case .list(let elements): return "a list of \(elements.count) value\(elements.count == 1 ? "" : "s")"
    case .object: return "an object"
    case .text(let text) where text.count > 60: return JSONText.compact(.text(text.prefix(57) + "..."))
    case .flag, .whole, .number, .text: return setting.map(JSONText.compact) ?? "null"
    }
  }
}
