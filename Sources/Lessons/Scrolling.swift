import Hierarchies
import Screens
import SimulatedPhones
import Tools

/// A scroll as the executor does it, tried on a copy of a phone.
enum Scrolling {
    /// The largest thing of the app that scrolls, which is what a scroll without an element moves.
    static func mainScroller(of screen: Screen) -> Element? {
        screen.elements.filter {
            $0.window == .app && $0.actions.contains(.scroll)
                && $0.states.isDisjoint(with: [.covered, .offscreen, .disabled])
        }.max { $0.bounds.area < $1.bounds.area }
    }

    static func scroll(_ phone: inout SimulatedPhone, _ direction: Direction, in area: Element) {
        let middle = area.bounds.center
        let reach = area.bounds.height / 4
        let low = Point(x: middle.x, y: middle.y + reach), high = Point(x: middle.x, y: middle.y - reach)
        phone.swipe(
            from: direction == .down ? low : high, to: direction == .down ? high : low, duration: .milliseconds(500))
    }
}
