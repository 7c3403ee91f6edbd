import Devices
import Testing

struct KeyCodeTests {
    @Test(
        "A key is found by its name in any case, with and without KEYCODE_, and by its number",
        arguments: [
            ("back", "KEYCODE_BACK"), ("KEYCODE_ENTER", "KEYCODE_ENTER"), ("Keycode_Home", "KEYCODE_HOME"),
            ("7", "KEYCODE_0"), ("KEYCODE_7", "KEYCODE_7"), ("0", "KEYCODE_UNKNOWN"), ("67", "KEYCODE_DEL"),
            ("111", "KEYCODE_ESCAPE"), ("142", "KEYCODE_F12"), ("187", "KEYCODE_APP_SWITCH"),
            ("219", "KEYCODE_ASSIST"), ("279", "KEYCODE_PASTE"), ("288", "KEYCODE_PROFILE_SWITCH"),
        ])
    func names(_ text: String, _ name: String) { #expect(KeyCode(named: text)?.name == name) }

    @Test(arguments: ["FOO", "", "KEYCODE_", "289", "-1", "BACK; reboot", "KEYCODE_KEYCODE_BACK"])
    func refusesWhatIsNoKey(_ text: String) { #expect(KeyCode(named: text) == nil) }
}
