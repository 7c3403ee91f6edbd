internal import Hierarchies

/// What the screen builder works out about a node before it decides which nodes become elements.
struct NodeFacts {
    var traits: ClassTraits
    var window = WindowKind.app
    /// What the screen and the scrollers around it let a person see.
    var clip = Rect.zero
    /// The part of its bounds inside `clip`.
    var visible = Rect.zero
    /// The dump says that the user does not see it.
    var isHidden = false
    var actions: ElementActions = []
    var isField = false
    /// Whether the node gets an element of its own.
    var isElement = false
    /// Whether labels below merge into it.
    var absorbs = false
    /// The node whose element takes this one's label; -1 for none.
    var host = -1
    var childCount = 0
    /// Of the nodes below, itself excluded.
    var hasScroller = false
    var reactingBelow = 0
    var labelledBelow = 0
    var isLabelled = false

    init(traits: ClassTraits) {
        self.traits = traits
    }

    var clipOfChildren: Rect { actions.contains(.scroll) ? visible : clip }
    var reacts: Bool { !actions.subtracting(.scroll).isEmpty }
}

/// A node's own words, folded to one line; empty for secrets.
struct NodeWords {
    var text: String
    var description: String
    var hint: String

    /// Text first: what is written counts more than what is read out.
    var first: String { text.isEmpty ? description : text }
}
