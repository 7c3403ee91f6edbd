import Foundation
import Hierarchies
import Testing

@testable import Screens

@Test func measure() throws {
    let root = "/work/shared/data/dumps/"
    for folder in ["uiautomator", "appium"] {
        var kinds: [SelectorChain.Kind: Int] = [:]
        var n = 0, absolute = 0
        var forms: [String: Int] = [:]
        let start = Date()
        for file in try FileManager.default.contentsOfDirectory(atPath: root + folder).sorted() {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + folder + "/" + file)))
            guard let h = try? Hierarchy(reading: bytes, file: file) else { continue }
            let screen = Screen(h)
            let t0 = Date()
            let b = SelectorChainBuilder(screen, h)
            for e in screen.elements where !e.actions.isEmpty {
                if !e.states.isDisjoint(with: [.covered, .offscreen]) { continue }
                let c = b.chain(for: e)
                n += 1
                kinds[c.kind, default: 0] += 1
                if case .absolute = c.position { absolute += 1 }
                let f =
                    c.selectors.first.map { s in
                        ([s.id != nil ? "id" : nil, s.text != nil ? "text" : nil].compactMap { $0 }
                            + s.relations.map(\.kind.rawValue) + (s.index != nil ? ["index"] : [])).joined(
                                separator: "+")
                    } ?? "point"
                forms[f, default: 0] += 1
                if c.kind == .position {
                    print("POINT", file, e.id, e.role, e.label.prefix(30), e.actions.words, e.bounds)
                }
            }
            let dt = Date().timeIntervalSince(t0)
            if dt > 0.5 { print("SLOW", file, dt, h.nodes.count, screen.elements.count) }
        }
        print("MEASURE", folder, n, kinds, "absolute", absolute, "s", Date().timeIntervalSince(start))
        for (f, c) in forms.sorted(by: { $0.value > $1.value }).prefix(20) { print("FORM", f, c) }
    }
}
