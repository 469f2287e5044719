import BanditCards

// Environments and learners whatever their type, called through existentials, at 7 to 10 ns a call: the way into
// scenario files for environments of your own, where the compiler cannot meet the pair. See `Seat`.

/// A value in a game whose type is not known.
public protocol Erased: Sendable {
  /// The value.
  var erased: any Sendable { get }
}

/// An environment of a family, whatever its type.
public protocol ErasedEnvironment: Erased {
  /// Whether instances of a type are environments of the family.
  static func erases(_ type: Any.Type) -> Bool

  /// Erases the type of an instance; `nil` if it is no environment of the family.
  init?(erasing instance: any Sendable)
}

/// A learner of a family, whatever its type.
public protocol ErasedLearner: Erased {
  /// Erases the type of a learner; `nil` if it is none of the family.
  init?(erasing learner: any Sendable)
}
