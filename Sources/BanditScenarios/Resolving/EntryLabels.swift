/// The labels of the entries of a list of environments or algorithms.
enum EntryLabels {
  /// The label of each entry: the one that it names, else its id, then `id-2`, `id-3`, ... so that no
  /// two are equal; `nil` for what is no entry.
  static func labels(of entries: [LocatedValue]) -> [String?] {
    var taken = Set(entries.compactMap { $0["label"]?.text })
    var uses: [String: Int] = [:]
    return entries.map { entry in
      if let label = entry["label"]?.text { return label }
      guard let id = entry["id"]?.text else { return nil }
      var label: String
      repeat {
        let use = uses[id, default: 0] + 1
        uses[id] = use
        label = use == 1 ? id : "\(id)-\(use)"
      } while !taken.insert(label).inserted
      return label
    }
  }

  /// The longest name, in bytes: file systems take 255, and the names of files are made of more than one name.
  static let limit = 200

  /// Whether a text can name folders, files and columns: `[A-Za-z0-9._-]+`, not beginning with a dot.
  static func isName(_ text: String) -> Bool {
    (1...limit).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: ".")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  /// What `isName` accepts, in words.
  static let accepted = "at most \(limit) letters, digits, '.', '_' and '-', not beginning with a dot"
}
