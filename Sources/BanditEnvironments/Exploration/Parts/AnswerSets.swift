import BanditCards
import BanditComparators
import BanditGames

/// Which sets of arms are answers.
public enum AnswerSets: Hashable, Sendable {
  /// All sets of so many arms.
  case top(Int)
  /// So many arms of each block, given the block of each arm.
  case partition(blocks: [Int], sizes: [Int])
  /// The spanning trees of a graph whose edges are the arms.
  case trees([GraphEdge])
  /// These.
  case list([[Int]])

  private static let largest = 10_000

  static func parameter(_ name: String, _ meaning: String, absent: String) -> Parameter<AnswerSets?> {
    let arms = ParameterKind.whole(0...largest - 1)
    let kind = ParameterKind.variant(
      tag: "kind",
      [
        .init("top", [AnyParameter("m", "How many arms a set has.", .whole(1...largest), default: .required)]),
        .init(
          "partition",
          [
            AnyParameter(
              "blocks", "The block of each arm, from 0.", .list(of: arms, count: 1...largest), default: .required),
            AnyParameter(
              "sizes", "How many arms of each block a set has.", .list(of: .whole(0...largest), count: 1...largest),
              default: .required),
          ]),
        .init(
          "trees",
          [
            AnyParameter(
              "edges", "The two nodes of each arm, from 0; sets are spanning trees.",
              .list(of: .list(of: arms, count: 2...2), count: 1...largest), default: .required)
          ]),
        .init(
          "list",
          [
            AnyParameter(
              "sets", "The arms of each set.",
              .list(of: .list(of: arms, count: 1...largest), count: 1...largest), default: .required)
          ]),
      ])
    return Parameter(
      AnyParameter(name, meaning, kind, default: .absent(absent)),
      read: { if case .object(let object)? = $0 { AnswerSets(object) } else { nil } }, write: { $0?.setting })
  }

  private init?(_ settings: Settings) {
    func rows(_ name: String) -> [[Int]] {
      guard case .list(let rows)? = settings[name] else { return [] }
      return rows.map { $0.asWholes ?? [] }
    }
    switch settings.text("kind") {
    case "top": self = .top(settings["m"]?.asWhole ?? 0)
    case "partition":
      self = .partition(blocks: settings["blocks"]?.asWholes ?? [], sizes: settings["sizes"]?.asWholes ?? [])
    case "trees": self = .trees(rows("edges").filter { $0.count == 2 }.map { GraphEdge($0[0], $0[1]) })
    case "list": self = .list(rows("sets"))
    default: return nil
    }
  }

  private var setting: Setting {
    func list(_ numbers: [Int]) -> Setting { .list(numbers.map { .whole($0) }) }
    switch self {
    case .top(let size): return .object(["kind": .text("top"), "m": .whole(size)])
    case .partition(let blocks, let sizes):
      return .object(["kind": .text("partition"), "blocks": list(blocks), "sizes": list(sizes)])
    case .trees(let edges):
      return .object(["kind": .text("trees"), "edges": .list(edges.map { list([$0.tail, $0.head]) })])
    case .list(let sets): return .object(["kind": .text("list"), "sets": .list(sets.map(list))])
    }
  }

  /// What learners are told of the sets.
  ///
  /// - Throws: `InvalidSettings` if the sets do not fit so many arms.
  func structure(armCount: Int, path: String) throws(InvalidSettings) -> ExplorationStructure {
    switch self {
    case .top(let size):
      guard size <= armCount else {
        throw InvalidSettings(path, "found sets of \(size) of \(counted: armCount, "arm"); accepted: at most all arms")
      }
      return .sets(FeasibleSets(SubsetOracle(elementCount: armCount, size: size)), isMatroid: true)
    case .partition(let blocks, let sizes):
      guard blocks.count == armCount else {
        throw InvalidSettings(
          path, "found blocks of \(counted: blocks.count, "arm"); accepted: one for each of the \(armCount)")
      }
      if let arm = blocks.firstIndex(where: { $0 >= sizes.count }) {
        throw InvalidSettings(path, "arm \(arm) is in block \(blocks[arm]); accepted: 0...\(sizes.count - 1)")
      }
      for (block, size) in sizes.enumerated() {
        let count = blocks.count { $0 == block }
        guard size <= count else {
          throw InvalidSettings(path, "block \(block) has \(counted: count, "arm"); accepted: at most so many in a set")
        }
      }
      return .sets(FeasibleSets(other: PartitionOracle(blocks: blocks, sizes: sizes)), isMatroid: true)
    case .trees(let edges):
      guard edges.count == armCount else {
        throw InvalidSettings(
          path, "found \(counted: edges.count, "edge"); accepted: one for each of the \(counted: armCount, "arm")")
      }
      do throws(SpanningTreeOracle.Mistake) {
        return .sets(FeasibleSets(try SpanningTreeOracle(edges: edges)), isMatroid: true)
      } catch {
        throw InvalidSettings(path, "these edges have no spanning tree; accepted: a connected graph without loops")
      }
    case .list(let sets):
      for (place, set) in sets.enumerated() {
        guard Set(set).count == set.count, set.allSatisfy({ $0 < armCount }) else {
          throw InvalidSettings(path, "set \(place) is \(set); accepted: different arms in 0...\(armCount - 1)")
        }
      }
      return .sets(FeasibleSets(other: ListOracle(elementCount: armCount, sets: sets)), isMatroid: false)
    }
  }
}
