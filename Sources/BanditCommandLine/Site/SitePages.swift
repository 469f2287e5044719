import BanditCards
import BanditExperiments
import BanditScenarios
import Foundation

/// The pages of the site: the documents of the repository, and a page for each environment and algorithm.
struct SitePages {
  /// Pages and pictures by their names, in order.
  let files: [(name: String, text: String)]

  /// Makes the pages, which plays a few replications of shipped scenarios for the figures.
  ///
  /// - Parameter repository: where `Docs` and `Scenarios` are.
  init(repository: String, catalogue: Catalogue) throws {
    let figures = try EntryFigures(
      scenarios: ShippedScenarios.paths(in: "\(repository)/Scenarios"), catalogue: catalogue)
    var files: [(name: String, text: String)] = []
    var topics = ["", "## Topics"]
    for (title, documents) in SitePages.guides {
      topics += ["", "### \(title)", ""]
      for document in documents {
        let text = try String(contentsOfFile: "\(repository)/\(document.path)", encoding: .utf8)
        files.append(("Guides/\(document.name).md", SiteMarkdown.page(text, documents: SitePages.documents)))
        topics.append("- <doc:\(document.name)>")
      }
    }
    let gallery = "\(repository)/Docs/Gallery"
    for picture in try FileManager.default.contentsOfDirectory(atPath: gallery).sorted() where picture.hasSuffix(".svg")
    {
      files.append(("Pictures/\(picture)", try String(contentsOfFile: "\(gallery)/\(picture)", encoding: .utf8)))
    }
    var names: Set<String> = []
    for page in catalogue.pages {
      let environments = page.environments.map(\.card)
      let algorithms = page.algorithms.map(\.card)
      for (title, entries) in [
        ("environments", environments.map { Entry($0) }), ("algorithms", algorithms.map { Entry($0) }),
      ] where !entries.isEmpty {
        topics += ["", "### Family \(page.family.id): \(title)", ""]
        for var entry in entries {
          // Two families may have an algorithm of the same id.
          if !names.insert(entry.name).inserted { entry.name += "-\(page.family.id)" }
          topics.append("- <doc:\(entry.name)>")
          let figure = figures.figure(of: entry.kind, entry.id, in: page.family)
          if let figure { files.append(("Pictures/\(entry.name)-figure.svg", figure.svg)) }
          files.append(("Catalogue/\(entry.name).md", entry.text(in: page.family, figure: figure)))
        }
      }
    }
    files.append(("Guide.md", SitePages.start + topics.joined(separator: "\n") + "\n"))
    self.files = files
  }

  private static let start = """
    # Bandits: the guide

    @Metadata {
      @TechnologyRoot
    }

    The simulation toolkit for bandits and online learning.

    ## Overview

    ![Regret of five learners on ten coins](quickstart.regret-pseudo)

    A scenario file says what meets what; `simulate scenario.json` writes regret tables, CSV files and figures. The pages
    of the catalogue have the formula, the parameters, an entry to copy and the guarantee of every environment and
    algorithm; the same from the command line: `simulate explain ucb1`.

    """

  /// A document of the repository that is a page of the site.
  private struct Document {
    let path: String
    /// The name of the page.
    let name: String

    init(_ path: String, _ name: String? = nil) {
      self.path = path
      self.name = name ?? URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    }
  }

  private static let guides: [(title: String, documents: [Document])] = [
    ("Start", [Document("README.md", "Start"), Document("Scenarios/README.md", "Gallery")]),
    (
      "Guides",
      [
        "ScenarioFormat", "Results", "Figures", "PlotItYourself", "OffPolicy", "External", "RecurringTasks", "Clusters",
        "Lecturers",
      ].map {
        Document("Docs/\($0).md")
      }
    ),
    (
      "What numbers mean",
      ["Regret", "Randomness", "Testing", "Architecture"].map { Document("Docs/\($0).md") }
        + [Document("Docs/Catalogue/Notions.md")]
    ),
  ]

  /// The names of the pages by the documents' paths.
  private static let documents = Dictionary(
    uniqueKeysWithValues: guides.flatMap(\.documents).map { ($0.path, $0.name) })

  /// An environment or an algorithm.
  private struct Entry {
    let kind: EntryFigures.Kind
    let id: String
    let body: String
    /// The name of its page.
    var name: String

    init(_ card: EnvironmentCard) { self.init(.environment, card.id, CataloguePages.body(of: card)) }

    init(_ card: AlgorithmCard) { self.init(.algorithm, card.id, CataloguePages.body(of: card)) }

    private init(_ kind: EntryFigures.Kind, _ id: String, _ body: String) {
      (self.kind, self.id, self.body) = (kind, id, body)
      name = "\(kind.rawValue)-\(id)"
    }

    func text(in family: Family, figure: EntryFigures.Made?) -> String {
      var parts = body.components(separatedBy: "\n\n")
      // The first paragraph is the summary of a page.
      if let figure { parts.insert("## Overview\n\n![\(figure.caption)](\(name)-figure)\n\n\(figure.caption)", at: 1) }
      parts.insert("# \(id)", at: 0)
      parts.append("The \(kind.rawValue) belongs to the family `\(family.id)`: \(family.summary)")
      return parts.joined(separator: "\n\n") + "\n"
    }
  }
}
