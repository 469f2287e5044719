import ArgumentParser
import Foundation

/// The path of a folder on the command line. The empty text, such as an unset variable of a script, is none: with a
/// name after it, it would become the root folder.
struct PathArgument: ExpressibleByArgument {
  let path: String

  init?(argument: String) {
    if argument.isEmpty { return nil }
    path = argument
  }

  /// Whether two paths lead to the same file or folder.
  func isSameFile(as other: PathArgument) -> Bool {
    func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    return resolved(path) == resolved(other.path)
  }
}
