extension Settings {
  /// The settings that a scenario gives which names only some of a card's parameters.
  ///
  /// - Parameters:
  ///   - parameters: the card's.
  ///   - given: the values that the scenario names; every required parameter should be among them.
  /// - Precondition: every given name is a parameter.
  public init(defaultsOf parameters: [Parameter], given: Settings = [:]) {
    for entry in given.entries {
      precondition(parameters.contains { $0.name == entry.name }, "the card declares no '\(entry.name)'")
    }
    self.init(
      parameters.compactMap { parameter in
        if let value = given[parameter.name] { return Entry(parameter.name, value) }
        if case .value(let value) = parameter.defaultValue { return Entry(parameter.name, value) }
        return nil
      })
  }
}
