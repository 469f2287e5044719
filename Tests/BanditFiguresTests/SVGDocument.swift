import Foundation

@testable import BanditFigures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A picture read as XML, as any reader would: what it draws and where its texts are.
final class SVGDocument: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""
    /// The place of the element in it, if there is one.
    var part: Int?

    func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? .nan }
  }

  /// The extent of a text, by the width table.
  struct Box {
    let text: String
    let left, right, top, bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []
  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { elements = [] }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if let place = open.last { elements[place].part = elements.count }
    elements.append(Element(name: name, attributes: attributes))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for place in open { elements[place].text += string }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  var width: Double { all("svg").first?.number("width") ?? .nan }
  var height: Double { all("svg").first?.number("height") ?? .nan }

  var boxes: [Box] {
    let size = all("svg").first?.number("font-size") ?? 0
    return elements.indices.filter { elements[$0].name == "text" }.flatMap { place in
      let element = elements[place]
      let raised = element.part.map { elements[$0].text } ?? ""
      let base = String(element.text.dropLast(raised.count))
      let (width, rest) = (FontWidths.width(base, size: size), FontWidths.width(raised, size: size))
      let x = element.number("x")
      let left =
        switch element.attributes["text-anchor"] {
        case "end": x - width - rest
        case "middle": x - (width + rest) / 2
        default: x
        }
      let (top, bottom) = (element.number("y") - 0.74 * size, element.number("y") + 0.22 * size)
      let box = Box(text: base, left: left, right: left + width, top: top, bottom: bottom)
      guard let part = element.part else { return [box] }
      let raise = elements[part].number("dy")
      return [
        box,
        Box(
          text: "\(base)^\(raised)", left: left + width, right: left + width + rest, top: top + raise,
          bottom: bottom + raise),
      ]
    }
  }

  /// What is wrong with a picture, whatever it shows.
  static func mistakes(_ text: String) -> [String] {
    let picture = SVGDocument(text)
    var mistakes: [String] = []
    guard let root = picture.elements.first, root.name == "svg" else { return ["no XML"] }
    if picture.all("title").count != 1 || picture.all("title")[0].text.isEmpty { mistakes.append("no title") }
    if picture.all("desc").count != 1 { mistakes.append("no description") }
    if root.number("font-size") < 9 { mistakes.append("small text") }
    for element in picture.elements.dropFirst() where element.attributes["font-size"] != nil {
      mistakes.append("a size of its own: \(element.text)")
    }
    let boxes = picture.boxes
    for (place, box) in boxes.enumerated() {
      if box.left < -0.5 || box.right > picture.width + 0.5 || box.top < -0.5 || box.bottom > picture.height + 0.5 {
        mistakes.append("outside: \(box)")
      }
      for other in boxes[(place + 1)...] where box.overlaps(other) && box.left != other.right && box.right != other.left
      { mistakes.append("overlap: \(box) and \(other)") }
    }
    for element in picture.elements {
      for (name, value) in element.attributes where ["d", "x", "y", "cx", "cy", "width", "height"].contains(name) {
        if value.contains(/[0-9]\.[0-9]{3}/) { mistakes.append("more than two decimals: \(value.prefix(80))") }
        if value.contains("nan") || value.contains("inf") { mistakes.append("no number: \(value.prefix(80))") }
      }
    }
    return mistakes
  }
}
