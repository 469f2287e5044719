import Foundation
import Testing

@testable import BanditExperiments

struct FileSystemTests {
  @Test(arguments: [
    ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/a/b/", "/a", "b"), ("a//b", "a", "b"), ("/", "/", ""),
    // A combining mark after the slash makes one character of the two.
    ("a/\u{308}b", "a", "\u{308}b"),
  ])
  func pathsAreSplit(path: String, folder: String, name: String) {
    #expect(FileSystem.split(path) == (folder, name))
  }

  @Test func foldersAreMadeWithTheirParents() throws {
    let folder = try TemporaryFolder()
    try FileSystem.createFolder(folder("a/b/c"))
    try FileSystem.createFolder(folder("a/b/c"))
    #expect(try FileSystem.names(in: folder("a/b")) == ["c"])
    try folder.put("", as: "file")
    let error = #expect(throws: FileError.self) { try FileSystem.createFolder(folder("file/x")) }
    #expect(error == FileError(.createFolder, folder("file/x"), code: ENOTDIR))
  }

  @Test func contentsAndNamesOfWhatIsNotThere() throws {
    let folder = try TemporaryFolder()
    #expect(try FileSystem.contents(of: folder("x")) == nil)
    #expect(try FileSystem.names(in: folder("x")) == [])
    try FileSystem.removeFile(folder("x"))
  }

  @Test func contentsLongerThanAChunk() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "0123456789", count: 20000)
    try folder.put(text, as: "x")
    #expect(try FileSystem.contents(of: folder("x")) == Array(text.utf8))
  }

  @Test func namesAreSortedByBytes() throws {
    let folder = try TemporaryFolder()
    for name in ["b", "Z", "ä", "a"] { try folder.put("", as: name) }
    #expect(try FileSystem.names(in: folder.path) == ["Z", "a", "b", "ä"])
  }
}
