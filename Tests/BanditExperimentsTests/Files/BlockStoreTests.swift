import Foundation
import Testing

@testable import BanditExperiments

struct BlockStoreTests {
  private let folder: TemporaryFolder
  private let time = BlockTime(seconds: 0.5, processorSeconds: 0.25)

  init() throws { folder = try TemporaryFolder() }

  /// The name of a block, and bytes of some length that are its own.
  private func block(_ number: Int, length: Int = 300) -> (name: String, bytes: [UInt8]) {
    ("\(Checksum(of: "block \(number)"))", (0..<length).map { UInt8(truncatingIfNeeded: number + 7 * $0) })
  }

  private func keep(_ numbers: Int..., in store: BlockStore) throws {
    for number in numbers { try store.keep(block(number).bytes, as: block(number).name, time: time) }
  }

  /// Which of the blocks 0...9 a new look finds, whole.
  private var found: [Int] {
    get throws {
      let store = BlockStore(folder.path)
      return try (0..<10).filter { try store.candidates(for: block($0).name).first == block($0).bytes }
    }
  }

  private func segment(_ number: Int) -> URL { URL(fileURLWithPath: folder("segment-\(number)")) }

  private func change(_ number: Int, _ body: (inout Data) -> Void) throws {
    var bytes = try Data(contentsOf: segment(number))
    body(&bytes)
    try bytes.write(to: segment(number))
  }

  @Test func whatWasKeptIsThereAtOnce() throws {
    let store = BlockStore(folder.path)
    #expect(try store.candidates(for: block(1).name) == [])
    try keep(1, in: store)
    #expect(try found == [1])
    try keep(2, 3, in: store)
    #expect(try found == [1, 2, 3])
    // A header is 104 bytes long.
    #expect(try Data(contentsOf: segment(0)).count == 3 * (104 + 300))
    #expect(try store.candidates(for: block(2).name) == [block(2).bytes])
    #expect(try store.times() == Dictionary(uniqueKeysWithValues: [1, 2, 3].map { (block($0).name, time) }))
    #expect(folder.names == ["segment-0"])
  }

  /// What others write is seen when one looks, and each has a segment of its own.
  @Test func processesWriteSegmentsOfTheirOwn() throws {
    let (one, two) = (BlockStore(folder.path), BlockStore(folder.path))
    try keep(1, in: one)
    try keep(2, in: two)
    try keep(3, in: one)
    #expect(folder.names == ["segment-0", "segment-1"])
    try one.refresh()
    #expect(try one.candidates(for: block(2).name) == [block(2).bytes])
    try keep(4, in: two)
    #expect(try one.candidates(for: block(4).name) == [])
    try one.refresh()
    try one.refresh()
    #expect(try one.candidates(for: block(4).name) == [block(4).bytes])
    try one.finish()
    try keep(5, in: one)
    #expect(folder.names == ["segment-0", "segment-1", "segment-2"])
    #expect(try found == [1, 2, 3, 4, 5])
  }

  /// Of a block that was kept twice the latest comes first; an unknown time leaves the one that is known.
  @Test func theLatestComesFirst() throws {
    let store = BlockStore(folder.path)
    let (name, bytes) = block(1)
    try store.keep([1, 2], as: name, time: time)
    try store.keep(bytes, as: name, time: nil)
    for store in [store, BlockStore(folder.path)] {
      #expect(try store.candidates(for: name) == [bytes, [1, 2]])
      #expect(try store.times() == [name: time])
    }
  }

  /// A kill may end a file anywhere: only the record that was being written is lost.
  @Test func aTornTailCostsItsOwnRecord() throws {
    try keep(1, 2, 3, in: BlockStore(folder.path))
    let whole = try Data(contentsOf: segment(0))
    for length in stride(from: whole.count, through: 0, by: -13) {
      try whole.prefix(length).write(to: segment(0))
      let count = length / 404
      #expect(try found == Array([1, 2, 3].prefix(count)), "\(length)")
      try BlockStore.removeRemnants(in: folder.path)
      #expect(try count == 0 ? folder.names == [] : Data(contentsOf: segment(0)).count == 404 * count)
    }
  }

  /// An unfinished record of a writer that lives is left alone.
  @Test func aLivingWriterIsLeftAlone() throws {
    let store = BlockStore(folder.path)
    try keep(1, in: store)
    let handle = try FileHandle(forWritingTo: segment(0))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("half".utf8))
    try BlockStore.removeRemnants(in: folder.path)
    #expect(try Data(contentsOf: segment(0)).count == 408)
    try store.finish()
    try BlockStore.removeRemnants(in: folder.path)
    #expect(try Data(contentsOf: segment(0)).count == 404)
  }

  /// Whatever byte is edited, the records around it are found.
  @Test func editedBytesCostTheirRecord() throws {
    try keep(1, 2, 3, in: BlockStore(folder.path))
    for place in stride(from: 404, to: 808, by: 5) {
      try change(0) { $0[place] ^= 16 }
      #expect(try found == [1, 3], "\(place)")
      guard let reader = try SegmentReader(segment(0).path) else { fatalError("the segment is there") }
      let (records, gaps, end) = try reader.records(from: 0)
      #expect(end == 1212)
      #expect(place < 508 ? records.count == 2 && gaps == [404..<808] : records.count == 3 && gaps == [], "\(place)")
      try change(0) { $0[place] ^= 16 }
    }
    // Lost in a power failure: a page of zeros.
    try change(0) { $0.replaceSubrange(390..<450, with: Data(count: 60)) }
    #expect(try found == [3])
  }

  /// What is kept after somebody has removed the segments is found.
  @Test func aRemovedSegmentIsBegunAnew() throws {
    let store = BlockStore(folder.path)
    try keep(1, in: store)
    try FileSystem.removeFile(segment(0).path)
    try keep(2, in: store)
    #expect(try found == [2])
    #expect(folder.names == ["segment-0"])
    try store.refresh()
    #expect(try store.candidates(for: block(2).name) == [block(2).bytes])
  }

  /// A name that only begins like a segment's is nobody's of ours.
  @Test func otherFilesAreNoSegments() throws {
    for name in ["segment-", "segment-x", "segment-1.bak"] { try folder.put("mine", as: name) }
    try keep(1, in: BlockStore(folder.path))
    try BlockStore.removeRemnants(in: folder.path)
    #expect(folder.names == ["segment-", "segment-0", "segment-1.bak", "segment-x"])
    #expect(try found == [1])
  }

  private static let full: @Sendable (FileError.Operation, String) throws(FileError) -> Void = {
    operation, path throws(FileError) in
    if operation == .write { throw FileError(.write, path, code: ENOSPC) }
  }

  /// What cannot be written leaves nothing behind, and what comes later is kept.
  @Test func aFullDeviceLeavesWholeRecords() throws {
    let store = BlockStore(folder.path)
    try keep(1, in: store)
    let path = segment(0).path
    let full = Self.full
    #expect(throws: FileError(.write, path, code: ENOSPC)) {
      try FileSystem.$beforeChange.withValue(full) { try keep(2, in: store) }
    }
    try keep(3, in: store)
    #expect(try found == [1, 3])
  }

  /// Many threads at once, each record whole.
  @Test func threadsTakeTurns() async throws {
    let store = BlockStore(folder.path)
    let (blocks, time) = ((0..<10).map { block($0) }, time)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for block in blocks {
        group.addTask { for _ in 0..<20 { try store.keep(block.bytes, as: block.name, time: time) } }
      }
      try await group.waitForAll()
    }
    #expect(try found == Array(0..<10))
    #expect(try Data(contentsOf: segment(0)).count == 200 * 404)
  }
}
