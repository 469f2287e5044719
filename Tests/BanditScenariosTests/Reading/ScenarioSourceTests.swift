import BanditExperiments
import Foundation
import Testing

@testable import BanditScenarios

@Test("a file that does not exist is told apart from one that cannot be read")
func sourceErrors() throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let missing = folder.appendingPathComponent("none.json").path
  #expect(throws: ScenarioError.missing(file: missing)) {
    try Scenario(source: .path(missing), catalogue: TestCatalogue.catalogue)
  }
  #expect(throws: ScenarioError.missing(file: missing + "/x")) {
    try Scenario(source: .path(missing + "/x"), catalogue: TestCatalogue.catalogue)
  }
  let reason = "it is a folder; accepted: a scenario file"
  #expect(throws: ScenarioError.unreadable(file: folder.path, reason: reason)) {
    try Scenario(source: .path(folder.path), catalogue: TestCatalogue.catalogue)
  }
}

@Test("data files are found beside the scenario, and their bytes but not their folder identify it")
func dataFiles() throws {
  var identities: [String] = []
  for content in ["1", "1", "2"] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("s.json")
    let text = scenario(environment: #"{"id": "coins", "means": [0.3], "table": "t.csv"}"#)
    try Data(text.utf8).write(to: file)
    try Data(content.utf8).write(to: folder.appendingPathComponent("t.csv"))
    let plan = try Scenario(source: .path(file.path), catalogue: TestCatalogue.catalogue).plan
    identities += plan.cells.map(\.identity)
  }
  #expect(identities[0] == identities[1])
  #expect(identities[0] != identities[2])
}

@Test("a result folder is read with its own copies of data files, wherever it is moved")
func dataFilesOfAResultFolder() throws {
  let manager = FileManager.default
  let folder = manager.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
  try manager.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? manager.removeItem(at: folder) }
  let file = folder.appendingPathComponent("s.json")
  let text = scenario(environment: #"{"id": "coins", "means": [0.3], "table": "../t.csv"}"#)
  try Data(text.utf8).write(to: file)
  let data = folder.appendingPathComponent("../t-\(folder.lastPathComponent).csv")
  defer { try? manager.removeItem(at: data) }
  try Data(text.replacingOccurrences(of: "../t.csv", with: "../\(data.lastPathComponent)").utf8).write(to: file)
  try Data("1".utf8).write(to: data)
  let plan = try Scenario(source: .path(file.path), catalogue: TestCatalogue.catalogue).plan
  _ = try ResultFolder.open(folder.appendingPathComponent("out").path, for: plan)
  try manager.removeItem(at: data)
  try manager.moveItem(at: folder.appendingPathComponent("out"), to: folder.appendingPathComponent("moved"))
  let moved = folder.appendingPathComponent("moved").path
  let again = try Scenario(source: .results(moved), catalogue: TestCatalogue.catalogue).plan
  #expect(again.cells.map(\.identity) == plan.cells.map(\.identity))
  #expect(again.dataFiles.map(\.name) == plan.dataFiles.map(\.name) && again.dataFiles.count == 1)
}
