import ADBTransport
import ArgumentParser
import DeviceSimulator
import Glibc
import JSON

/// `thimble sim serve`: simulated phones until Ctrl-C.
struct SimServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run simulated phones on ports of this computer until Ctrl-C.",
        discussion: """
            Each phone is an adbd that adb and thimble connect to. Ports 5555 to 5585 are taken up by any adb server of \
            this computer by itself; the default lies beyond. All declared apps are installed; the named one is in front.
            Each phone's address is printed once it can be reached.

            Kinds of faults: \(Fault.Kind.allCases.map(\.rawValue).joined(separator: ", ")).

            Example: thimble sim serve settings --port 5601 --fault "slow@shell:uiautomator=2000"
            """)

    @OptionGroup var phone: PhoneOptions

    @Argument(help: "The app that is in front; the launcher when left out.")
    var app: String?

    @Option(help: "The first phone's port; 0 for any that is free.")
    var port = 5601

    @Option(help: "How many phones, on successive ports unless --port is 0.")
    var count = 1

    @Option(help: "Whom they let in: open, accept (any key), deny (all keys), or tls.")
    var auth = GateChoice.open

    @Flag(help: "Print one JSON object a phone: serial and address.")
    var json = false

    func validate() throws {
        guard (0...65535).contains(port), count >= 1, port + count <= 65536 else {
            throw ValidationError("ports go from 1 to 65535, and there is at least one phone")
        }
    }

    func run() async throws {
        let gate = try auth.gate()
        let first = try phone.device(serial: "SIM\(port)", showing: app)
        var phones: [Adbd] = []
        // Ports that are any that are free do not follow one another; programs get every phone.
        let listsEach = json || count <= 20 || port == 0
        for number in 0..<count {
            let serial = "SIM\(port + number)"
            let device = number == 0 ? first : first.copy(serial: serial)
            let adbd = try await Adbd.start(device, port: port == 0 ? 0 : port + number, gate: gate)
            phones.append(adbd)
            let address = "127.0.0.1:\(adbd.port)"
            if json {
                print(["serial": .string(device.serial), "address": .string(address)] as JSONValue)
            } else if listsEach {
                print(address)
            }
        }
        if !listsEach { print("127.0.0.1:\(phones[0].port) to \(phones[count - 1].port)") }
        fflush(nil)
        await Interrupts.wait()
        for phone in phones { await phone.stop() }
    }
}
