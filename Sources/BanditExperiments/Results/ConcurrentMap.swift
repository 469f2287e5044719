import Dispatch
import Synchronization

/// The transforms of some elements, in their order, made at the same time where there is more than one.
func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: some RandomAccessCollection<Element> & Sendable, _ transform: @Sendable (Element) -> Result
) -> [Result] {
  guard elements.count > 1 else { return elements.map(transform) }
  let results = Mutex<[Result?]>(Array(repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let result = transform(elements[elements.index(elements.startIndex, offsetBy: index)])
    results.withLock { $0[index] = result }
  }
  return results.withLock { $0.compactMap { $0 } }
}
