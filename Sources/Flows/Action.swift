package import Hierarchies
package import Screens
package import Tools

/// A resolved, device-independent action: what an executor does and a flow records.
///
/// Points are in the screen's own units, as seen on the screen that the action was resolved on.
package enum Action: Sendable, Hashable {
    case tap(Target)
    case longPress(Target)
    case doubleTap(Target)
    case inputText(TextInput)
    /// Empties a field.
    case eraseText(Target, Erasure)
    case pressKey(Key)
    case back
    case home
    case scroll(Gesture)
    case swipe(Gesture)
    /// By package id, or by the name a person uses, which only a device can look up.
    case launchApp(String)
    /// At most that long; with a text, only until it is shown.
    case wait(seconds: Double, until: String?)
    case finish(Ending)

    /// Where a finger goes, and the ways to find that place again.
    package struct Target: Sendable, Hashable {
        package var point: Point
        package var chain: SelectorChain
        /// What a person calls it, for comments; may be empty.
        package var label: String
        /// What it was when the action was resolved; what a selector finds has to be the same.
        ///
        /// nil when unknown.
        package var fingerprint: ElementFingerprint?
        /// What a replay can tell it by when no selector finds it.
        package var memory: ElementMemory?

        package init(
            point: Point, chain: SelectorChain, label: String = "", fingerprint: ElementFingerprint? = nil,
            memory: ElementMemory? = nil
        ) {
            self.point = point
            self.chain = chain
            self.label = label
            self.fingerprint = fingerprint
            self.memory = memory
        }
    }

    /// Text typed into a field.
    package struct TextInput: Sendable, Hashable {
        package var text: String
        package var target: Target
        /// What has to go first; nil when the field is empty.
        package var erasure: Erasure?
        /// Whether enter is pressed afterwards.
        package var submits: Bool
        /// The environment variable that stands for the text in a flow: the text is a secret, which nothing may show.
        package var variable: String?

        package init(_ text: String, into target: Target, erasing erasure: Erasure? = nil, submits: Bool = false) {
            self.text = text
            self.target = target
            self.erasure = erasure
            self.submits = submits
        }
    }

    /// How much a field holds, in deletions.
    package struct Erasure: Sendable, Hashable {
        package var count: Int

        package init(count: Int) { self.count = count }

        /// For a field of which nobody can say: Maestro's own default.
        package static let unknown = Erasure(count: 50)
    }

    /// A finger's way across the screen.
    package struct Gesture: Sendable, Hashable {
        /// Where the finger goes.
        package var direction: Direction
        package var from: Point
        package var to: Point
        package var milliseconds: Int
        /// What it moves in; nil for the screen.
        package var target: Target?
        package var screen: Size
    }

    /// How a task ends.
    package enum Ending: Sendable, Hashable {
        case answer(String)
        case done(summary: String?)
        case infeasible(reason: String)
    }
}
