import BanditCards

/// In what two scenarios differ, key by key, for people: `horizon: 10000 there, 100000 here`.
enum ScenarioDifferences {
  /// The keys in which the scenario of a file differs, with both values.
  ///
  /// - Parameters:
  ///   - there: the text of a `scenario.json`; what cannot be read differs in nothing that could be named.
  ///   - here: the scenario, or a part of it.
  ///   - keys: which keys of the scenario are compared, in this order.
  static func texts(there: [UInt8], here: Settings, of keys: [String]) -> [String] {
    guard let there = leaves(there, of: keys), let here = leaves(Array(JSONText.compact(.object(here)).utf8), of: keys)
    else { return [] }
    let theirs = Dictionary(there) { first, _ in first }
    let ours = Dictionary(here) { first, _ in first }
    let paths = here.map(\.path) + there.map(\.path).filter { ours[$0] == nil }
    return paths.compactMap { path in
      let (their, our) = (theirs[path], ours[path])
      return their == our ? nil : "\(path): \(their ?? "not") there, \(our ?? "not") here"
    }
  }

  /// The plain values of an object in JSON with their paths; `nil` if it is none.
  private static func leaves(_ json: [UInt8], of keys: [String]) -> [(path: String, text: String)]? {
    guard let object = JSONNode.object(json) else { return nil }
    var leaves: [(path: String, text: String)] = []
    // A stack of our own: the depth of a file is not to be ours.
    var rest = keys.reversed().compactMap { key in object[key].map { (path: key, node: $0) } }
    while let (path, node) = rest.popLast() {
      switch node {
      case .leaf(let setting): leaves.append((path, JSONText.brief(setting)))
      case .object(let members):
        // What titles an entry of a scenario changes nothing.
        let known = members["id"] == nil ? members : members.filter { !Title.keys.contains($0.key) }
        let inner = known.sorted { $0.key < $1.key }.map { ("\(path).\($0.key)", $0.value) }
        rest += inner.reversed()
      case .list(let elements):
        if let setting = node.plain {
          leaves.append((path, JSONText.brief(setting)))
        } else {
          let inner = elements.enumerated().map { ("\(path).\($0.element.label ?? "\($0.offset)")", $0.element) }
          rest += inner.reversed()
        }
      }
    }
    return leaves
  }
}

extension JSONNode {
  /// A list of plain values.
  fileprivate var plain: Setting? {
    guard case .list(let elements) = self else { return nil }
    let settings = elements.compactMap { if case .leaf(let setting) = $0 { setting } else { nil } }
    return settings.count == elements.count ? .list(settings) : nil
  }
}
