extension DeviceCommands {
    /// `test` and `[`: 0 for true, 1 for false, 2 for an expression that is none.
    static func test(_ words: [String], name: String, _ io: inout CommandIO, _ device: DeviceState) -> Int {
        var expression = TestExpression(words: words[...], folder: io.folder, files: device.files)
        guard !words.isEmpty else { return 1 }
        guard let value = expression.disjunction(), expression.words.isEmpty else {
            let place = expression.words.first ?? "expression expected"
            return io.fail("\(ShellMachine.name): \(name)", "\(place): unexpected operator/operand", code: 2)
        }
        return value ? 0 : 1
    }
}

/// The grammar of `test`; source: POSIX.1-2017, test, with `-a`, `-o` and parentheses.
private struct TestExpression {
    var words: ArraySlice<String>
    let folder: String
    let files: DeviceFileSystem

    mutating func disjunction() -> Bool? {
        guard var value = conjunction() else { return nil }
        while words.first == "-o" {
            words.removeFirst()
            guard let next = conjunction() else { return nil }
            value = value || next
        }
        return value
    }

    private mutating func conjunction() -> Bool? {
        guard var value = negation() else { return nil }
        while words.first == "-a" {
            words.removeFirst()
            guard let next = negation() else { return nil }
            value = value && next
        }
        return value
    }

    private mutating func negation() -> Bool? {
        var isNegated = false
        while words.count > 1, words.first == "!" {
            words.removeFirst()
            isNegated.toggle()
        }
        return primary().map { $0 != isNegated }
    }

    private mutating func primary() -> Bool? {
        guard let first = words.popFirst() else { return nil }
        if let operation = words.first, words.count > 1,
            let value = compare(first, operation, words[words.startIndex + 1])
        {
            words.removeFirst(2)
            return value
        }
        if first.count == 2, first.hasPrefix("-"), let operand = words.first, let value = unary(first, operand) {
            words.removeFirst()
            return value
        }
        if first == "(" {
            // The depth is bounded by the words themselves; a few hundred suffice for anybody.
            guard words.count < 512, let value = disjunction(), words.popFirst() == ")" else { return nil }
            return value
        }
        return !first.isEmpty
    }

    private func compare(_ left: String, _ operation: String, _ right: String) -> Bool? {
        switch operation {
        case "=", "==": return left == right
        case "!=": return left != right
        case "<": return left < right
        case ">": return left > right
        default: break
        }
        let comparisons: [String: (Int, Int) -> Bool] = [
            "-eq": (==), "-ne": (!=), "-lt": (<), "-le": (<=), "-gt": (>), "-ge": (>=),
        ]
        guard let comparison = comparisons[operation], let left = Int(left), let right = Int(right) else { return nil }
        return comparison(left, right)
    }

    private func unary(_ operation: String, _ operand: String) -> Bool? {
        let path = DeviceFileSystem.absolute(operand, from: folder)
        let status = operand.isEmpty ? nil : try? files.status(path)
        switch operation {
        case "-n": return !operand.isEmpty
        case "-z": return operand.isEmpty
        case "-e": return status != nil
        case "-f": return status?.isFile ?? false
        case "-d": return status?.isFolder ?? false
        case "-c": return status.map { $0.mode & FileMode.type == FileMode.characterDevice } ?? false
        case "-s": return (status?.size ?? 0) > 0
        case "-h", "-L": return (try? files.status(path, followingLinks: false))?.isLink ?? false
        case "-r": return files.allows(.read, at: path)
        case "-w": return files.allows(.write, at: path)
        case "-x": return files.allows(.execute, at: path)
        default: return nil
        }
    }
}
