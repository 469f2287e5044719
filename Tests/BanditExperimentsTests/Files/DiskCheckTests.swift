import Testing

@testable import BanditExperiments

/// A run that would not fit is refused, and only such a one.
struct DiskCheckTests {
  private let plan = TinyPlan.plan()

  private func need(blocks: Int? = nil, extent: TableOptions.Extent? = .all) throws -> Double {
    let blocks = blocks ?? plan.distinctBlocks.count
    do throws(FolderRefusal) {
      try DiskCheck.refuseIfFull(plan, in: "out", blocks: blocks, extent: extent, threads: 1, free: 0)
    } catch {
      guard case .full("out", let needed, 0) = error else { throw error }
      return needed
    }
    return 0
  }

  private func isRefused(free: Double, extent: TableOptions.Extent? = .all) -> Bool {
    do throws(FolderRefusal) {
      try DiskCheck.refuseIfFull(
        plan, in: "out", blocks: plan.distinctBlocks.count, extent: extent, threads: 1, free: free)
      return false
    } catch {
      return true
    }
  }

  @Test func whatIsNeededDecides() throws {
    let needed = try need()
    #expect(needed == RunEstimate(plan, threads: 1).bytes && needed > 1000)
    #expect(isRefused(free: needed - 1) && !isRefused(free: needed))
  }

  @Test func onlyWhatIsWrittenCounts() throws {
    let files = Dictionary(uniqueKeysWithValues: RunEstimate(plan, threads: 1).files.map { ($0.name, $0.bytes) })
    let blocks = try #require(files["blocks"])
    let regret = try #require(files["regret.csv"])
    #expect(try abs(need() - need(extent: .summary) - regret) < 1e-6)
    #expect(try abs(need(extent: nil) - blocks) < 1e-6)
    // What is finished needs no more room.
    #expect(try abs(need() - need(blocks: 0) - blocks) < 1e-6)
    #expect(try need(blocks: 0, extent: nil) == 0)
  }

  /// The quick look lets pass only what fits.
  @Test func theQuickLookIsNeverBelow() throws {
    let most = RunEstimate.mostBytes(plan)
    #expect(try most.blocks + most.tables > need())
    #expect(try most.blocks >= need(extent: nil) && most.blocks + most.tables < 4 * need())
  }

  @Test func theMessageNamesSizesAndWays() {
    let text = FolderRefusal.full(path: "results/x", needed: 3.21e9, free: 5e5).description
    for part in ["results/x need about 3.2 GB", "500.0 kB are free", "--out", "--tables summary", "--no-disk-check"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func theSystemIsAskedForTheFolderOrTheOneAbove() throws {
    let temporary = try TemporaryFolder()
    let free = try #require(FileSystem.freeBytes(at: temporary("not/yet/there")))
    #expect(free > 0 && FileSystem.freeBytes(at: "not/there") != nil)
  }
}
