import NIOCore

/// The device's direction of file sync, as the host reads it.
///
/// How long a DONE is depends on what was asked, so every request is told to ``expect(_:)`` when it is sent.
package struct SyncResponseFormat: WireFormat {
    package static let name = Sync.name

    /// What was asked and is not answered.
    private var asked: [SyncID] = []
    /// Bytes of a DATA that are due.
    private var dataLeft = 0

    package init() {}

    package var unfinished: String? {
        dataLeft > 0 ? "DATA, \(dataLeft) bytes before its end" : asked.first.map { "the answer to \($0.letters)" }
    }

    /// Says that a request went to the device; several may be under way, and are answered in their order.
    package mutating func expect(_ request: SyncRequest) {
        switch request {
        case .stat: asked.append(.stat)
        case .stat2: asked.append(.stat2)
        case .lstat2: asked.append(.lstat2)
        case .list: asked.append(.list)
        case .list2: asked.append(.list2)
        case .send, .send2: asked.append(.send)
        case .receive, .receive2: asked.append(.receive)
        case .data, .done, .quit: break
        }
    }

    package mutating func decode(_ input: inout ByteChain) throws(WireError) -> SyncResponse? {
        while dataLeft == 0 {
            guard let word: UInt32 = input.peek() else { return nil }
            guard let request = asked.first else {
                throw Self.error(.unexpected, "\(SyncID.letters(of: word)), and nothing was asked", at: input.offset)
            }
            let id = SyncID(rawValue: word)
            guard request == .receive, id == .data else { return try answer(id, word, to: request, &input) }
            guard let length: UInt32 = input.peek(at: 4) else { return nil }
            dataLeft = try Sync.startData(length, &input)
        }
        guard let piece = input.readPiece(atMost: dataLeft) else { return nil }
        dataLeft -= piece.readableBytes
        return .data(piece)
    }

    private mutating func answer(
        _ id: SyncID?, _ word: UInt32, to request: SyncID, _ input: inout ByteChain
    ) throws(WireError) -> SyncResponse? {
        let response: SyncResponse?
        switch (request, id) {
        case (_, .fail): response = try fail(&input)
        case (.stat, .stat): response = stat1(&input).map { .stat($0) }
        case (.stat2, .stat2): response = stat2(&input).map { .stat2($0) }
        case (.lstat2, .lstat2): response = stat2(&input).map { .lstat2($0) }
        case (.list, .done): response = input.pass(8 + SyncStat.length1) ? .endOfList : nil
        case (.list2, .done): response = input.pass(8 + SyncStat.length2) ? .endOfList2 : nil
        case (.receive, .done): response = input.pass(8) ? .endOfFile : nil
        case (.send, .okay): response = input.pass(8) ? .okay : nil
        // An entry is not the end of the answer.
        case (.list, .entry): return try entry(SyncStat.length1, &input).map { .entry($0) }
        case (.list2, .entry2): return try entry(SyncStat.length2, &input).map { .entry2($0) }
        default:
            throw Self.error(
                .unexpected, "\(SyncID.letters(of: word)) in answer to \(request.letters)", at: input.offset)
        }
        if response != nil { asked.removeFirst() }
        return response
    }

    private func fail(_ input: inout ByteChain) throws(WireError) -> SyncResponse? {
        guard let length: UInt32 = input.peek(at: 4) else { return nil }
        guard length <= SyncLimits.data else {
            throw Self.error(
                .tooLong, "FAIL with \(length) bytes, above the limit of \(SyncLimits.data)", at: input.offset)
        }
        guard input.count >= 8 + Int(length) else { return nil }
        input.skip(8)
        return .fail(String(buffer: input.readSlice(Int(length)) ?? ByteBuffer()))
    }

    private func stat1(_ input: inout ByteChain) -> SyncStat? {
        guard var body = input.readSlice(4 + SyncStat.length1) else { return nil }
        body.moveReaderIndex(forwardBy: 4)
        return SyncStat(version1: &body)
    }

    private func stat2(_ input: inout ByteChain) -> SyncStat? {
        guard var body = input.readSlice(4 + SyncStat.length2) else { return nil }
        body.moveReaderIndex(forwardBy: 4)
        return SyncStat(version2: &body)
    }

    /// Names that are not UTF-8 are repaired: one of them must not hide all the others.
    private func entry(_ body: Int, _ input: inout ByteChain) throws(WireError) -> SyncEntry? {
        guard let length: UInt32 = input.peek(at: 4 + body) else { return nil }
        guard length <= SyncLimits.path else {
            throw Self.error(
                .tooLong, "an entry whose name has \(length) bytes, above the limit of \(SyncLimits.path)",
                at: input.offset)
        }
        guard input.count >= 8 + body + Int(length) else { return nil }
        let stat = body == SyncStat.length1 ? stat1(&input) : stat2(&input)
        input.skip(4)
        let name = String(buffer: input.readSlice(Int(length)) ?? ByteBuffer())
        return stat.map { SyncEntry(name: name, stat: $0) }
    }
}

extension ByteChain {
    /// Passes over so many bytes, if they are all there.
    fileprivate mutating func pass(_ length: Int) -> Bool {
        guard count >= length else { return false }
        skip(length)
        return true
    }
}

package typealias SyncResponseDecoder = WireDecoder<SyncResponseFormat>
