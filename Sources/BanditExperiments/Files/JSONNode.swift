import BanditCards
import Foundation

/// A value of a file of JSON that need not be ours: of an object, the order of the keys is lost.
enum JSONNode: Decodable, Equatable, Sendable {
  case leaf(Setting)
  case list([JSONNode])
  case object([String: JSONNode])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .leaf(.flag(flag))
    } else if let whole = try? container.decode(Int.self) {
      self = .leaf(.whole(whole))
    } else if let number = try? container.decode(Double.self) {
      self = .leaf(.number(number))
    } else if let text = try? container.decode(String.self) {
      self = .leaf(.text(text))
    } else if let elements = try? container.decode([JSONNode].self) {
      self = .list(elements)
    } else {
      self = .object(try container.decode([String: JSONNode].self))
    }
  }

  /// Reads an object; `nil` for what is none.
  static func object(_ bytes: [UInt8]) -> [String: JSONNode]? {
    try? JSONDecoder().decode([String: JSONNode].self, from: Data(bytes))
  }

  /// The value of a key of an object.
  subscript(key: String) -> JSONNode? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The elements of a list; none of what is no list.
  var elements: [JSONNode] {
    if case .list(let elements) = self { elements } else { [] }
  }

  /// The members of an object; none of what is no object.
  var members: [String: JSONNode] {
    if case .object(let members) = self { members } else { [:] }
  }

  /// The string, if this is one.
  var text: String? {
    if case .leaf(let setting) = self { setting.asText } else { nil }
  }

  /// The integer, if this is one.
  var whole: Int? {
    if case .leaf(let setting) = self { setting.asWhole } else { nil }
  }

  /// The number, if this is one.
  var number: Double? {
    if case .leaf(let setting) = self { setting.asNumber } else { nil }
  }

  /// The same as a setting; the keys of objects in the order of their bytes.
  var setting: Setting {
    switch self {
    case .leaf(let setting): setting
    case .list(let elements): .list(elements.map(\.setting))
    case .object(let members):
      .object(Settings(members.sorted { byteOrder($0.key, $1.key) }.map { .init($0.key, $0.value.setting) }))
    }
  }

  /// What a scenario calls an entry of a list.
  var label: String? { self["label"]?.text ?? self["id"]?.text }
}
