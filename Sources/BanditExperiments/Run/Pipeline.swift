/// Makes things on several threads and uses them in order on the calling one, which helps with making in between.
///
/// - Parameters:
///   - count: how many things.
///   - threads: how many work, the calling one among them; where the system refuses others, fewer do.
///   - waiting: how many things may be in the making, or made and not yet used.
///   - make: makes the thing of an index. Begun in increasing order of the index; a call may wait for what earlier ones
///     do, not for later ones.
///   - use: takes the things in order.
/// - Throws: what `use` throws, or what `make` throws of the first index for which it does.
func makeInOrder<Thing: Sendable>(
  _ count: Int, threads: Int, waiting: Int, make: @Sendable (Int) throws -> Thing, use: (Int, Thing) throws -> Void
) throws {
  let line = Monitor(Line<Thing>(count: count, waiting: waiting))
  @Sendable func makeThing(_ index: Int) {
    let thing = Result { try make(index) }
    line.change { $0.things[index] = thing }
  }
  try Workers.run(
    helpers: min(threads, count) - 1,
    help: { while let index = line.wait({ $0.turnOfHelper }) { makeThing(index) } },
    beside: {
      // After an error nothing is begun any more.
      defer { line.change { $0.count = 0 } }
      for index in 0..<count {
        var thing: Result<Thing, any Error>?
        while thing == nil {
          switch line.wait({ $0.turnOfUser(index) }) {
          case .make(let later): makeThing(later)
          case .use(let made): thing = made
          }
        }
        if let thing { try use(index, thing.get()) }
        line.change { $0.used = index + 1 }
      }
    })
}

/// How far a pipeline has come.
private struct Line<Thing: Sendable>: Sendable {
  enum Turn { case make(Int), use(Result<Thing, any Error>) }

  var count: Int
  let waiting: Int
  var used = 0
  /// Those that are made and wait.
  var things: [Int: Result<Thing, any Error>] = [:]
  private var begun = 0

  init(count: Int, waiting: Int) {
    self.count = count
    self.waiting = waiting
  }

  /// What a helper does next: make a thing, or, where there is none left, nothing; `nil` if it has to wait.
  var turnOfHelper: Int?? {
    mutating get { begun < count ? begin().map { .some($0) } : .some(nil) }
  }

  /// What the user of the things does next: use the one of an index, or make another one; `nil` if it has to wait.
  mutating func turnOfUser(_ index: Int) -> Turn? {
    if let thing = things.removeValue(forKey: index) { return .use(thing) }
    return begin().map { .make($0) }
  }

  private mutating func begin() -> Int? {
    guard begun < count, begun < used + waiting else { return nil }
    begun += 1
    return begun - 1
  }
}
