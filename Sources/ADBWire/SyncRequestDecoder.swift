import NIOCore

/// The host's direction of file sync, as the device reads it.
package struct SyncRequestFormat: WireFormat {
    package static let name = Sync.name

    private enum State {
        case request
        /// SND2's or RCV2's path came, its second message is due.
        case setup(SyncID, path: String)
        /// A file is sent: DATA or DONE.
        case transfer
        /// So many bytes of a DATA are due.
        case data(Int)
    }

    private var state = State.request

    package init() {}

    package var unfinished: String? {
        switch state {
        case .request: nil
        case .setup(let id, _): "\(id.letters), of whose two messages one came"
        case .transfer: "a file that is sent, before its DONE"
        case .data(let left): "DATA, \(left) bytes before its end"
        }
    }

    package mutating func decode(_ input: inout ByteChain) throws(WireError) -> SyncRequest? {
        if case .transfer = state, try !startTransferMessage(&input) { return nil }
        switch state {
        case .data(let left):
            guard let piece = input.readPiece(atMost: left) else { return nil }
            state = piece.readableBytes == left ? .transfer : .data(left - piece.readableBytes)
            return .data(piece)
        case .transfer:
            guard let time: UInt32 = input.peek(at: 4) else { return nil }
            input.skip(8)
            state = .request
            return .done(modificationTime: time)
        case .setup(let id, let path): return try setup(id, path, &input)
        case .request: return try request(&input)
        }
    }

    /// Passes over headers of DATA, up to one that has bytes; false when the next header is not all there.
    ///
    /// When the state stays `.transfer`, DONE is at the front.
    private mutating func startTransferMessage(_ input: inout ByteChain) throws(WireError) -> Bool {
        while true {
            guard let word: UInt32 = input.peek() else { return false }
            switch SyncID(rawValue: word) {
            case .done: return true
            case .data:
                guard let length: UInt32 = input.peek(at: 4) else { return false }
                let left = try Sync.startData(length, &input)
                if left > 0 {
                    state = .data(left)
                    return true
                }
            default:
                throw Self.error(
                    .unexpected, "\(SyncID.letters(of: word)) within a file that is sent, where DATA or DONE is due",
                    at: input.offset)
            }
        }
    }

    private mutating func setup(
        _ id: SyncID, _ path: String, _ input: inout ByteChain
    ) throws(WireError) -> SyncRequest? {
        guard let word: UInt32 = input.peek() else { return nil }
        guard word == id.rawValue else {
            throw Self.error(
                .unexpected, "\(SyncID.letters(of: word)) where the second \(id.letters) is due",
                at: input.offset)
        }
        guard let first: UInt32 = input.peek(at: 4) else { return nil }
        if id == .receive2 {
            input.skip(8)
            state = .request
            return .receive2(path: path, flags: SyncFlags(rawValue: first))
        }
        guard let flags: UInt32 = input.peek(at: 8) else { return nil }
        input.skip(12)
        state = .transfer
        return .send2(path: path, mode: first, flags: SyncFlags(rawValue: flags))
    }

    private mutating func request(_ input: inout ByteChain) throws(WireError) -> SyncRequest? {
        guard let word: UInt32 = input.peek() else { return nil }
        guard let id = SyncID(rawValue: word), id.isRequest else {
            throw Self.error(.unexpected, "\(SyncID.letters(of: word)) is no request", at: input.offset)
        }
        guard let length: UInt32 = input.peek(at: 4) else { return nil }
        guard length <= SyncLimits.path else {
            throw Self.error(
                .tooLong, "\(id.letters) with \(length) bytes, above the limit of \(SyncLimits.path)",
                at: input.offset)
        }
        guard input.count >= 8 + Int(length) else { return nil }
        let start = input.offset
        input.skip(8)
        guard let path = (input.readSlice(Int(length)) ?? ByteBuffer()).readableUTF8, !path.utf8.contains(0) else {
            throw Self.error(.malformed, "\(id.letters) with a path that is not UTF-8, or contains NUL", at: start)
        }
        switch id {
        case .stat: return .stat(path)
        case .stat2: return .stat2(path)
        case .lstat2: return .lstat2(path)
        case .list: return .list(path)
        case .list2: return .list2(path)
        case .receive: return .receive(path)
        case .send:
            guard let (path, mode) = Self.splitMode(path) else {
                throw Self.error(.malformed, "SEND with \"\(path)\", which reads PATH,MODE", at: start)
            }
            state = .transfer
            return .send(path: path, mode: mode)
        case .send2, .receive2:
            state = .setup(id, path: path)
            return try setup(id, path, &input)
        default: return .quit
        }
    }

    /// Splits at the last comma; the mode is a C number, of base 10, 8 (`0…`) or 16 (`0x…`), as AOSP reads it.
    private static func splitMode(_ text: String) -> (path: String, mode: UInt32)? {
        guard let comma = text.lastIndex(of: ",") else { return nil }
        let digits = text[text.index(after: comma)...]
        guard digits.first?.isWholeNumber == true, !digits.contains("+") else { return nil }
        let mode =
            if digits.hasPrefix("0x") {
                UInt32(digits.dropFirst(2), radix: 16)
            } else {
                UInt32(digits, radix: digits.hasPrefix("0") ? 8 : 10)
            }
        return mode.map { (String(text[..<comma]), $0) }
    }
}

package typealias SyncRequestDecoder = WireDecoder<SyncRequestFormat>

extension SyncID {
    /// Whether a host may say it between two transfers.
    fileprivate var isRequest: Bool {
        switch self {
        case .stat, .stat2, .lstat2, .list, .list2, .send, .send2, .receive, .receive2, .quit: true
        case .entry, .entry2, .data, .done, .okay, .fail: false
        }
    }
}
