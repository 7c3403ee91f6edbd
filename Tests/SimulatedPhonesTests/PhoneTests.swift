import Hierarchies
import JSON
import Screens
import Testing

@testable import SimulatedPhones

@Suite struct PhoneTests {
    private static let settings = "com.android.settings"

    private func phone(_ file: String, profile: PhoneProfile = .phone, languages: [String] = ["en"]) throws
        -> SimulatedPhone
    {
        let app = try SampleApps.declaration(file)
        return SimulatedPhone(profile: profile, apps: [app], languages: languages, startingIn: app.package)
    }

    @Test func `The launcher lists the apps, and a tap starts one`() throws {
        var phone = SimulatedPhone(apps: SampleApps.all)
        #expect(phone.foreground?.package == SimulatedPhone.launcher)
        try phone.tap(on: "Contacts")
        #expect(phone.foreground?.component == "com.android.contacts/.activities.PeopleActivity")
    }

    @Test func `A switch bound to a setting follows it, and leads it`() throws {
        var phone = try phone("settings.yaml")
        try phone.tap(on: "Network & internet")
        try phone.tap(on: "Airplane mode")
        #expect(phone.setting("airplane_mode_on", in: .global) == "1")
        #expect(phone.setting("mobile_data", in: .global) == "0")
        #expect(try phone.screen().elements.first { $0.label.hasPrefix("Airplane mode") }?.states.contains(.on) == true)
        phone.putSetting("airplane_mode_on", "0", in: .global)
        #expect(phone.stateValue(Self.settings, "airplane") == false)
        #expect(
            try phone.screen().elements.first { $0.label.hasPrefix("Airplane mode") }?.states.contains(.off) == true)
    }

    @Test func `A field is validated, corrected and saved`() throws {
        var phone = try phone("contacts.yaml")
        try phone.tap(on: "Create contact")
        #expect(phone.isKeyboardShown)
        #expect(phone.focusedField?.resourceID == "com.android.contacts:id/first_name")
        try phone.tap(on: "Save")
        #expect(phone.hierarchyXML().contains("Enter a name"))
        try phone.inputText("Zoe")
        #expect(!phone.hierarchyXML().contains("Enter a name"))
        try phone.tap(on: "Phone")
        phone.commitText("+1 555 0188")
        try phone.tap(on: "Save")
        #expect(phone.frontEntry?.name == "contact")
        let names = phone.stateValue("com.android.contacts", "contacts")?.array?.compactMap { $0["first"]?.string }
        #expect(names?.last == "Zoe")
        #expect(phone.toast == "Contact saved")
        phone.advance(by: .seconds(3))
        #expect(phone.toast == nil)
    }

    @Test func `BACK closes the keyboard, then asks, and the answer counts`() throws {
        var phone = try phone("contacts.yaml")
        try phone.tap(on: "Create contact")
        try phone.inputText("Zoe")
        try phone.press("KEYCODE_BACK")
        #expect(!phone.isKeyboardShown && phone.frontEntry?.name == "editor")
        try phone.press("4")
        #expect(phone.hierarchyXML().contains("Discard your changes?"))
        try phone.tap(on: "Keep editing")
        #expect(phone.frontEntry?.vars["first"] == "Zoe")
        try phone.press("BACK")
        try phone.tap(on: "Discard")
        #expect(phone.frontEntry?.name == "people")
    }

    @Test func `Deleting asks first, and closes the screen of what is gone`() throws {
        var phone = try phone("contacts.yaml")
        let before = phone.stateValue("com.android.contacts", "contacts")?.array?.count ?? 0
        try phone.tap(on: "Ada Lovelace")
        try phone.tap(on: "More options")
        try phone.tap(on: "Delete")
        try phone.tap(on: "Cancel")
        #expect(phone.stateValue("com.android.contacts", "contacts")?.array?.count == before)
        try phone.tap(on: "More options")
        try phone.tap(on: "Delete")
        try phone.tap(on: "Delete")
        #expect(phone.stateValue("com.android.contacts", "contacts")?.array?.count == before - 1)
        #expect(phone.frontEntry?.name == "people")
    }

    @Test func `A password is dots in a dump and its text in the field`() throws {
        var phone = try phone("settings.yaml")
        phone.openScreen("add_account", of: Self.settings, record: nil)
        try phone.tap(on: "password")
        try phone.inputText("hunter2")
        let xml = phone.hierarchyXML()
        #expect(xml.contains("•••••••") && !xml.contains("hunter2"))
        #expect(xml.contains("password=\"true\""))
        #expect(phone.focusedField?.text == "hunter2")
    }

    @Test("What a key map lacks is refused before anything is typed", arguments: ["é", "abc东", "🙂", "a\u{7}"])
    func unmappable(text: String) throws {
        var phone = try phone("contacts.yaml")
        try phone.tap(on: "Create contact")
        #expect(throws: PhoneError.self) { try phone.inputText(text) }
        #expect(phone.focusedField?.text == "")
        phone.commitText("é东🙂")
        #expect(phone.focusedField?.text == "é东🙂")
    }

    @Test func `Keys edit the focused field`() throws {
        var phone = try phone("contacts.yaml")
        try phone.tap(on: "Create contact")
        try phone.inputText("Zoey")
        for key in ["DEL", "MOVE_HOME", "FORWARD_DEL", "A", "29", "SPACE", "MOVE_END", "DPAD_LEFT", "STAR"] {
            try phone.press(key)
        }
        #expect(phone.focusedField?.text == "aa o*e")
        phone.clipboard = "東京"
        try phone.press("PASTE")
        #expect(phone.focusedField?.text == "aa o*東京e")
        #expect(throws: PhoneError.self) { try phone.press("KEYCODE_NOPE") }
    }

    @Test func `The ADB keyboard commits any Unicode while it is the default`() throws {
        var profile = PhoneProfile.phone
        profile.hasADBKeyboard = true
        var phone = try phone("contacts.yaml", profile: profile)
        try phone.tap(on: "Create contact")
        let wasReceived = phone.broadcast("ADB_INPUT_TEXT", extras: ["msg": "東"])
        #expect(!wasReceived)
        try phone.setDefaultInputMethod(SimulatedPhone.adbKeyboard)
        let isReceived = phone.broadcast("ADB_INPUT_B64", extras: ["msg": "5p2x5Lqs"])
        #expect(isReceived)
        #expect(phone.focusedField?.text == "東京")
        _ = phone.broadcast("ADB_CLEAR_TEXT", extras: [:])
        #expect(phone.focusedField?.text == "")
    }

    @Test func `Loading spins, and is not idle until it ends`() throws {
        var phone = try phone("settings.yaml")
        phone.openScreen("wifi", of: Self.settings, record: nil)
        #expect(!phone.isIdle && !phone.hierarchyXML().contains("Pilot Bay"))
        phone.advance(by: .milliseconds(700))
        #expect(phone.isIdle && phone.hierarchyXML().contains("Pilot Bay"))
    }

    @Test func `A running stopwatch is never idle and shows the time gone by`() throws {
        var phone = try phone("clock.yaml")
        try phone.tap(on: "Allow")
        try phone.tap(on: "Stopwatch")
        try phone.tap(on: "Start")
        #expect(!phone.isIdle)
        phone.advance(by: .seconds(65))
        #expect(phone.hierarchyXML().contains("1:05"))
        try phone.tap(on: "Pause")
        #expect(phone.isIdle)
    }

    @Test func `A permission is asked for, and the answer kept`() throws {
        var phone = try phone("clock.yaml")
        #expect(phone.foreground?.package == "com.android.permissioncontroller")
        #expect(phone.hierarchyXML().contains("com.android.permissioncontroller:id/permission_allow_button"))
        try phone.tap(on: "Allow")
        #expect(phone.packages.first { $0.package == "com.android.deskclock" }?.permissions.values.first == true)
    }

    @Test func `A time is picked`() throws {
        var phone = try phone("clock.yaml")
        try phone.tap(on: "Allow")
        try phone.tap(on: "6:30 AM")
        try phone.tap(on: "PM")
        try phone.tap(on: "OK")
        let times = phone.stateValue("com.android.deskclock", "alarms")?.array?.compactMap { $0["time"]?.string }
        #expect(times?.contains("18:30") == true)
    }

    @Test func `State outlives a reboot and is reset with the data`() throws {
        var phone = try phone("settings.yaml")
        try phone.setState(Self.settings, "dark", true)
        phone.reboot()
        #expect(phone.stateValue(Self.settings, "dark") == true && !phone.isRunning(Self.settings))
        let saved = phone.state
        phone.clearData(Self.settings)
        #expect(phone.stateValue(Self.settings, "dark") == false)
        phone.restore(saved)
        #expect(phone.stateValue(Self.settings, "dark") == true)
        #expect(throws: PhoneError.self) { try phone.setState(Self.settings, "dark", "yes") }
    }

    @Test func `Swiping scrolls, and what is out of sight is not in the dump`() throws {
        var phone = try phone("settings.yaml")
        #expect(!phone.hierarchyXML().contains("About phone"))
        for _ in 0..<3 {
            phone.swipe(from: Point(x: 540, y: 2000), to: Point(x: 540, y: 700), duration: .milliseconds(300))
        }
        #expect(phone.hierarchyXML().contains("About phone"))
        #expect(!phone.hierarchyXML().contains("text=\"Network &amp; internet\""))
        try phone.tap(on: "About phone")
        #expect(phone.foreground?.component == "com.android.settings/.Settings$MyDeviceInfoActivity")
    }

    @Test func `Another language is shown where an app has it`() throws {
        var phone = try phone("settings.yaml", languages: ["zh-CN"])
        try phone.tap(on: "网络和互联网")
        #expect(try phone.screen().elements.contains { $0.label.contains("飞行模式") })
        #expect(phone.packages.first { $0.package == Self.settings }?.label == "设置")
    }

    @Test func `A system dialog takes the screen until it is answered`() throws {
        var phone = try phone("settings.yaml")
        phone.interrupt(with: .notResponding)
        #expect(phone.hierarchyXML().contains("Settings isn’t responding"))
        try phone.tap(on: "Close app")
        #expect(!phone.isRunning(Self.settings) && phone.foreground?.package == SimulatedPhone.launcher)
    }

    @Test func `Rotation and size change the layout`() throws {
        var phone = try phone("settings.yaml")
        phone.setRotation(1)
        #expect(phone.hierarchyXML().contains("<hierarchy rotation=\"1\">"))
        #expect(phone.hierarchyXML().contains("bounds=\"[0,0][2400,1080]\""))
        phone.setRotation(0)
        phone.overrideSize(Size(width: 720, height: 1280))
        #expect(phone.hierarchyXML().contains("bounds=\"[0,0][720,1280]\""))
        let png = phone.screenshot()
        #expect(Array(png[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(Array(png[16..<24]) == [0, 0, 2, 0xD0, 0, 0, 5, 0])
    }

    @Test func `Intents and activities open their screens`() throws {
        var phone = try phone("settings.yaml")
        phone.goHome()
        _ = phone.launch(action: "android.settings.WIFI_SETTINGS")
        #expect(phone.foreground?.component == "com.android.settings/.Settings$WifiSettingsActivity")
        let outcomes = [
            phone.launch(action: "no.such.ACTION"), phone.launch("no.such"),
            phone.launch(Self.settings, activity: ".Nope"),
        ]
        #expect(outcomes == [.noHandler, .noSuchPackage, .noSuchActivity])
    }
}
