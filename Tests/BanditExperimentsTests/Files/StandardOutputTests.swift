import Foundation
import Testing

@testable import BanditExperiments

struct StandardOutputTests {
  @Test func everyByteArrives() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    try StandardOutput.write("mean ± sd\n", to: ends[1])
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(ends[0], &bytes, bytes.count)
    close(ends[0])
    #expect(String(decoding: bytes.prefix(count), as: UTF8.self) == "mean ± sd\n")
  }

  @Test func aClosedPipeIsToldFromOtherErrors() throws {
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    let error = #expect(throws: FileError.self) { try StandardOutput.write("x", to: ends[1]) }
    close(ends[1])
    #expect(error == FileError(.write, "standard output", code: EPIPE))
    #expect(error?.isClosedPipe == true)
  }

  #if os(Linux)
    @Test func aFullDevice() throws {
      let descriptor = open("/dev/full", O_WRONLY)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      let error = #expect(throws: FileError.self) { try StandardOutput.write("x", to: descriptor) }
      #expect(error?.description == "standard output: cannot write: No space left on device")
      #expect(error?.isClosedPipe == false)
    }
  #endif
}
