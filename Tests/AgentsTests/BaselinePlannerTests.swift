import JSON
import Screens
import TestSupport
import Testing
import Tools

@testable import Agents

/// An instruction, and the call it should become, as `name` or `name element` or `name {arguments}`.
struct Example: Sendable, CustomTestStringConvertible {
    var instruction: String
    var call: String

    init(_ instruction: String, _ call: String) {
        self.instruction = instruction
        self.call = call
    }

    var testDescription: String { instruction }
}

@Suite struct BaselinePlannerTests {
    private func call(_ instruction: String, on screen: Screen, history: [String] = []) -> String {
        let plan = BaselinePlanner().plan(instruction, on: screen, history: history)
        guard let call = plan.calls.first?.call else { return "none" }
        if call.name == "infeasible" { return call.name }
        if call.arguments.isEmpty { return call.name }
        if call.arguments.count == 1, let id = call.arguments["element"]?.integer { return "\(call.name) \(id)" }
        return "\(call.name) \(JSONValue.object(call.arguments).print())"
    }

    @Test(arguments: [
        Example("Tap Bluetooth", "tap 6"), Example("open display", "tap 8"), Example("tap on the back button", "tap 1"),
        Example("click the magnifier icon", "tap 3"), Example("long press Display", "long_press 8"),
        Example("press and hold the display row", "long_press 8"), Example("double tap About phone", "double_tap 10"),
        Example("turn on Bluetooth", "tap 6"), Example("turn off wifi", "tap 5"), Example("turn on Wi-Fi", "done"),
        Example("switch airplane mode on", "tap 7"), Example("tap Blutooth", "tap 6"),
        Example("toggle the first switch", "tap 5"), Example("tap the switch below Bluetooth", "tap 7"),
        Example("tap the second switch", "tap 6"), Example("tap the last row", "tap 10"),
        Example("please tap \"About phone\"", "tap 10"), Example("tap the icon in the top right corner", "tap 3"),
        Example("go back", "back"), Example("go back to the list", "back"),
        Example("hit enter", #"press_key {"key":"enter"}"#), Example("go to the home screen", "home"),
        Example("press enter", #"press_key {"key":"enter"}"#),
        Example("volume up", #"press_key {"key":"volume_up"}"#),
        Example("scroll down", #"scroll {"direction":"down"}"#), Example("swipe left", #"swipe {"direction":"left"}"#),
        Example("wait 3 seconds", #"wait {"seconds":3}"#), Example("open Telegram", #"open_app {"app":"Telegram"}"#),
        Example("launch the Clock app", #"open_app {"app":"Clock"}"#),
        // No typing error begins a word with another letter: this is an app, not the row "Display".
        Example("open Misplay", #"open_app {"app":"Misplay"}"#),
        Example("tap Developer options", #"scroll {"direction":"down","element":4}"#),
        Example("tap Bluetooth and then tap About phone", "tap 6"),
    ])
    func understandsSettings(_ example: Example) {
        #expect(call(example.instruction, on: Fixture.settings) == example.call)
    }

    @Test(arguments: [
        Example("type 'foo@bar.org' into Email", #"type {"element":3,"text":"foo@bar.org"}"#),
        Example("set the name to Bob", #"type {"element":2,"text":"Bob"}"#),
        Example("enter 5551234 in the phone field", #"type {"element":4,"text":"5551234"}"#),
        Example("Type Meet me in Paris into the name field", #"type {"element":2,"text":"Meet me in Paris"}"#),
        Example("fill in phone with 0800 and press enter", #"type {"element":4,"text":"0800","submit":true}"#),
        Example("type hello", #"type {"element":2,"text":"hello"}"#),
        Example(
            "type “Ann Lee” in the name field and press enter", #"type {"element":2,"text":"Ann Lee","submit":true}"#),
        Example("clear the phone number", "clear 4"), Example("check newsletter", "tap 6"),
        Example("save the contact", "tap 8"), Example("tap the button left of Save", "tap 7"),
        Example("delete everything", "infeasible"),
        Example("what is the phone?", #"answer {"text":"12"}"#),
    ])
    func understandsForms(_ example: Example) {
        #expect(call(example.instruction, on: Fixture.form) == example.call)
    }

    @Test(arguments: [
        Example("tap the first image", "tap 1"), Example("select the 4th picture", "tap 4"),
        Example("tap the second image in the third row", "tap 6"), Example("tap the image below Recommended", "tap 8"),
        Example("tap the last image", "tap 8"), Example("tap the button at the bottom right", "tap 9"),
    ])
    func countsAndPlaces(_ example: Example) {
        #expect(call(example.instruction, on: Fixture.gallery) == example.call)
    }

    @Test(arguments: [
        Example("点击蓝牙", "tap 3"), Example("长按通知管理", "long_press 4"), Example("返回", "back"),
        Example("打开通知管理", "tap 4"), Example("打开微信，发送消息", #"open_app {"app":"微信"}"#),
        Example("打开微信", #"open_app {"app":"微信"}"#), Example("开启蓝牙", "tap 3"),
        Example("在搜索设置中输入「壁纸」", #"type {"element":2,"text":"壁纸"}"#),
        Example("搜索壁纸", #"type {"element":2,"text":"壁纸","submit":true}"#),
        Example("向下滑动", #"swipe {"direction":"down"}"#),
    ])
    func understandsChinese(_ example: Example) {
        #expect(call(example.instruction, on: Fixture.chinese) == example.call)
    }

    @Test func doesNotRepeatAStep() {
        let both = "tap Bluetooth and then tap About phone"
        #expect(call(both, on: Fixture.settings, history: ["Tapped Bluetooth"]) == "tap 10")
        #expect(call(both, on: Fixture.settings, history: ["Tapped Bluetooth", "Tapped About phone"]) == "done")
    }

    @Test("Where a row and its switch bear one name, turning on goes to the switch and opening to the row")
    func rowAndSwitch() throws {
        let screen = Fixture.screen([
            .init(.row, "Airplane mode", 0, 0, 800, 160), .init(.switch, "Airplane mode", 800, 0, 280, 160, .tap, .off),
        ])
        let chosen = ["turn on airplane mode", "tap airplane mode"].map {
            BaselinePlanner().plan($0, on: screen, history: []).calls.first?.call.arguments["element"]?.integer
        }
        #expect(chosen == [2, 1])
    }

    @Test(arguments: [Example("tap Continue", "tap 3"), Example("press the continue button", "tap 3")])
    func labelsThatGiveOrdersDoNotWin(_ example: Example) {
        #expect(call(example.instruction, on: Fixture.hostile) == example.call)
    }

    @Test("Of a row and a switch of one name a wanted state is the switch's, and may be there already")
    func aStateIsTheSwitchs() {
        let screen = Fixture.screen([
            Fixture.Row(.row, "Flight mode", 0, 100, 1080, 160),
            Fixture.Row(.switch, "Flight mode", 900, 120, 120, 80, .tap, .off),
        ])
        #expect(call("turn on flight mode", on: screen) == "tap 2")
        #expect(call("turn off flight mode", on: screen) == "done")
        #expect(call("tap flight mode", on: screen) == "tap 1")
    }

    @Test("What cannot be used is not replaced by something that shares words with it")
    func aNamesakeOutOfReachIsMeantAllTheSame() {
        func screen(_ states: ElementStates) -> Screen {
            Fixture.screen([
                Fixture.Row(.list, "", 0, 0, 1080, 1900, .scroll, [.scrollsUp, .scrollsDown]),
                Fixture.Row(.button, "Export all data", 0, 100, 1080, 160),
                Fixture.Row(.button, "Delete all data", 0, 1950, 1080, 160, .tap, states),
            ])
        }
        #expect(call("delete all data", on: screen([])) == "tap 3")
        #expect(call("delete all data", on: screen(.disabled)) == "infeasible")
        #expect(call("delete all data", on: screen(.offscreen)) == #"scroll {"direction":"down","element":1}"#)
    }

    @Test("An article does not keep a label from being meant as a whole")
    func articles() {
        let screen = Fixture.screen([
            Fixture.Row(.field, "Password", 0, 100, 1080, 160, [.tap, .type]),
            Fixture.Row(.checkbox, "Show password", 900, 120, 120, 80),
        ])
        #expect(call("show the password", on: screen) == "tap 2")
    }

    @Test("An instruction of a megabyte is answered at once", .hangGuard, arguments: ["\"", "b c "])
    func longInstructions(_ filler: String) {
        let instruction = "tap Save, then type " + String(repeating: filler, count: 1_000_000 / filler.utf8.count)
        #expect(call(instruction, on: Fixture.form) == "tap 8")
    }

    @Test func aDisabledElementIsNotOffered() {
        let plan = BaselinePlanner().plan("turn on battery saver", on: Fixture.settings, history: [])
        #expect(!plan.calls.contains { $0.element == 9 })
    }

    // MARK: Laws

    private static let odd = [
        "", " ", "…", "tap", "type", "type into", "\"\"", "'", "scroll", "wait 1e999 seconds", "wait -3", "set to",
        "in in in",
        "below", "left of", "next to next to next to", "first", "0th", "99999999999999999999th image", "点击", "输入",
        "tap \u{0}\u{202E}", "search for", "open the app", "press", "and and then then", "turn on", "from",
        "top from left",
        "tap element 3", String(repeating: "tap the button below ", count: 200),
        "type \"" + String(repeating: "x", count: 3000) + "\" into name",
    ]

    @Test(arguments: odd + ["tap Save", "type x into name", "scroll down", "turn on Bluetooth", "what is this?"])
    func everyCallIsValidAndTheSameEachTime(_ instruction: String) throws {
        for screen in Fixture.all {
            let plan = BaselinePlanner().plan(instruction, on: screen, history: ["tapped Save"])
            #expect(!plan.calls.isEmpty)
            for planned in plan.calls {
                _ = try ToolRegistry.ui.validate(planned.call, on: screen)
                #expect((0...1).contains(planned.confidence))
            }
            let again = BaselinePlanner().plan(instruction, on: screen, history: ["tapped Save"])
            #expect(again.calls.map(\.call.json) == plan.calls.map(\.call.json))
        }
    }

    @Test func confidencesOfOneListFallAndSumToOneAtMost() {
        let calls = BaselinePlanner().plan("tap the switch", on: Fixture.settings, history: []).calls
        #expect(calls.count > 3)
        #expect(zip(calls, calls.dropFirst()).allSatisfy { $0.confidence >= $1.confidence })
        #expect(calls.reduce(0) { $0 + $1.confidence } <= 1.0001)
    }
}
