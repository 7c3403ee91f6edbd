import Hierarchies
import JSON
import SimulatedPhones

/// `sim`: what no phone has, the simulator's own controls.
extension DeviceCommands {
    static let simulatorTools: [DeviceCommand] = [DeviceCommand("sim", cost: .nothing, simulator)]

    private static let usage = """
        usage: sim state [APP]            the phone's state, or an app's, as JSON
               sim set APP KEY JSON       sets a key of an app's state
               sim advance MILLISECONDS   lets time go by
               sim finger X Y [X2 Y2] [MILLISECONDS]
                                          a finger on the glass, which getevent hears
               sim fault add SPEC|list|clear
               sim interrupt NAME         one of \(InterruptionNames.choices)
        """

    /// The longest time that goes by at once: a day.
    private static let longestAdvance = 86_400_000

    /// Two numbers are a tap, three one that lasts, four a swipe, five one with its time.
    private static func touch(_ numbers: [Int], _ device: inout DeviceState) {
        let start = Point(x: numbers[0], y: numbers[1])
        let end = numbers.count > 3 ? Point(x: numbers[2], y: numbers[3]) : start
        let time = Duration.milliseconds(numbers.count % 2 == 1 ? numbers[numbers.count - 1] : start == end ? 60 : 300)
        device.glass.touch(
            from: device.phone.upright(start), to: device.phone.upright(end), at: device.phone.uptime, for: time)
        device.phone.swipe(from: start, to: end, duration: time)
        device.phone.advance(by: time)
    }

    private static let simulator: ImmediateCommand.Body = { arguments, io, device in
        let words = Array(arguments.dropFirst())
        switch (arguments.first, words.count) {
        case ("state", 0): io.print(device.phone.state.print())
        case ("state", 1):
            guard let state = device.phone.state["apps"]?[words[0]]?["state"] else {
                return io.fail("sim", "no app is called \(words[0])")
            }
            io.print(state.print())
        case ("set", 3):
            guard let value = try? JSONValue(parsing: words[2]) else {
                return io.fail("sim", "'\(words[2])' is no JSON; a text needs quotation marks of its own")
            }
            do throws(PhoneError) { try device.phone.setState(words[0], words[1], value) } catch {
                return io.fail("sim", error.message)
            }
        case ("advance", 1):
            guard let milliseconds = Int(words[0]), (0...longestAdvance).contains(milliseconds) else {
                return io.fail("sim", "'advance' needs milliseconds, 0 to \(longestAdvance)")
            }
            device.phone.advance(by: .milliseconds(milliseconds))
        case ("finger", 2...5):
            let numbers = words.compactMap { Int($0) }.map { min(max($0, 0), 100_000) }
            guard numbers.count == words.count else { return io.fail("sim", "'finger' needs pixels and milliseconds") }
            touch(numbers, &device)
        case ("interrupt", 1):
            guard let interruption = InterruptionNames.interruption(words[0]) else {
                return io.fail("sim", "'\(words[0])' is none of \(InterruptionNames.choices)")
            }
            device.phone.interrupt(with: interruption)
        case ("fault", 1...): return fault(words, &io, &device)
        default:
            io.printError(usage)
            return 64
        }
        return 0
    }

    private static func fault(_ words: [String], _ io: inout CommandIO, _ device: inout DeviceState) -> Int {
        switch (words[0], words.count) {
        case ("list", 1): for fault in device.faults.faults { io.print(fault.description) }
        case ("clear", 1): device.faults.clear()
        case ("add", 2):
            do throws(FaultError) { try device.faults.add(try Fault(parsing: words[1])) } catch {
                return io.fail("sim", error.description)
            }
        default:
            io.printError(usage)
            return 64
        }
        return 0
    }
}
