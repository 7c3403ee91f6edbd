/// What a view's class says about it, for Android's, Compose's and XCUITest's class names alike.
///
/// Apps subclass freely (`AppCompatTextView`, `MaterialSwitch`, `ReactEditText`), so names are matched by the words in
/// them, the most telling first.
struct ClassTraits: Sendable {
    var role: Role?
    /// Whether such a view reacts to a tap where the dump does not state what is clickable.
    var impliesTap = false
    var impliesScroll = false
    var scrollsHorizontally = false
    /// Holds tabs: what reacts in it is one.
    var isTabBar = false
    /// Holds the screen's title.
    var isTitleBar = false
    var window: WindowKind?

    init(className: String) {
        let isXCUI = className.hasPrefix("XCUIElementType")
        let name = isXCUI ? className.dropFirst("XCUIElementType".count) : Self.simpleName(className)
        for (word, rule) in Self.rules where name.containsWord(word) {
            apply(rule)
            break
        }
        if isXCUI { applyXCUI(name) }
    }

    private enum Rule {
        case role(Role)
        case scroller(Role, horizontal: Bool)
        case tabBar
        case titleBar
    }

    private static let rules: [(String, Rule)] = [
        ("EditText", .role(.field)), ("AutoComplete", .role(.field)), ("TextField", .role(.field)),
        ("SearchField", .role(.field)), ("TextInputEdit", .role(.field)),
        ("Switch", .role(.switch)), ("ToggleButton", .role(.switch)), ("Toggle", .role(.switch)),
        ("CheckBox", .role(.checkbox)), ("Checkbox", .role(.checkbox)), ("CheckedTextView", .role(.checkbox)),
        ("RadioButton", .role(.radio)),
        ("SeekBar", .role(.slider)), ("RatingBar", .role(.slider)), ("Slider", .role(.slider)),
        ("PickerWheel", .role(.slider)), ("NumberPicker", .role(.slider)),
        ("ProgressBar", .role(.progress)), ("ProgressIndicator", .role(.progress)),
        ("ActivityIndicator", .role(.progress)),
        ("Spinner", .role(.dropdown)), ("PopUpButton", .role(.dropdown)), ("DropDown", .role(.dropdown)),
        ("TabLayout", .tabBar), ("TabWidget", .tabBar), ("TabBar", .tabBar), ("TabGroup", .tabBar),
        ("BottomNavigationMenuView", .tabBar), ("NavigationBarMenuView", .tabBar),
        ("BottomNavigationItem", .role(.tab)), ("NavigationBarItem", .role(.tab)), ("TabView", .role(.tab)),
        ("ActionBar$Tab", .role(.tab)),
        ("HorizontalScrollView", .scroller(.list, horizontal: true)),
        ("ViewPager", .scroller(.pager, horizontal: true)),
        ("Gallery", .scroller(.list, horizontal: true)),
        ("RecyclerView", .scroller(.list, horizontal: false)), ("ListView", .scroller(.list, horizontal: false)),
        ("GridView", .scroller(.list, horizontal: false)), ("ScrollView", .scroller(.list, horizontal: false)),
        ("CollectionView", .scroller(.list, horizontal: false)),
        ("WebView", .role(.web)),
        ("Toolbar", .titleBar), ("ActionBarContainer", .titleBar), ("NavigationBar", .titleBar),
        ("ImageButton", .role(.button)), ("Button", .role(.button)), ("Chip", .role(.button)),
        ("ImageView", .role(.image)), ("Image", .role(.image)), ("Icon", .role(.image)),
        ("TextView", .role(.text)), ("StaticText", .role(.text)),
    ]

    private mutating func apply(_ rule: Rule) {
        switch rule {
        case .role(let role):
            self.role = role
            impliesTap = [.button, .field, .switch, .checkbox, .radio, .dropdown, .tab].contains(role)
        case .scroller(let role, let horizontal):
            self.role = role
            impliesScroll = true
            scrollsHorizontally = horizontal
        case .tabBar:
            isTabBar = true
            scrollsHorizontally = true
        case .titleBar: isTitleBar = true
        }
    }

    private mutating func applyXCUI(_ name: Substring) {
        switch name {
        case "TextView": (role, impliesTap) = (.field, true)
        case "Cell": (role, impliesTap) = (.row, true)
        case "Link": (role, impliesTap) = (.link, true)
        case "Key": (role, impliesTap) = (.key, true)
        case "Tab", "MenuItem", "MenuBarItem", "SegmentedControlItem": (role, impliesTap) = (.tab, true)
        case "Table": (role, impliesScroll) = (.list, true)
        case "PageIndicator": role = .progress
        case "Keyboard": window = .keyboard
        case "StatusBar": window = .statusBar
        default: break
        }
    }

    /// `Button` of `android.widget.Button`; the outer name stays for nested classes (`ActionBar$Tab`).
    private static func simpleName(_ className: String) -> Substring {
        guard let dot = className.utf8.lastIndex(of: UInt8(ascii: ".")) else { return Substring(className) }
        return className[className.utf8.index(after: dot)...]
    }
}

extension Substring {
    /// Plain substring search over bytes; class names are short.
    fileprivate func containsWord(_ word: String) -> Bool {
        var mine = self.utf8[...]
        let wordBytes = word.utf8
        while mine.count >= wordBytes.count {
            if mine.starts(with: wordBytes) { return true }
            mine = mine.dropFirst()
        }
        return false
    }
}
