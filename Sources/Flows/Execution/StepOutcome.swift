package import Devices
package import Hierarchies
package import Screens

/// What a step did to a device, and how that was checked.
package struct StepOutcome: Sendable {
    /// The action as it was done: with the point that was touched and the package that was launched.
    package var action: Action
    /// The screen that was touched.
    package var before: ObservedScreen
    package var after: ObservedScreen
    package var diff: ScreenDiff
    package var verification: Verification
    /// Where the finger went, or began.
    package var touched: Point?
    package var textMethod: TextMethod?
    package var warnings: [StepWarning]

    /// Whether the screen stood still at the end.
    package var isSettled: Bool { after.isSettled }
}

/// What the next screen says about a step.
package enum Verification: Sendable, Hashable {
    /// The screen is another one now; the summary is one line.
    case changed(String)
    /// The screen says what it said before: no step is reported done on that ground.
    case unchanged
    /// The field holds the text that was typed.
    case textRead
    /// The field holds something else; both texts are nil when they may not be shown.
    case textDiffers(expected: String?, found: String?)
    /// The launched app was in front before, and is.
    case appInFront
    /// Another app than the launched one is in front, or none.
    case otherAppInFront(String?)
    /// There is nothing to check: the step touched nothing.
    case notVerifiable

    /// Whether the next screen bears the step out.
    package var isConfirmed: Bool {
        switch self {
        case .changed, .textRead, .appInFront: true
        case .unchanged, .textDiffers, .otherAppInFront, .notVerifiable: false
        }
    }

    /// The case's name in journals and JSON.
    package var word: String {
        switch self {
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .textRead: "text_read"
        case .textDiffers: "text_differs"
        case .appInFront: "app_in_front"
        case .otherAppInFront: "other_app_in_front"
        case .notVerifiable: "not_verifiable"
        }
    }
}

extension Verification: CustomStringConvertible {
    package var description: String {
        switch self {
        case .changed(let summary): summary
        case .unchanged: "nothing changed"
        case .textRead: "the text was read back"
        case .textDiffers(let expected?, let found?): "the field reads \"\(found)\" instead of \"\(expected)\""
        case .textDiffers(_?, nil): "the field is empty"
        case .textDiffers(nil, _): "the field does not hold the text"
        case .appInFront: "the app is in front, as before"
        case .otherAppInFront(let package): "the app did not come up: \(package ?? "no app") is in front"
        case .notVerifiable: "nothing to check"
        }
    }
}

/// Something about a step that a person should know although it was done.
package enum StepWarning: Sendable, Hashable, CustomStringConvertible {
    /// No selector found the target; the place was touched where it lay on the same screen.
    case pointFallback
    /// The first selectors did not hold; this many were passed over.
    case healed(passed: Int)
    /// It lay elsewhere than when the step was planned.
    case targetMoved(from: Point, to: Point)
    case stillMoving(dumps: Int)
    /// The text was not read back as typed, so enter was not pressed.
    case notSubmitted
    case textNotShown

    package var description: String {
        switch self {
        case .pointFallback: "touched by position: no selector found it"
        case .healed(let passed): "found by another selector: \(passed) no longer held"
        case .targetMoved(let from, let to): "the target moved from \(from.x),\(from.y) to \(to.x),\(to.y)"
        case .stillMoving(let dumps): "the screen was still moving after \(dumps) dumps"
        case .notSubmitted: "enter was not pressed, because the text was not read back"
        case .textNotShown: "the text did not come up"
        }
    }
}

extension ScreenDiff {
    /// What changed, in one line: the app and the title first, then what was touched, then the rest as a count.
    package func summary(touching point: Point?) -> String {
        var lines = description.split(separator: "\n").map(String.init)
        if packages == nil, titles == nil, let line = point.flatMap(change(at:)).map(Self.line) {
            lines.removeAll { $0.hasSuffix(line) }
            lines.insert(line, at: 0)
        }
        let rest = lines.count - 1
        return (lines.first ?? "no change") + (rest > 0 ? " (+\(rest) more)" : "")
    }

    /// The change of the smallest element at a point, where its state or value changed.
    package func change(at point: Point) -> Change? {
        changed.filter { change in
            change.from.bounds.contains(point)
                && change.aspects.contains { aspect in
                    switch aspect {
                    case .states, .value: true
                    case .label, .actions, .moved: false
                    }
                }
        }.min { $0.from.bounds.area < $1.from.bounds.area }
    }

    private static func line(_ change: Change) -> String {
        "\(change.to.heading): " + change.aspects.map(\.description).joined(separator: ", ")
    }
}
