import Synchronization

/// The transforms of some elements, in their order, made at the same time where there is more than one.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: some RandomAccessCollection<Element> & Sendable, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  guard elements.count > 1 else { return elements.map(transform) }
  let results = Mutex<[Result?]>(Array(repeating: nil, count: elements.count))
  let next = Atomic<Int>(0)
  Workers.run(elements.count) {
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < elements.count else { return }
      let result = transform(elements[elements.index(elements.startIndex, offsetBy: index)])
      results.withLock { $0[index] = result }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}
