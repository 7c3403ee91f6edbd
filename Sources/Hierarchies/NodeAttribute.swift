/// The attributes that readers understand, whatever a format calls them.
enum NodeAttribute: UInt8 {
    case ignored
    case className, packageName, resourceID, name, text, contentDescription, hint
    case error, paneTitle, tooltip, stateDescription, value, title, traits, windowType
    case bounds, x, y, width, height, rotation, drawingOrder
    case checkable, checked, clickable, enabled, focused, scrollable, longClickable, password, selected
    case visible, editable, showingHint, expanded, heading, scrollsHorizontally, scrollsVertically

    /// The flag that a boolean attribute sets.
    var flag: UINode.Flags? {
        guard rawValue >= Self.checkable.rawValue else { return nil }
        return Self.flags[Int(rawValue - Self.checkable.rawValue)]
    }

    /// The extra that a rarely present string attribute fills.
    var extra: UINode.Extra.Key? {
        switch self {
        case .error: .error
        case .paneTitle: .paneTitle
        case .tooltip: .tooltip
        case .stateDescription: .stateDescription
        case .value: .value
        case .title: .title
        case .traits: .traits
        case .windowType: .windowType
        default: nil
        }
    }

    private static let flags: [UINode.Flags] = [
        .checkable, .checked, .clickable, .enabled, .focused, .scrollable, .longClickable, .password,
        .selected, .visible, .editable, .showingHint, .expanded, .heading, .scrollsHorizontally, .scrollsVertically,
    ]

    /// Names in use, lower case with `-`, `_` and a leading `is` removed, so that `content-desc`, `contentDesc` and
    /// `isClickable`, `clickable` meet.
    private static let names: [String: NodeAttribute] = [
        "class": .className, "classname": .className, "type": .className,
        "package": .packageName, "packagename": .packageName, "bundleid": .packageName,
        "resourceid": .resourceID, "resourcename": .resourceID, "viewidresourcename": .resourceID,
        "rawidentifier": .resourceID, "identifier": .resourceID,
        "name": .name, "text": .text, "label": .contentDescription,
        "contentdesc": .contentDescription, "contentdescription": .contentDescription,
        "accessibilitytext": .contentDescription,
        "hint": .hint, "hinttext": .hint, "placeholdervalue": .hint, "placeholder": .hint,
        "error": .error, "panetitle": .paneTitle, "tooltip": .tooltip, "tooltiptext": .tooltip,
        "statedescription": .stateDescription, "value": .value, "title": .title, "traits": .traits,
        "windowtype": .windowType,
        "bounds": .bounds, "boundsinscreen": .bounds, "rect": .bounds, "x": .x, "y": .y, "width": .width,
        "height": .height,
        "rotation": .rotation, "drawingorder": .drawingOrder,
        "checkable": .checkable, "checked": .checked, "clickable": .clickable, "enabled": .enabled,
        "focused": .focused, "scrollable": .scrollable, "longclickable": .longClickable,
        "password": .password, "selected": .selected,
        "visible": .visible, "visibletouser": .visible, "displayed": .visible, "visibility": .visible,
        "editable": .editable,
        "showinghint": .showingHint, "showinghinttext": .showingHint, "expanded": .expanded,
        "heading": .heading,
        "scrollablehorizontal": .scrollsHorizontally, "scrollablevertical": .scrollsVertically,
    ]

    /// The attribute that a name in a dump stands for; `ignored` for those nobody needs.
    init(named name: some Sequence<UInt8>) {
        var folded: [UInt8] = []
        for byte in name where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") {
            folded.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
        }
        let text = String(decoding: folded, as: UTF8.self)
        if let attribute = Self.names[text] {
            self = attribute
        } else if text.hasPrefix("is"), let attribute = Self.names[String(text.dropFirst(2))], attribute.flag != nil {
            self = attribute
        } else {
            self = .ignored
        }
    }
}
