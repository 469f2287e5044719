import Foundation
import Testing

@testable import BanditExperiments

struct CheckedWriterTests {
  @Test func aFileAppearsWhenItIsFinished() throws {
    let folder = try TemporaryFolder()
    try folder.put("before", as: "x.csv")
    var writer = try CheckedWriter(path: folder("x.csv"))
    try writer.append("Zürich ")
    try writer.append(Array("1".utf8))
    #expect(folder.text("x.csv") == "before")
    let receipt = try writer.finish()
    #expect(folder.text("x.csv") == "Zürich 1")
    #expect(folder.names == ["x.csv"])
    #expect(receipt == .init(checksum: Checksum(of: "Zürich 1"), byteCount: 9))
  }

  @Test func moreThanABufferOfBytes() throws {
    let folder = try TemporaryFolder()
    var writer = try CheckedWriter(path: folder("x"))
    for number in 0..<30000 { try writer.append("\(number)\n") }
    let receipt = try writer.finish()
    let expected = (0..<30000).map { "\($0)\n" }.joined()
    #expect(folder.text("x") == expected)
    #expect(receipt == .init(checksum: Checksum(of: expected), byteCount: expected.utf8.count))
  }

  /// Long enough to be brought to the device while it is written; also one that is given up then.
  @Test func aLongFile() throws {
    let folder = try TemporaryFolder()
    let piece = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    do {
      var writer = try CheckedWriter(path: folder("given up"))
      for _ in 0..<12 { try writer.append(piece) }
    }
    #expect(folder.names.isEmpty)
    var writer = try CheckedWriter(path: folder("x"))
    for _ in 0..<12 {
      try writer.append(piece)
      try writer.append("and")
    }
    let receipt = try writer.finish()
    let expected = Array((0..<12).map { _ in piece + Array("and".utf8) }.joined())
    #expect(try FileSystem.contents(of: folder("x")) == expected)
    #expect(receipt == .init(checksum: Checksum(of: expected), byteCount: expected.count))
  }

  @Test func anAbandonedFileLeavesNothing() throws {
    let folder = try TemporaryFolder()
    do {
      var writer = try CheckedWriter(path: folder("x"))
      try writer.append("half")
      #expect(folder.names == [".x.0.tmp"])
    }
    #expect(folder.names.isEmpty)
  }

  @Test func aFileThatCannotBePlacedLeavesNothing() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder("x"), withIntermediateDirectories: false)
    let error = #expect(throws: FileError.self) {
      var writer = try CheckedWriter(path: folder("x"))
      try writer.append("text")
      _ = try writer.finish()
    }
    #expect(error == FileError(.rename, folder("x"), code: EISDIR))
    #expect(folder.names == ["x"])
  }

  @Test func aMissingFolder() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) { _ = try CheckedWriter(path: folder("no/x")).finish() }
    #expect(error == FileError(.create, folder("no/x"), code: ENOENT))
    #expect(error?.description == "\(folder("no/x")): cannot create: No such file or directory")
  }

  /// Permissions do not bind the superuser.
  @Test(.enabled(if: geteuid() != 0)) func aReadOnlyFolder() throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let error = #expect(throws: FileError.self) { _ = try CheckedWriter(path: folder("x")).finish() }
    #expect(error == FileError(.create, folder("x"), code: EACCES))
  }

  #if os(Linux)
    @Test func aFolderWhereNobodyCanCreateFiles() {
      let error = #expect(throws: FileError.self) { _ = try CheckedWriter(path: "/proc/self/x").finish() }
      #expect(error?.operation == .create)
    }
  #endif

  @Test func twoWritersOfOneNameDoNotMeet() throws {
    let folder = try TemporaryFolder()
    var first = try CheckedWriter(path: folder("x"))
    var second = try CheckedWriter(path: folder("x"))
    try first.append("first")
    try second.append("second")
    _ = try second.finish()
    #expect(folder.text("x") == "second")
    _ = try first.finish()
    #expect(folder.text("x") == "first")
    #expect(folder.names == ["x"])
  }
}
