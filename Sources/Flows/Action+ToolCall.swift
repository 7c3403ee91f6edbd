package import Hierarchies
internal import JSON
package import Screens
package import Tools

extension Action {
    /// What a call of a built-in tool means on a screen.
    /// - Parameters:
    ///   - call: the call; it is checked here against the built-in tools.
    ///   - screen: the screen that it was planned on.
    ///   - hierarchy: the hierarchy that the screen was made from.
    /// - Throws: what keeps the call from being done, with the tool's name and the element.
    package init(_ call: ToolCall, on screen: Screen, _ hierarchy: Hierarchy) throws(ToolCallError) {
        let call = try ToolRegistry.ui.validate(call, on: screen)
        guard let tool = UITool(rawValue: call.name) else {
            throw ToolCallError(.unknownTool, "no action stands for \(call.name)", tool: call.name)
        }
        self = try Resolution(call: call, screen: screen, hierarchy: hierarchy).action(tool)
    }
}

/// A valid call on its way to an action.
private struct Resolution {
    let call: ToolCall
    let screen: Screen
    let hierarchy: Hierarchy

    func action(_ tool: UITool) throws(ToolCallError) -> Action {
        switch tool {
        case .tap: return .tap(try target())
        case .longPress: return .longPress(try target())
        case .doubleTap: return .doubleTap(try target())
        case .type:
            let field = try element()
            let submits = call.arguments["submit"]?.bool ?? false
            return .inputText(
                Action.TextInput(
                    try text("text"), into: target(field), erasing: Action.Erasure(of: field, in: hierarchy),
                    submits: submits))
        case .clear:
            let field = try element()
            return .eraseText(target(field), Action.Erasure(of: field, in: hierarchy) ?? .unknown)
        case .pressKey:
            guard let key = Key(rawValue: try text("key")) else { throw missing("key") }
            return .pressKey(key)
        case .back: return .back
        case .home: return .home
        case .scroll:
            let area = optionalElement() ?? mainScroller
            let target = area.map(target)
            return .scroll(.init(scrolling: try direction(), in: area, target: target, on: screen.size))
        case .swipe:
            let area = optionalElement()
            let target = area.map(target)
            return .swipe(.init(swiping: try direction(), in: area, target: target, on: screen.size))
        case .openApp: return .launchApp(try text("app"))
        case .wait:
            guard let seconds = call.arguments["seconds"]?.number else { throw missing("seconds") }
            return .wait(seconds: seconds, until: call.arguments["text"]?.string)
        case .answer: return .finish(.answer(try text("text")))
        case .done: return .finish(.done(summary: call.arguments["summary"]?.string))
        case .infeasible: return .finish(.infeasible(reason: try text("reason")))
        }
    }

    private func target() throws(ToolCallError) -> Action.Target { target(try element()) }

    private func target(_ element: Element) -> Action.Target { Action.Target(element, on: screen, hierarchy) }

    private func element() throws(ToolCallError) -> Element {
        guard let element = optionalElement() else { throw missing("element") }
        return element
    }

    private func optionalElement() -> Element? {
        call.arguments["element"]?.integer.flatMap { screen[id: Int($0)] }
    }

    private func text(_ name: String) throws(ToolCallError) -> String {
        guard let text = call.arguments[name]?.string else { throw missing(name) }
        return text
    }

    private func direction() throws(ToolCallError) -> Direction {
        guard let direction = Direction(rawValue: try text("direction")) else { throw missing("direction") }
        return direction
    }

    private func missing(_ name: String) -> ToolCallError {
        ToolCallError(.missingArgument, "\(call.name) needs \(name)", tool: call.name, argument: name)
    }

    /// The largest thing of the app that scrolls.
    private var mainScroller: Element? {
        screen.elements.filter {
            $0.window == .app && $0.actions.contains(.scroll)
                && $0.states.isDisjoint(with: [.covered, .offscreen, .disabled])
        }.max { $0.bounds.area < $1.bounds.area }
    }
}
