import Foundation
import Testing

@testable import BanditCommandLine

struct ProcessorsTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func quota(_ groups: String, _ files: [String: String]) throws -> Int? {
    for (name, text) in files {
      let folder = scratch.url.appendingPathComponent("root/\(name)").deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      _ = try scratch.write(text, to: "root/\(name)")
    }
    return Processors.quota(groups: try scratch.write(groups, to: "groups"), root: scratch.path("root"))
  }

  @Test func nothingIsKnownWithoutAQuota() throws {
    #expect(Processors.quota(groups: scratch.path("none"), root: scratch.path("none")) == nil)
    #expect(try quota("0::/a/b\n", ["a/b/cpu.max": "max 100000\n", "a/cpu.max": "max 100000\n"]) == nil)
    #expect(try quota("nonsense\n0::/\n", ["cpu.max": "-1 0\n"]) == nil)
  }

  /// One and a half processors let two threads work; what a group above allows holds below.
  @Test func quotasOfVersion2() throws {
    #expect(try quota("0::/a/b\n", ["a/b/cpu.max": "150000 100000\n"]) == 2)
    #expect(try quota("0::/a/b\n", ["a/b/cpu.max": "max 100000\n", "a/cpu.max": "300000 100000\n"]) == 3)
    #expect(try quota("0::/a/b\n", ["a/b/cpu.max": "10000 100000\n", "a/cpu.max": "300000 100000\n"]) == 1)
    #expect(try quota("0::/\n", ["cpu.max": "700000 100000\n"]) == 7)
  }

  @Test func quotasOfVersion1() throws {
    let groups = "12:memory:/job\n4:cpu,cpuacct:/job/task\n"
    let job = ["cpu,cpuacct/job/cpu.cfs_quota_us": "400000\n", "cpu,cpuacct/job/cpu.cfs_period_us": "100000\n"]
    let task = ["cpu,cpuacct/job/task/cpu.cfs_quota_us": "-1\n", "cpu,cpuacct/job/task/cpu.cfs_period_us": "100000\n"]
    #expect(try quota(groups, job.merging(task) { $1 }) == 4)
  }

  #if os(Linux)
    /// A process that is bound to a processor has one thread.
    @Test func affinityIsMinded() throws {
      let scenario = try scratch.write(
        """
        {"name": "bound", "horizon": 100, "environment": {"id": "bernoulli", "means": [0.4, 0.6]},
         "algorithms": [{"id": "ucb1"}]}
        """, to: "bound.json")
      let process = try SimulateProcess(
        shell: """
          first=$(awk '/^Cpus_allowed_list/ { split($2, list, /[-,]/); print list[1] }' /proc/self/status)
          taskset -c "$first" "$0" plan "$1"
          """, [scenario])
      #expect(process.output.contains(" with 1 thread\n"))
    }
  #endif
}
