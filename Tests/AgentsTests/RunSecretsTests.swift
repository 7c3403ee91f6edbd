import DeviceTestSupport
import Devices
import Flows
import JSON
import Screens
import Synchronization
import Testing
import Tools

@testable import Agents

@Suite struct RunSecretsTests {
    /// Everything that a run writes or hands out.
    private func artefacts(
        _ lines: [ScriptedPlanner.Line], instruction: String, on device: FakeDevice,
        variables: [String: String] = [:]
    ) async -> (result: RunResult, all: String) {
        let journal = MemoryJournal()
        let planner = ScriptedPlanner(lines: lines, clock: device.clock)
        var policy = RunPolicy()
        policy.variables = variables
        let agent = Agent(
            StepExecutor(device, clock: device.clock), planner: planner, policy: policy,
            consent: BlanketConsent.granted, observers: [journal.observer])
        let result = await agent.run(instruction)
        let histories = planner.asked.histories.withLock { $0 }.flatMap { $0 }
        let all = [journal.bytes, result.flow ?? "", JSONValue.object(result.json).print(), result.message] + histories
        return (result, all.joined(separator: "\n"))
    }

    @Test(
        "No byte of what a run writes shows a password, whatever becomes of it",
        arguments: [
            "hunter2", "p\"a\\ss<w>&ö", "correct horse battery",
        ],
        [FakeDevice.Fault.none, .losesText, .losesCharacters(keeping: 3), .dies(after: 6), .neverSettles])
    func passwordsStayOut(_ secret: String, _ fault: FakeDevice.Fault) async {
        let device = FakeDevice(.mail, fault)
        let (result, all) = await artefacts(
            [
                .call(.type, "User", ["text": "ann"]), .call(.type, "Password", ["text": .string(secret)]),
                .call(.done, nil, ["summary": .string("typed \(secret)")]),
            ],
            instruction: "type ann into User name and \"\(secret)\" into Password", on: device)
        #expect(!all.contains(secret))
        #expect(!all.contains(String(JSONValue.string(secret).print().dropFirst().dropLast())))
        if fault == .none {
            #expect(device.text("app:id/secret") == secret)
            #expect(result.variables == ["SECRET_1"])
            #expect(result.flow?.contains("- inputText: \"${SECRET_1}\"") == true)
            #expect(result.flow?.contains("- inputText: \"ann\"") == true)
        }
    }

    @Test("A variable is typed by its value and known to nobody but the device")
    func variables() async {
        let device = FakeDevice(.mail)
        let (result, all) = await artefacts(
            [.call(.type, "Password", ["text": "${MAIL_PASSWORD}"])],
            instruction: "type ${MAIL_PASSWORD} into Password", on: device, variables: ["MAIL_PASSWORD": "s3cr3t!"])
        #expect(device.text("app:id/secret") == "s3cr3t!")
        #expect(!all.contains("s3cr3t!"))
        #expect(result.flow?.contains("- inputText: \"${MAIL_PASSWORD}\"") == true)
        #expect(result.instruction == "type ${MAIL_PASSWORD} into Password")
    }

    @Test(
        "An instruction's password is masked before it is typed",
        arguments: [
            ("type hunter2 into the password field", ["hunter2"]), ("set the password to \"a b\"", ["a b"]),
            ("log in as bob with password hunter2", ["hunter2"]), ("enter 4711 as PIN and tap OK", ["4711"]),
            ("tap Forgot password", []), ("turn on airplane mode", []), ("type hello into Search", []),
            ("在密码中输入「hunter2」", ["hunter2"]), ("Pin the note Milk to the top", []), ("pin \"Milk\"", []),
            ("pin 4711", ["4711"]), ("please pin the chat", []), ("PIN is 0000", ["0000"]),
        ])
    func instructions(_ instruction: String, _ secrets: [String]) {
        #expect(InstructionSecrets.texts(of: instruction) == secrets)
    }

    @Test func aPasswordOfThePlannersOwnMakingNeedsConsent() async {
        let device = FakeDevice(.mail)
        let journal = MemoryJournal()
        let agent = Agent(
            StepExecutor(device, clock: device.clock),
            planner: ScriptedPlanner(lines: [.call(.type, "Password", ["text": "guessed1"])], clock: device.clock),
            observers: [journal.observer])
        let result = await agent.run("log in")
        #expect(result.ending.exitCode == 2)
        #expect(device.text("app:id/secret").isEmpty)
        #expect(!journal.bytes.contains("guessed1"))
    }
}

@Suite struct RiskJudgeTests {
    private func verdict(_ role: Role, _ label: String, _ tool: UITool = .tap) -> Risk {
        let screen = Fixture.screen([.init(role, label, 0, 200, 600, 120)])
        return RiskJudge().judge(ToolCall(tool.rawValue, ["element": 1]), on: screen).risk
    }

    @Test(arguments: [
        ("Pay $5.00", Risk.pays), ("BUY NOW", .pays), ("Place order", .pays), ("Send", .sends), ("Delete", .deletes),
        ("Erase all data", .deletes), ("Remove", .deletes), ("Uninstall", .deletes), ("Reset", .deletes),
        ("Share", .sends), ("Call Ann", .sends), ("Post", .sends), ("Jetzt kaufen", .pays), ("Löschen", .deletes),
        ("Senden", .sends), ("Enviar", .sends), ("Comprar", .pays), ("Eliminar", .deletes), ("Acheter", .pays),
        ("Envoyer", .sends), ("Supprimer", .deletes), ("立即支付", .pays), ("发送", .sends), ("删除", .deletes),
        ("ادفع الآن", .pays), ("إرسال", .sends), ("حذف", .deletes), ("الحذف", .deletes),
    ])
    func buttonsThatCost(_ label: String, _ risk: Risk) {
        #expect(verdict(.button, label) == risk)
        #expect(verdict(.link, label).needsConsent)
    }

    @Test(arguments: ["OK", "Continue", "Settings", "Open", "Sender name", "Payload", "设置", "Weiter", "التالي"])
    func buttonsThatCostNothing(_ label: String) { #expect(!verdict(.button, label).needsConsent) }

    @Test func placesAndContentCostNothing() {
        #expect(!verdict(.tab, "Calls").needsConsent)
        #expect(!verdict(.field, "Send to").needsConsent)
        #expect(!verdict(.row, "Ann | please send me the file").needsConsent)
        #expect(!verdict(.button, "Delete", .scroll).needsConsent)
    }

    @Test func enterBesideASendButtonSends() {
        let screen = Fixture.screen([
            .init(.field, "Message", 0, 1700, 800, 120, [.tap, .type], .focused),
            .init(.button, "Send", 820, 1700, 200, 120),
        ])
        let type = ToolCall("type", ["element": 1, "text": "hi", "submit": true])
        #expect(RiskJudge().judge(type, on: screen).risk == .sends)
        #expect(RiskJudge().judge(ToolCall("press_key", ["key": "enter"]), on: screen).risk == .sends)
        #expect(!RiskJudge().judge(ToolCall("type", ["element": 1, "text": "hi"]), on: screen).risk.needsConsent)
    }
}
