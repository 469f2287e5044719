import BanditCards

/// An environment of a family whatever its type, called through an existential: the way into scenario files for
/// environments of your own, at 7 to 10 ns a call. Learners of your own can be specialised for them; see `Seat`.
public protocol ErasedEnvironment: Reporting, Sendable {
  /// Whether instances of a type are environments of the family.
  static func erases(_ type: Any.Type) -> Bool

  /// Erases the type of an instance; `nil` if it is no environment of the family.
  init?(erasing instance: Any)
}
