/// What is wrong at a place; the name of the file is added when it is reported.
struct Mistake: Error, Hashable {
  /// Where.
  var position: SourcePosition
  /// Where in the tree (`environment.means[2]`); empty for the file as a whole.
  var path = ""
  /// What was found, and what is accepted.
  var message: String
}
