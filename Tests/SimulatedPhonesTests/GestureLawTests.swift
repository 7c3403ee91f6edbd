import Hierarchies
import JSON
import Screens
import TestSupport
import Testing

@testable import SimulatedPhones

/// What holds for every app, whatever is done to it.
@Suite struct GestureLawTests {
    @Test("Every sample app can be read", arguments: SampleApps.files)
    func reads(file: String) throws {
        #expect(throws: Never.self) { try SampleApps.declaration(file) }
    }

    @Test(
        "2,000 random gestures leave every app with a dump that can be read, and BACK leads home",
        arguments: SampleApps.files)
    func random(file: String) throws {
        let app = try SampleApps.declaration(file)
        var random = SeededGenerator(state: 42)
        var phone = SimulatedPhone(apps: SampleApps.all, startingIn: app.package)
        var seen: Set<String> = []
        for step in 0..<2000 {
            act(on: &phone, &random)
            if phone.foreground?.package == SimulatedPhone.launcher || !phone.isAwake { _ = phone.launch(app.package) }
            if let entry = phone.apps[app.package]?.stack.last { seen.insert(entry.name) }
            // Reading is dear in a debug build: one dump in eight is.
            if step % 8 == 0 {
                let hierarchy = try Hierarchy(reading: Array(phone.hierarchyXML().utf8), file: "\(file) \(step)")
                #expect(hierarchy.warnings.isEmpty)
                let size = phone.display.size
                let display = Rect(left: 0, top: 0, right: size.width, bottom: size.height)
                #expect(hierarchy.nodes.allSatisfy { display.contains($0.bounds) && !$0.bounds.isEmpty })
            }
        }
        #expect(seen.count > 1)
        for _ in 0..<(4 * SimulatedPhone.stackLimit) where phone.foreground?.package != SimulatedPhone.launcher {
            // A dialog that cannot be cancelled wants an answer.
            if let overlay = phone.activeOverlay, !overlay.isCancelable, let button = overlay.dialog?.buttons.last {
                phone.press(button, at: (overlay.dialog?.buttons.count ?? 1) - 1)
            } else {
                try phone.press("BACK")
            }
        }
        #expect(phone.foreground?.package == SimulatedPhone.launcher)
    }

    private func act(on phone: inout SimulatedPhone, _ random: inout SeededGenerator) {
        let window = phone.activeWindow()
        func point() -> Point {
            let touched = window.views.filter { $0.touch >= 0 }
            if let view = touched.randomElement(using: &random), Int.random(in: 0..<4, using: &random) > 0 {
                return view.bounds.center
            }
            return Point(
                x: .random(in: 0..<phone.display.size.width, using: &random),
                y: .random(in: 0..<phone.display.size.height, using: &random))
        }
        let keys = [
            "BACK", "ENTER", "DEL", "TAB", "DPAD_LEFT", "MOVE_HOME", "FORWARD_DEL", "PASTE", "MENU", "SEARCH",
            "PAGE_DOWN", "CUT",
        ]
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<12: phone.tap(point())
        case 12: phone.longPress(point())
        case 13, 14: phone.swipe(from: point(), to: point(), duration: .milliseconds(300))
        case 15: phone.commitText(["a", "4", "été 东", "x@y.org\u{1}", "👩‍🚀"].randomElement(using: &random) ?? "")
        case 16: try? phone.press(keys.randomElement(using: &random) ?? "BACK")
        case 17: phone.advance(by: .milliseconds(Int.random(in: 0..<2000, using: &random)))
        case 18 where Int.random(in: 0..<6, using: &random) == 0:
            phone.setRotation(Int.random(in: 0..<4, using: &random))
        case 18 where Int.random(in: 0..<6, using: &random) == 0: phone.interrupt(with: .lowBattery)
        default: try? phone.press("BACK")
        }
    }

    @Test("Every declared screen can be drawn, in every language and on every profile", arguments: SampleApps.files)
    func everyScreen(file: String) throws {
        let app = try SampleApps.declaration(file)
        for (name, profile) in PhoneProfile.named {
            for language in app.languages {
                var phone = SimulatedPhone(
                    profile: profile, apps: [app], languages: [language], startingIn: app.package)
                for screen in app.screenNames {
                    let list = app.screens[screen]?.record
                    let record = list.flatMap { path in
                        phone.scope(of: app.package, entry: nil).location(of: path).map { place in
                            place.appending(
                                .element(phone.apps[app.package]?.state[path.members[0]]?[0] ?? .null, at: 0))
                        }
                    }
                    phone.openScreen(screen, of: app.package, record: record)
                    phone.advance(by: .seconds(10))
                    let elements = try phone.screen().elements
                    #expect(!elements.isEmpty, "\(screen) on \(name) in \(language)")
                }
            }
        }
    }

    @Test("Each screen but the first is opened by an action or an intent", arguments: SampleApps.files)
    func reachable(file: String) throws {
        let app = try SampleApps.declaration(file)
        func opened(_ actions: [Action]) -> [String] {
            actions.flatMap { action -> [String] in
                switch action {
                case .open(let open): [open.screen]
                case .branch(_, let yes, let no): opened(yes) + opened(no)
                case .after(_, let actions): opened(actions)
                case .permission(_, let granted, let denied): opened(granted) + opened(denied)
                case .menu(let commands): commands.flatMap { opened($0.tap) }
                case .choose(let select): opened(select.change)
                default: []
                }
            }
        }
        func opened(_ items: [Item]) -> [String] {
            items.flatMap { item -> [String] in
                var found = opened(item.tap) + opened(item.hold) + opened(item.swipe)
                switch item.kind {
                case .group(let inner, _, _): found += opened(inner)
                case .list(let list): found += opened([list.item])
                case .row(let row): found += row.actions.flatMap { opened($0.tap) } + opened(row.control?.change ?? [])
                case .field(let field): found += opened(field.submit) + opened(field.change)
                default: break
                }
                return found
            }
        }
        var reached: Set<String> = [app.main]
        for screen in app.screens.values {
            reached.formUnion(
                opened(screen.body) + opened(screen.bottom) + opened(screen.onOpen) + opened(screen.onFirstOpen))
            reached.formUnion(
                (screen.actions + screen.overflow + [screen.fab].compactMap { $0 }).flatMap { opened($0.tap) })
            reached.formUnion(opened(screen.onBack ?? []))
        }
        for dialog in app.dialogs.values {
            reached.formUnion(opened(dialog.body) + dialog.buttons.flatMap { opened($0.tap) })
        }
        reached.formUnion(app.intents.values)
        #expect(Set(app.screenNames).subtracting(reached).isEmpty)
    }
}
