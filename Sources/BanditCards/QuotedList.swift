/// Lists of names in messages.
package enum QuotedList {
  /// `"a", "b", "c"`; of long lists the beginning.
  package static func list(_ names: [String]) -> String {
    let shown = names.prefix(20).map(JSONText.quoted).joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }
}
