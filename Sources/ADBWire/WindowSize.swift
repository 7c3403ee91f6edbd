/// The size of a terminal, as the host tells it to a shell with a PTY.
package struct WindowSize: Sendable, Hashable {
    package var rows: UInt16
    package var columns: UInt16
    /// 0 where the terminal does not know.
    package var xPixels: UInt16
    package var yPixels: UInt16

    package init(rows: UInt16, columns: UInt16, xPixels: UInt16 = 0, yPixels: UInt16 = 0) {
        self.rows = rows
        self.columns = columns
        self.xPixels = xPixels
        self.yPixels = yPixels
    }

    /// Reads `ROWSxCOLUMNS,XPIXELSxYPIXELS`, with or without the NUL that `adb` sends behind it.
    package init(parsing text: some StringProtocol) throws(WireError) {
        let body = text.last == "\0" ? text.dropLast() : text[...]
        let halves = body.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = halves.flatMap { $0.split(separator: "x", omittingEmptySubsequences: false) }
            .map { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt16($0) : nil }
        guard halves.count == 2, numbers.count == 4, halves.allSatisfy({ $0.utf8.count { $0 == 0x78 } == 1 }),
            let rows = numbers[0], let columns = numbers[1], let xPixels = numbers[2], let yPixels = numbers[3]
        else {
            throw WireError(
                .malformed, "a window size of \"\(body)\", it reads ROWSxCOLUMNS,XPIXELSxYPIXELS",
                in: ShellPacketFormat.name)
        }
        self.init(rows: rows, columns: columns, xPixels: xPixels, yPixels: yPixels)
    }

    /// The payload of the packet, with the NUL that devices expect.
    package var payload: String { "\(rows)x\(columns),\(xPixels)x\(yPixels)\0" }
}
