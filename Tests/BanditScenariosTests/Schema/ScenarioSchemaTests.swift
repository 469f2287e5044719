import BanditGames
import Testing

@testable import BanditCatalogue
@testable import BanditScenarios

// That the schema accepts good scenarios and refuses broken ones is checked with Python's jsonschema:
// `Tests/Reference/scenario_schema.py`.

private let catalogue = Catalogue([
  Catalogue.Page(
    .bandit, ledger: BanditLedger.self, environments: [TestCatalogue.catalogue.environments[1]],
    algorithms: [TestCatalogue.catalogue.algorithms[0]])
])

@Test("an entry says its id, its parameters, their bounds and defaults")
func entry() {
  let expected = """
          "algorithm": {
            "if": {
              "type": "string"
            },
            "then": {
              "enum": ["ucb1"]
            },
            "else": {
              "type": "object",
              "properties": {
                "id": {
                  "enum": ["ucb1"]
                }
              },
              "required": ["id"],
              "allOf": [
                {
                  "if": {
                    "properties": {
                      "id": {
                        "const": "ucb1"
                      }
                    },
                    "required": ["id"]
                  },
                  "then": {
                    "title": "ucb1",
                    "description": "For tests.",
                    "type": "object",
                    "properties": {
                      "id": {
                        "const": "ucb1"
                      },
                      "label": {
                        "type": "string",
                        "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$",
                        "description": "Names this entry in the results; by default its id."
                      },
                      "title": {
                        "type": "string",
                        "minLength": 1,
                        "description": "What tables and figures call this entry; changes nothing else."
                      },
                      "latex": {
                        "type": "string",
                        "minLength": 1,
                        "description": "The title for LaTeX, as it is."
                      },
                      "exploration": {
                        "description": "The bonus.",
                        "type": "number",
                        "minimum": 0.0,
                        "default": 1.0
                      },
                      "bonus": {
                        "description": "Its form.",
                        "enum": ["log", "constant"],
                        "default": "log"
                      }
                    },
                    "required": ["id"],
                    "additionalProperties": false
                  }
                }
              ]
            }
          }
    """
  // The literal is indented by four more than the schema's own indentation.
  let lines = expected.split(separator: "\n").map { $0.dropFirst(2) }.joined(separator: "\n")
  #expect(ScenarioSchema.text(catalogue: catalogue).contains(lines))
}

@Test("the schema knows every key that the reader knows")
func keys() throws {
  let text = ScenarioSchema.text(catalogue: catalogue)
  var log = IssueLog(sources: ["schema"])
  let schema = try #require(YAMLReader.read(Array(text.utf8), source: 0, log: &log))
  guard case .object(let properties)? = schema["properties"]?.content else {
    Issue.record("the schema has no properties")
    return
  }
  #expect(
    Set(properties.map(\.key))
      == Set(ScenarioKeys.others + ScenarioKeys.parameters(notions: catalogue.notions).map(\.name)))
  #expect(text == ScenarioSchema.text(catalogue: catalogue))
}

@Test("scenarios can name the schema and leave out what has a default")
func required() throws {
  let text = ScenarioSchema.text(catalogue: catalogue)
  #expect(text.hasPrefix("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"))
  #expect(text.contains(#""required": ["algorithms", "name", "horizon"]"#))
}

/// An id that two families have: either entry fits, and the id is offered once; twice more inside a mesh.
@Test("namesakes of two families are alternatives")
func namesakes() throws {
  let text = ScenarioSchema.text(catalogue: .standard)
  #expect(text.matches(of: /"const": "phased-elimination"/).count == 5)
  #expect(text.matches(of: /"title": "phased-elimination"/).count == 2)
  #expect(text.matches(of: /"anyOf": \[\s*\{\s*"title": "phased-elimination"/).count == 1)
  #expect(text.matches(of: /"phased-elimination"/).count == 10)
}
