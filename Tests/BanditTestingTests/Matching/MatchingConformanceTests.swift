import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct MatchingConformanceTests {
  /// Tries the first available neighbour, or what a test wants.
  private struct Subject: MatchingLearner, Configurable {
    static let card = AlgorithmCard(
      id: "subject", family: .matching, summary: "For tests.",
      parameters: [AnyParameter("kind", "What is wrong.", .text, default: .value(.text("nothing")))])
    let kind: String
    let problem: MatchingProblem

    init(settings: Settings, problem: MatchingProblem) throws(InvalidSettings) {
      kind = settings.text("kind")
      self.problem = problem
      if kind == "refusing" { throw InvalidSettings("kind", "found refusing; accepted: nothing") }
    }

    mutating func selectVertex(_ view: MatchingView, at round: Int, noise: inout RoundNoise) -> Int? {
      let available = view.edges.filter { view.isAvailable[$0.vertex] }.map(\.vertex)
      switch kind {
      case "random": return available.isEmpty ? nil : available[noise.integer(below: available.count)]
      case "horizon": return problem.horizon > 30 ? nil : available.first
      case "stubborn": return view.edges.first?.vertex
      case "lost": return view.isAvailable.firstIndex(of: true)
      case "wild" where view.edges.isEmpty: return 7
      default: return available.first
      }
    }

    mutating func observe(success: Bool, of edge: MatchingEdge, at round: Int) {}
  }

  private func violations(_ kind: String, isRandomized: Bool = false) -> [String] {
    MatchingConformance.violations(of: Subject.self, settings: ["kind": .text(kind)], isRandomized: isRandomized)
  }

  @Test func findsWhatIsWrong() {
    #expect(violations("nothing") == [])
    #expect(violations("random", isRandomized: true) == [])
    #expect(violations("random") == ["not randomized, yet the key matters"])
    #expect(violations("nothing", isRandomized: true) == ["randomized, yet every key gives the same decisions"])
    #expect(violations("horizon").contains("anytime, yet a run to 24 is not the beginning of one to 48"))
    #expect(violations("stubborn").first == "an ordinary world: tries the vertex 0, which is no available neighbour")
    #expect(violations("lost").contains("vertices out of reach: tries the vertex 0, which is no available neighbour"))
    #expect(violations("wild").contains("arrivals without edges: tries the vertex 7, which is no available neighbour"))
    #expect(violations("refusing") == ["refuses its settings: kind: found refusing; accepted: nothing"])
  }
}
