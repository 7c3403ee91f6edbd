import Hierarchies

/// One view of a window, as a dump shows it; a tree lies in one array, each view before its children.
struct View: Sendable {
    struct Flags: OptionSet, Sendable {
        var rawValue: UInt16
        static let checkable = Flags(rawValue: 1 << 0)
        static let checked = Flags(rawValue: 1 << 1)
        static let clickable = Flags(rawValue: 1 << 2)
        static let disabled = Flags(rawValue: 1 << 3)
        static let focusable = Flags(rawValue: 1 << 4)
        static let focused = Flags(rawValue: 1 << 5)
        static let scrollable = Flags(rawValue: 1 << 6)
        static let longClickable = Flags(rawValue: 1 << 7)
        static let password = Flags(rawValue: 1 << 8)
        static let selected = Flags(rawValue: 1 << 9)
        /// Nothing of its children is seen outside it.
        static let clips = Flags(rawValue: 1 << 10)
        /// Named by the owner of a surface rather than by a person: left out of a compressed dump.
        static let decorative = Flags(rawValue: 1 << 11)
    }

    /// What a screenshot draws besides the text.
    enum Paint: UInt8, Sendable { case none, surface, card, filled, outlined, icon, picture, toggle, line, bar }

    var className: String
    var id: String
    var text = ""
    var description = ""
    var hint = ""
    var bounds: Rect
    var flags: Flags = []
    /// One past its last descendant.
    var end = 0
    /// Index of its touch; -1 for none.
    var touch = -1
    var paint = Paint.none
    /// Pixels; 0 where no text is drawn.
    var textSize = 0
    /// A slider's or a bar's share, 0…1.
    var share = 0.0
}

/// What a touch on a view does.
struct Touch: Sendable {
    var tap: Behaviour?
    var hold: Behaviour?
    var swipe: Behaviour?
}

/// What happens when something is touched.
enum Behaviour: Sendable {
    case run([Action], record: Location?)
    /// Sets what a control is bound to.
    case control(Control, record: Location?)
    case focus(Item, place: Location, record: Location?)
    case slide(SliderItem, record: Location?)
    case openSelect(SelectItem, record: Location?)
    case chip(SelectItem, Int, record: Location?)
    case tab(Int)
    case up, overflow, openSearch, leaveSearch, clearSearch
    /// An overlay's button, with its place among those shown.
    case button(Command, Int)
    case menuItem(Command), option(Int)
    case snackbarButton([Action])
}

/// A part of a window that scrolls.
struct Scroller: Sendable {
    /// Where its position is kept.
    var key: String
    var view: Int
    var viewport: Rect
    var content: Int
    var isHorizontal: Bool

    /// The furthest that it scrolls.
    var limit: Int { max(0, content - (isHorizontal ? viewport.width : viewport.height)) }
}

/// A window, laid out.
struct Window: Sendable {
    var package: String
    var views: [View]
    var touches: [Touch]
    var scrollers: [Scroller]
    var isMoving: Bool

    /// The touch under a point that fits the wanted kind: that of the last drawn view there.
    func touch(at point: Point, where fits: (Touch) -> Bool) -> (view: Int, touch: Touch)? {
        var found: (view: Int, touch: Touch)?
        for (index, view) in views.enumerated() where view.touch >= 0 && view.bounds.contains(point) {
            if fits(touches[view.touch]) { found = (index, touches[view.touch]) }
        }
        return found
    }
}
