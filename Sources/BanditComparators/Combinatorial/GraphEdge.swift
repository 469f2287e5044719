/// An edge of a graph; its direction counts where paths are meant.
public struct GraphEdge: Hashable, Sendable {
  /// Where it begins.
  public let tail: Int
  /// Where it ends.
  public let head: Int

  /// Creates an edge.
  public init(_ tail: Int, _ head: Int) {
    self.tail = tail
    self.head = head
  }

  /// The edges of a grid of nodes, row by row from node 0, each to the right (first) and down.
  ///
  /// - Precondition: `width >= 1`, `height >= 1`.
  public static func grid(width: Int, height: Int) -> [GraphEdge] {
    precondition(width >= 1 && height >= 1, "a grid has at least one node")
    var edges: [GraphEdge] = []
    for row in 0..<height {
      for column in 0..<width {
        let node = row * width + column
        if column + 1 < width { edges.append(GraphEdge(node, node + 1)) }
        if row + 1 < height { edges.append(GraphEdge(node, node + width)) }
      }
    }
    return edges
  }
}
