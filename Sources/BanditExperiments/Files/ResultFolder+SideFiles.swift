// Files that are made from results and have no checksum: figures, traces. What a folder of them needs is here, so that
// the calls to the system stay in this target.
extension ResultFolder {
  /// Makes a folder and the folders above it, where they do not exist.
  package static func createFolder(_ path: String) throws(FileError) { try FileSystem.createFolder(path) }

  /// The contents of a file; `nil` if there is none.
  package static func contents(ofFile path: String) throws(FileError) -> [UInt8]? { try FileSystem.contents(of: path) }

  /// The names in a folder; none if there is no folder.
  package static func names(in path: String) throws(FileError) -> [String] { try FileSystem.names(in: path) }

  /// Removes some files of a folder, if it is there.
  package static func removeFiles(in path: String, where isUnwanted: (String) -> Bool) throws(FileError) {
    for name in try FileSystem.names(in: path) where isUnwanted(name) { try FileSystem.removeFile("\(path)/\(name)") }
  }

  /// Removes what dead writers left of files with names of ours.
  package static func removeStaleFiles(in path: String, where isOurs: (String) -> Bool) throws(FileError) {
    try TemporaryFile.removeStale(in: path, where: isOurs)
  }
}
