import Foundation
import Hierarchies
import Screens
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct SVGRenderingTests {
    private static let hostile = Screen(
        [
            Element(.button, "</text><script>\u{0}\u{1B}[31m]]>&amp;\u{202E}\u{FFFE}\n\"'", at: Rect(0, 0, 900, 300)),
            Element(.text, String(repeating: "🙂e\u{301}", count: 500), at: Rect(0, 300, 3, 3)),
            Element(.image, "flat", at: Rect(10, 10, 0, 0)),
            Element(.list, states: [.scrollsUp, .scrollsLeft], at: Rect(-5000, -5000, 20_000, 20_000)),
            Element(.field, "far", at: Rect(900_000, 900_000, 5, 5)),
        ], title: "<&>", package: "\u{7}")

    @Test(
        "The drawing is well-formed XML, whatever the labels hold",
        arguments: [Screen.settings(), Screen([]), Screen([], size: Size(width: 0, height: 0)), hostile])
    func wellFormed(_ screen: Screen) {
        let parser = XMLParser(data: Data(SVGRendering().render(screen).utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
    }

    @Test("Every element has its id on the device or in the list of what is off screen")
    func everyElement() {
        let screen = Screen.settings()
        let svg = SVGRendering().render(screen)
        let shown = svg.matches(of: /class="id"[^>]*>(\d+)</).compactMap { Int($0.output.1) }
        let listed = svg.matches(of: #/class="item"[^>]*>[↑↓←→] (\d+) /#).compactMap { Int($0.output.1) }
        #expect((shown + listed).sorted() == Array(1...screen.elements.count))
        #expect(listed == [22, 23])
    }

    @Test("Boxes are in the dump's units and never leave the device")
    func scale() throws {
        let svg = SVGRendering().render(Screen([Element(.button, "A", at: Rect(500, 2000, 9000, 9000))]))
        let box = try #require(
            svg.firstMatch(of: /class="box a" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/))
        let numbers = [box.output.1, box.output.2, box.output.3, box.output.4].compactMap { Double($0) }
        // Boxes are drawn a unit (three pixels here) inside their bounds.
        #expect(numbers == [503, 2003, 574, 274])
    }

    @Test(
        "States have their own looks",
        arguments: [
            (.disabled, "box a off"), (.covered, "box a cov"), (.selected, "box a sel"), (.focused, "box a focus"),
        ] as [(ElementStates, String)])
    func looks(_ state: ElementStates, _ style: String) {
        let svg = SVGRendering().render(Screen([Element(.button, "A", states: state)]))
        #expect(svg.contains("class=\"\(style)\" x="))
        #expect(!SVGRendering().render(Screen([Element(.button, "A")])).contains("class=\"\(style)\" x="))
    }

    @Test("Each direction that scrolls has its arrow", arguments: 0...4)
    func arrows(_ count: Int) {
        let all: [ElementStates] = [.scrollsUp, .scrollsDown, .scrollsLeft, .scrollsRight]
        let list = Element(.list, states: ElementStates(all.prefix(count)), at: Rect(0, 0, 1080, 2280))
        #expect(SVGRendering().render(Screen([list])).matches(of: /<polygon/).count == count)
    }

    @Test("Over a screenshot the labels are not written again")
    func overlay() throws {
        let image = try PNGImage(Self.png(width: 1080, height: 2280))
        let svg = SVGRendering(screenshot: image).render(.settings())
        #expect(svg.contains("href=\"data:image/png;base64,iVBORw0KGgo"))
        #expect(!svg.contains(">Bluetooth<"))
        #expect(!svg.contains("The screenshot is"))
    }

    @Test(
        "A screenshot of another size is scaled, of another shape said to be so",
        arguments: [
            (540, 1140, "scaled to the screen"), (1080, 2400, "of another shape"), (2280, 1080, "another shape"),
        ])
    func otherSize(_ width: Int, _ height: Int, _ note: String) throws {
        let image = try PNGImage(Self.png(width: width, height: height))
        let svg = SVGRendering(screenshot: image).render(.settings())
        let scaled = Double(1080) / Double(width) * Double(height)
        #expect(svg.contains("The screenshot is \(width)×\(height)"))
        #expect(svg.replacing(/<\/text>\n<text[^>]*>/, with: " ").contains(note))
        let drawn = try #require(svg.firstMatch(of: /width="1080" height="([\d.]+)" preserveAspectRatio/))
        #expect(abs((Double(drawn.output.1) ?? 0) - scaled) < 0.1)
    }

    @Test("The same screen gives the same bytes")
    func stable() {
        #expect(SVGRendering().render(.settings()) == SVGRendering().render(.settings()))
    }

    @Test("A screen of three thousand elements is still drawn", .hangGuard)
    func large() {
        let many = Screen((0..<3000).map { Element(.button, "Button \($0)", at: Rect(10 * ($0 % 100), 20, 300, 60)) })
        #expect(SVGRendering().render(many).matches(of: /class="id"/).count == 3000)
    }

    private static func png(width: UInt32, height: UInt32) -> [UInt8] {
        func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } }
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        return signature + bytes(13) + Array("IHDR".utf8) + bytes(width) + bytes(height) + [8, 2, 0, 0, 0, 0, 0, 0, 0]
    }

    private static func png(width: Int, height: Int) -> [UInt8] { png(width: UInt32(width), height: UInt32(height)) }

    @Test("The size is read from the header")
    func header() throws {
        #expect(try PNGImage(Self.png(width: 70_000, height: 3)).size == Size(width: 70_000, height: 3))
    }

    @Test(
        "What is no PNG is refused with its reason",
        arguments: [
            ([], .notPNG), (Array("<?xml version='1.0'?>".utf8), .notPNG),
            (Array(png(width: 9, height: 9).prefix(20)), .noHeader),
            (png(width: 0, height: 9), .noHeader),
        ] as [([UInt8], PNGError.Code)])
    func refused(_ bytes: [UInt8], _ code: PNGError.Code) {
        let error = #expect(throws: PNGError.self) { try PNGImage(bytes) }
        #expect(error?.code == code)
    }
}
