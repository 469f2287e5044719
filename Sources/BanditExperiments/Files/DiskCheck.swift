/// Whether the files of a run fit on the device.
public enum DiskCheck {
  /// Refuses a run whose files would not fit.
  ///
  /// Rounds are played only where it is near: up to a second of them.
  ///
  /// - Parameters:
  ///   - folder: where the files go; need not exist yet.
  ///   - blocks: how many blocks are to be kept now, of the plan's distinct ones.
  ///   - extent: which tables are written; `nil` for none, as for a share.
  /// - Throws: `FolderRefusal.full`.
  public static func refuseIfFull(
    _ plan: Plan, in folder: String, blocks: Int, extent: TableOptions.Extent?, threads: Int
  ) throws(FolderRefusal) {
    guard let free = FileSystem.freeBytes(at: folder) else { return }
    try refuseIfFull(plan, in: folder, blocks: blocks, extent: extent, threads: threads, free: free)
  }

  static func refuseIfFull(
    _ plan: Plan, in folder: String, blocks: Int, extent: TableOptions.Extent?, threads: Int, free: Double
  ) throws(FolderRefusal) {
    let share = Double(blocks) / Double(max(1, plan.distinctBlocks.count))
    let most = RunEstimate.mostBytes(plan)
    if most.blocks * share + (extent == nil ? 0 : most.tables) <= free { return }
    let needed = RunEstimate(plan, threads: threads).files.reduce(0) { sum, file in
      switch file.name {
      case ResultFolder.blocksName: sum + file.bytes * share
      case ResultFile.regret.rawValue where extent == .summary: sum
      default: extent == nil ? sum : sum + file.bytes
      }
    }
    if needed > free { throw .full(path: folder, needed: needed, free: free) }
  }
}
