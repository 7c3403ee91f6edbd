/// The keys that `press_key` knows: AOSP's key names in lower case, without `KEYCODE_`.
///
/// Source: `android.view.KeyEvent`. One differs: AOSP calls the backspace key DEL, which models take for forward
/// delete.
package enum Key: String, Sendable, CaseIterable {
    case enter, backspace, tab, escape, space
    case home, back, menu, search, power
    case forwardDelete = "forward_del"
    case appSwitch = "app_switch"
    case volumeUp = "volume_up"
    case volumeDown = "volume_down"
    case volumeMute = "volume_mute"
    case pageUp = "page_up"
    case pageDown = "page_down"
    case moveHome = "move_home"
    case moveEnd = "move_end"
    case dpadUp = "dpad_up"
    case dpadDown = "dpad_down"
    case dpadLeft = "dpad_left"
    case dpadRight = "dpad_right"
    case dpadCenter = "dpad_center"
    case mediaPlayPause = "media_play_pause"
    case camera

    /// The name that `input keyevent` takes.
    package var androidName: String {
        self == .backspace ? "KEYCODE_DEL" : "KEYCODE_" + rawValue.uppercased()
    }
}
