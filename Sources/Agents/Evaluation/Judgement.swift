import Hierarchies
package import Screens
import Tools

/// How one lesson was answered.
package struct Judgement: Sendable {
    package var set: String
    package var language: String
    /// The right call's tool.
    package var tool: String
    /// Where the right element lies, in thirds of the screen from top to bottom; nil for a call without one.
    package var third: Int?
    package var isToolRight: Bool
    package var isElementRight: Bool
    /// Tool, element, and the text or value where the tool has one.
    package var isRight: Bool
    package var confidence: Double
    /// Calls that were handed out, best first or not, and those of them that cannot be made on the screen.
    package var calls: Int
    package var illegal: Int

    package init(_ lesson: Lesson, on screen: Screen, _ plan: Plan) {
        let call = plan.chosen.call
        let right = lesson.elements(on: screen)
        set = lesson.set
        language = lesson.language
        tool = lesson.call.name
        third = right.first.flatMap { screen[id: $0] }.map { element in
            min(max(element.bounds.center.y * 3 / max(screen.size.height, 1), 0), 2)
        }
        isToolRight = call.name == lesson.call.name
        isElementRight = lesson.names(plan.chosen.element, on: screen)
        isRight = lesson.isAnswered(by: call, on: screen)
        confidence = plan.chosen.confidence
        calls = plan.calls.count
        illegal = plan.calls.count { (try? ToolRegistry.ui.validate($0.call, on: screen)) == nil }
    }
}
