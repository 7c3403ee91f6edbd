/// The keys that `pressKey` takes, in lower case.
///
/// Source: the descriptions of Maestro's `KeyCode`.
package enum FlowKeys {
    package static let names = [
        "enter", "backspace", "back", "home", "lock", "volume up", "volume down", "escape", "power", "tab",
        "remote dpad up", "remote dpad down", "remote dpad left", "remote dpad right", "remote dpad center",
        "remote media play pause", "remote media stop", "remote media next", "remote media previous",
        "remote media rewind", "remote media fast forward", "remote system navigation up",
        "remote system navigation down", "remote button a", "remote button b", "remote menu", "tv input",
        "tv input hdmi 1", "tv input hdmi 2", "tv input hdmi 3",
    ]
}
