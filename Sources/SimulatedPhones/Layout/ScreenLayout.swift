import Hierarchies
import JSON

/// The edges of what an app may draw on.
struct ScreenEdges: Sendable {
    var screen: Rect
    /// Below the status bar.
    var top: Int
    /// Above the navigation bar or the keyboard.
    var bottom: Int
    var isKeyboardShown: Bool
}

extension LayoutBuilder {
    /// An app's window with a screen in it.
    mutating func layOut(_ declared: ScreenDeclaration, _ entry: ScreenEntry, edges: ScreenEdges, isLoading: Bool) {
        let full = edges.screen
        let area = Rect(left: 0, top: edges.top, right: full.right, bottom: edges.bottom)
        let root = begin("android.widget.FrameLayout", full, .clips)
        let outer = begin("android.widget.LinearLayout", full)
        let content = begin("android.widget.FrameLayout", id: "android:id/content", full)
        let parent = begin(
            "android.view.ViewGroup", id: resourceID("content_parent"),
            Rect(left: 0, top: 0, right: full.right, bottom: edges.bottom), [.clips, .decorative])
        var top = area.top
        if declared.bar != .none || entry.isSearching { top = layOutBar(declared, entry, top: top, width: full.right) }
        if let search = declared.search, search.isAlways {
            let room = Rect(left: dp(16), top: top + dp(4), right: full.right - dp(16), bottom: top + dp(52))
            top = layOutSearchField(search, room) + dp(4)
        }
        if let tabs = declared.tabs, !tabs.isBottom {
            layOut(tabs, Rect(left: 0, top: top, right: full.right, bottom: top + dp(48)))
            top += dp(48)
        }
        var bottom = area.bottom
        let hasBottomTabs = declared.tabs?.isBottom == true && !edges.isKeyboardShown
        if hasBottomTabs { bottom -= dp(72) }
        let lowerHeight = declared.bottom.isEmpty || isLoading ? 0 : height(of: declared.bottom, width: full.right)
        let bodyBottom = max(top, bottom - lowerHeight)
        if isLoading {
            isMoving = true
            let middle = Point(x: full.right / 2, y: (top + bodyBottom) / 2)
            let spinner = leaf(
                "android.widget.ProgressBar", id: resourceID("progress"),
                Rect(
                    left: middle.x - dp(24), top: middle.y - dp(24), right: middle.x + dp(24), bottom: middle.y + dp(24)
                ))
            views[spinner].paint = .icon
        } else {
            let viewport = Rect(left: 0, top: top, right: full.right, bottom: bodyBottom)
            layOutScroller(declared.body, viewport, key: "body", id: declared.listID)
            if !declared.bottom.isEmpty {
                let bar = begin(
                    "android.widget.LinearLayout", id: resourceID("bottom_bar"),
                    Rect(left: 0, top: bodyBottom, right: full.right, bottom: bottom), .clips)
                _ = place(declared.bottom, x: 0, y: bodyBottom, width: full.right)
                end(bar)
            }
        }
        if hasBottomTabs, let tabs = declared.tabs {
            layOut(tabs, Rect(left: 0, top: bottom, right: full.right, bottom: area.bottom))
        }
        if let fab = declared.fab, scope.holds(fab.when), !isLoading, !edges.isKeyboardShown {
            layOut(fab, isExtended: declared.isFabExtended, right: full.right - dp(16), bottom: bodyBottom - dp(16))
        }
        if let snackbar = entry.snackbar { layOut(snackbar, bottom: bottom - dp(8), width: full.right) }
        for index in [parent, content, outer, root] { end(index) }
    }

    /// A list that scrolls when its content is longer than its room.
    mutating func layOutScroller(_ items: [Item], _ viewport: Rect, key: String, id: String) {
        let index = begin(
            "androidx.recyclerview.widget.RecyclerView", id: resourceID(id), viewport, [.clips, .focusable])
        let offset = offsets[key] ?? 0
        horizon = viewport.bottom
        let content = place(items, x: viewport.left, y: viewport.top - offset, width: viewport.width)
        horizon = Int.max
        end(index)
        let limit = max(0, content - viewport.height)
        // Content that shrank does not leave the end of the list in the middle.
        if offset > limit { move(index + 1..<views.count, y: offset - limit) }
        if limit > 0 { views[index].flags.insert(.scrollable) }
        if items.isEmpty { views[index].flags.remove(.focusable) }
        scrollers.append(Scroller(key: key, view: index, viewport: viewport, content: content, isHorizontal: false))
    }

    // MARK: The bar

    private mutating func layOutBar(_ declared: ScreenDeclaration, _ entry: ScreenEntry, top: Int, width: Int) -> Int {
        let height = dp(56)
        let bounds = Rect(left: 0, top: top, right: width, bottom: top + height)
        let isLarge = declared.bar == .large && !entry.isSearching
        let title = scope.text(declared.title)
        let total = Rect(left: 0, top: top, right: width, bottom: top + (isLarge ? dp(120) : height))
        let bar = begin("android.widget.FrameLayout", id: resourceID("app_bar"), total)
        views[bar].paint = .surface
        if isLarge { views[bar].description = title }
        let tool = begin("android.view.ViewGroup", id: resourceID(isLarge ? "action_bar" : "toolbar"), bounds)
        var left = dp(16)
        let isSearching = entry.isSearching && declared.search?.isAlways == false
        if declared.hasUp || isSearching {
            let up = leaf("android.widget.ImageButton", Rect(left: 0, top: top, right: height, bottom: top + height))
            views[up].description =
                scope.language == "en"
                ? (isSearching ? "Collapse" : "Navigate up") : systemText(isSearching ? "Collapse" : "Navigate up")
            views[up].paint = .icon
            connect(up, tap: isSearching ? .leaveSearch : .up, enabled: true)
            left = dp(72)
        }
        var right = width - dp(4)
        var shown = declared.actions.filter { scope.holds($0.when) }
        if isSearching { shown = [] }
        let overflow = isSearching ? [] : declared.overflow.filter { scope.holds($0.when) }
        let hasSearch = declared.search?.isAlways == false && !isSearching
        right -= (shown.count + (overflow.isEmpty ? 0 : 1) + (hasSearch ? 1 : 0)) * dp(48)
        if isSearching, let search = declared.search {
            let room = Rect(left: left, top: top + dp(4), right: right - dp(48), bottom: top + dp(52))
            _ = layOutSearchField(search, room)
            if scope.value(of: search.path).isTrue {
                let clear = Rect(left: right - dp(48), top: top + dp(4), right: right, bottom: top + dp(52))
                systemButton("Clear query", id: "search_close_btn", clear, .clearSearch)
            }
        } else if !isLarge, !title.isEmpty {
            label(title, x: left, y: top + dp(16), width: max(dp(40), right - left), size: 20)
        }
        var x = right
        func next() -> Rect {
            defer { x += dp(48) }
            return Rect(left: x, top: top + dp(4), right: x + dp(48), bottom: top + dp(52))
        }
        if hasSearch, let search = declared.search {
            let index = leaf("android.widget.Button", id: resourceID("search_button"), next())
            views[index].description = scope.text(search.hint)
            views[index].paint = .icon
            connect(index, tap: .openSearch, enabled: true)
        }
        for command in shown { iconButton(command, x: next().left, y: top + dp(4)) }
        if !overflow.isEmpty { systemButton("More options", id: nil, next(), .overflow) }
        end(tool)
        if isLarge {
            label(
                title, id: resourceID("collapsing_title"), x: dp(24), y: top + dp(72), width: width - dp(48), size: 32)
        }
        end(bar)
        return total.bottom
    }

    private mutating func systemButton(_ text: String, id: String?, _ bounds: Rect, _ behaviour: Behaviour) {
        let index = leaf("android.widget.ImageView", id: resourceID(id), bounds)
        views[index].description = systemText(text)
        views[index].paint = .icon
        connect(index, tap: behaviour, enabled: true)
    }

    /// What the platform itself says, in the app's language.
    func systemText(_ text: String) -> String { SystemApp.text(text, language: scope.language) }

    private mutating func layOutSearchField(_ search: ScreenDeclaration.Search, _ room: Rect) -> Int {
        guard let field = search.field.field, let place = scope.location(of: search.path) else { return room.bottom }
        let box = begin("android.widget.LinearLayout", id: resourceID("search_bar"), room)
        let bottom = input(field, search.field, place, room, true)
        end(box)
        return bottom
    }

    // MARK: Tabs, floating button, snackbar

    private mutating func layOut(_ tabs: ScreenDeclaration.Tabs, _ bounds: Rect) {
        let name = tabs.isBottom ? "android.widget.FrameLayout" : "android.widget.HorizontalScrollView"
        let bar = begin(name, id: resourceID(tabs.isBottom ? "bottom_navigation" : "tab_layout"), bounds)
        views[bar].paint = .surface
        let row = begin(tabs.isBottom ? "android.view.ViewGroup" : "android.widget.LinearLayout", bounds)
        let share = bounds.width / max(1, tabs.items.count)
        let chosen = scope.value(of: tabs.path)
        for (place, tab) in tabs.items.enumerated() {
            let left = bounds.left + place * share
            let cell = Rect(left: left, top: bounds.top, right: left + share, bottom: bounds.bottom)
            let text = scope.text(tab.label)
            let index = begin(
                tabs.isBottom ? "android.widget.FrameLayout" : "android.widget.LinearLayout", id: resourceID(tab.id),
                cell)
            views[index].description = text
            let isChosen = tab.value == chosen
            if isChosen { views[index].flags.insert(.selected) }
            connect(index, tap: .tab(place), enabled: true)
            if tab.icon != nil {
                let middle = left + share / 2
                let icon = leaf(
                    "android.widget.ImageView",
                    id: resourceID(tabs.isBottom ? "navigation_bar_item_icon_view" : "icon"),
                    Rect(
                        left: middle - dp(12), top: cell.top + dp(10), right: middle + dp(12), bottom: cell.top + dp(34)
                    ))
                views[icon].paint = .icon
            }
            if let badge = tab.badge.map({ scope.evaluate($0) }), badge.isTrue {
                label(
                    badge.shownText, id: resourceID("badge"), x: left + share / 2 + dp(8), y: cell.top + dp(4),
                    width: dp(32),
                    size: 11)
            }
            let width = min(share, TextMetrics.width(text, size: dp(12)) + 2)
            let y = tab.icon == nil ? cell.top + dp(16) : cell.bottom - dp(16) - dp(tabs.isBottom ? 6 : 0)
            let start = views.count
            label(
                text, id: resourceID(tabs.isBottom ? "navigation_bar_item_small_label_view" : ""),
                x: left + (share - width) / 2, y: y, width: share, size: 12)
            if isChosen { views[start].flags.insert(.selected) }
            end(index)
        }
        end(row)
        end(bar)
    }

    private mutating func layOut(_ fab: Command, isExtended: Bool, right: Int, bottom: Int) {
        let text = scope.text(fab.label)
        let width = isExtended ? dp(56) + TextMetrics.width(text, size: dp(14)) + dp(20) : dp(56)
        let index = leaf(
            isExtended ? "android.widget.Button" : "android.widget.ImageButton", id: resourceID(fab.id ?? "fab"),
            Rect(left: right - width, top: bottom - dp(56), right: right, bottom: bottom))
        if isExtended {
            views[index].text = text
            views[index].textSize = dp(14)
        } else {
            views[index].description = text
        }
        views[index].paint = .filled
        connect(index, tap: .run(fab.tap, record: scope.record?.location), enabled: scope.holds(fab.enabled))
    }

    private mutating func layOut(_ snackbar: Snackbar, bottom: Int, width: Int) {
        let bounds = Rect(left: dp(8), top: bottom - dp(48), right: width - dp(8), bottom: bottom)
        let index = begin("android.widget.FrameLayout", bounds)
        views[index].paint = .card
        let room = bounds.width - dp(32) - (snackbar.label == nil ? 0 : dp(96))
        label(snackbar.text, id: resourceID("snackbar_text"), x: dp(24), y: bounds.top + dp(14), width: room, size: 14)
        if let label = snackbar.label {
            let button = leaf(
                "android.widget.Button", id: resourceID("snackbar_action"),
                Rect(left: bounds.right - dp(96), top: bounds.top, right: bounds.right, bottom: bounds.bottom))
            views[button].text = label
            views[button].textSize = dp(14)
            connect(button, tap: .snackbarButton(snackbar.actions), enabled: true)
        }
        end(index)
    }
}
