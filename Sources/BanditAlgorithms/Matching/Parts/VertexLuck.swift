import BanditStreams

/// A uniform number for each vertex, drawn once.
struct VertexLuck: Sendable {
  private(set) var numbers: [Double]
  private var isDrawn: Bool

  init(count: Int) {
    numbers = Array(repeating: 0, count: count)
    isDrawn = false
  }

  init(_ numbers: [Double]) {
    self.numbers = numbers
    isDrawn = true
  }

  /// Draws the numbers, if they have not been; whether it did.
  @discardableResult
  mutating func draw(from noise: inout RoundNoise) -> Bool {
    if isDrawn { return false }
    isDrawn = true
    for vertex in numbers.indices { numbers[vertex] = noise.uniform() }
    return true
  }
}
