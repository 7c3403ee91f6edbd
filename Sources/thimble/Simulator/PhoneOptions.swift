import ADBKeys
import ADBTransport
import ArgumentParser
import DeviceBridge
import DeviceSimulator
import Devices
import SimulatedPhones
import Synchronization

/// What a simulated phone is like.
struct PhoneOptions: ParsableArguments {
    @Option(help: AppFolder.help, completion: .directory)
    var apps: String?

    @Option(help: ArgumentHelp("phone, small or tablet.", valueName: "name"))
    var profile = "phone"

    @Option(help: "The phone's language, such as zh; an app that does not have it shows its own.")
    var language = "en"

    @Option(
        help: ArgumentHelp(
            "Go wrong on purpose: KIND@SERVICE[#N][=ARG], such as drop@shell#3; may be given several times.",
            valueName: "fault"))
    var fault: [String] = []

    @Flag(name: .customLong("adb-keyboard"), help: "Have an ADB keyboard installed.")
    var hasADBKeyboard = false

    @Flag(help: "Let commands take no time of the phone's.")
    var instant = false

    func validate() throws {
        guard PhoneProfile.named.contains(where: { $0.name == profile }) else {
            let names = PhoneProfile.named.map(\.name).joined(separator: ", ")
            throw ValidationError("--profile is one of \(names)")
        }
    }

    /// A phone with all declared apps, one of them in front when it is named.
    func device(serial: String, showing name: String?) throws -> SimulatedDevice {
        let apps = try AppFolder(apps).apps()
        var first: AppDeclaration?
        if let name {
            first = apps.first { $0.name == name || $0.app.package == name }?.app
            guard first != nil else {
                let names = apps.map(\.name).joined(separator: ", ")
                throw UsageError(description: "no simulated app is called \"\(name)\"; there are \(names)")
            }
        }
        var profile = PhoneProfile.named.first { $0.name == self.profile }?.profile ?? .phone
        profile.hasADBKeyboard = hasADBKeyboard
        var faults: [Fault] = []
        for text in fault {
            do throws(FaultError) { faults.append(try Fault(parsing: text)) } catch {
                throw UsageError(description: "--fault \(error)")
            }
        }
        let phone = SimulatedPhone(
            profile: profile, apps: apps.map(\.app), languages: [language, "en"], startingIn: first?.package)
        return SimulatedDevice(
            serial: serial, phone: phone, costs: instant ? .zero : .realistic, faults: FaultPlan(faults))
    }
}

/// Whom a simulated phone lets in.
enum GateChoice: String, CaseIterable, ExpressibleByArgument {
    case open, accept, deny, tls

    func gate() throws(KeyError) -> DeviceGate {
        switch self {
        case .open: return .open
        case .accept, .deny:
            let known = KnownKeys()
            let allows = self == .accept
            return .keys(
                .init(
                    token: { (0..<ADBKey.tokenLength).map { _ in UInt8.random(in: 0...255) } },
                    knows: { signature, token in known.verify(signature, token) },
                    allows: { text in
                        if allows { known.add(text) }
                        return allows
                    }))
        case .tls:
            let key = try ADBKey.generate()
            return .tls(certificate: try key.certificate().pem, privateKey: try key.pem(), knows: nil)
        }
    }
}

/// The keys that the person at a simulated phone has allowed.
private final class KnownKeys: Sendable {
    private let keys = Mutex<[ADBPublicKey]>([])

    func verify(_ signature: [UInt8], _ token: [UInt8]) -> Bool {
        keys.withLock { $0.contains { $0.verifies(signature, token: token) } }
    }

    func add(_ text: String) {
        guard let key = try? ADBPublicKey(text: text) else { return }
        keys.withLock { $0.append(key) }
    }
}

extension KeyError: ReportableError {
    /// EX_UNAVAILABLE: without a key no device answers.
    var exitCode: Int32 { 69 }
}

extension TransportError: ReportableError {
    var exitCode: Int32 { 69 }
}
