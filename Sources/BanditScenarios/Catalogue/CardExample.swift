import BanditCards

/// What a reader can copy from a card: an entry of a scenario and a line of Swift.
struct CardExample {
  /// The parts with their titles and languages; those left out that the card does not give.
  let parts: [(title: String, language: String, code: String)]

  init(_ card: AlgorithmCard) {
    self.init(id: card.id, example: card.example, parameters: card.parameters, swift: card.swift)
  }

  init(_ card: EnvironmentCard) {
    self.init(id: card.id, example: card.example, parameters: card.parameters, swift: card.swift)
  }

  /// An example without a required parameter is none.
  private init(id: String, example: Settings, parameters: [AnyParameter], swift: String) {
    var parts: [(title: String, language: String, code: String)] = []
    if (try? example.completed(by: parameters)) != nil {
      let entry = Settings([.init("id", .text(id))] + example.entries)
      parts.append(("In a scenario", "json", JSONText.line(.object(entry))))
    }
    if !swift.isEmpty { parts.append(("In Swift", "swift", swift)) }
    self.parts = parts
  }
}
