internal import JSON

/// Reads the JSON dump formats: DroidBot's flat list and the trees of Rico, Maestro, WebDriverAgent and mobilerun.
struct JSONDump {
    private var source: DumpSource

    init(_ text: DumpText, file: String, limits: DumpLimits) {
        source = DumpSource(text, file: file, limits: limits)
    }

    /// The hierarchy of the last dump in the source.bytes, which may hold JSON lines or a trajectory of several screens.
    mutating func read(as forced: DumpFormat?) throws(HierarchyError) -> Hierarchy {
        guard
            let start = documentStart(from: 0)
                ?? source.bytes.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") })
        else {
            throw source.error(.unknownFormat, "no JSON object or array found", at: 0)
        }
        source.noteNoise(.leadingNoise, 0..<start)
        if let warning = EscapeWarning(repairing: &source.bytes).warning {
            source.warnings.append(warning)
        }
        let values = try parse(from: start)
        var found = values.whole.flatMap { JSONDialect.all(in: $0, forced: forced) }
        let newest = found.last(where: \.hasNodes)
        if let cut = values.cut { found += JSONDialect.all(in: cut, forced: forced) }
        guard let chosen = newest ?? found.last(where: \.hasNodes) ?? found.last else {
            throw source.error(.unknownFormat, Self.complaint(about: values.whole.first ?? values.cut), at: start)
        }
        if let forced, let complaint = chosen.complaint(about: forced) {
            throw source.error(.unknownFormat, complaint, at: start)
        }
        if found.count > 1 {
            source.note(.severalDocuments, "\(found.count) screens; the last whole one with nodes is read")
        }
        if case .embeddedXML(let text) = chosen {
            source.note(.escapedSource, "the source is XML inside a JSON string; unwrapped")
            var inner = XMLDump(DumpText(Array(text.utf8)), file: source.file, limits: source.limits)
            var hierarchy = try inner.read(as: forced)
            hierarchy.warnings = source.warnings + hierarchy.warnings
            return hierarchy
        }
        var reader = JSONNodeReader(limits: source.limits)
        do {
            try reader.read(chosen)
        } catch {
            throw source.error(error.code, error.message, at: start)
        }
        var hierarchy = Hierarchy(
            format: chosen.format, nodes: reader.builder.nodes,
            warnings: source.warnings + reader.builder.boundsWarnings)
        if reader.strayParents > 0 {
            hierarchy.warnings.append(
                RepairWarning(
                    .malformed, "\(reader.strayParents.counted("view")) outside the parent named; read as roots"))
        }
        hierarchy.declaredSize = chosen.declaredSize
        hierarchy.declaredPackage = chosen.declaredPackage
        if hierarchy.nodes.isEmpty {
            hierarchy.warnings.append(
                RepairWarning(.emptyHierarchy, "the dump has no nodes; the screen may not have been ready"))
        }
        return hierarchy
    }

    /// Every JSON document from the offset on; a cut-off one is closed at its last whole value.
    private mutating func parse(from start: Int) throws(HierarchyError) -> (whole: [JSONValue], cut: JSONValue?) {
        var jsonLimits = JSONLimits()
        jsonLimits.bytes = source.limits.bytes
        jsonLimits.depth = source.limits.depth * 2 + 16
        jsonLimits.objects = source.limits.nodes * 4
        var values: [JSONValue] = []
        var offset = start
        while offset < source.bytes.count, values.count < source.limits.nodes {
            do {
                let (value, end) = try JSONValue.parsePrefix(source.bytes, from: offset, limits: jsonLimits)
                values.append(value)
                let rest = documentStart(from: end) ?? source.bytes.count
                source.noteNoise(.trailingNoise, end..<rest)
                offset = rest
            } catch {
                if error.code == .unexpectedEnd, let closed = TruncatedJSON(source.bytes[offset...]),
                    let value = try? JSONValue.parsePrefix(closed.bytes, from: 0, limits: jsonLimits).value
                {
                    source.note(
                        .truncated, "cut off at \(source.position(of: source.bytes.count)); what was whole is kept")
                    return (values, value)
                } else if values.isEmpty, start > 0, !JSONDialect.canStart(source.bytes[start...]) {
                    throw source.error(.unknownFormat, "no UI dump in here: neither XML nor JSON", at: 0)
                } else if values.isEmpty {
                    let code: HierarchyError.Code =
                        switch error.code {
                        case .tooDeep: .tooDeep
                        case .tooManyBytes, .tooManyValues, .stringTooLong: .tooLarge
                        default: .malformed
                        }
                    throw HierarchyError(code, error.message, file: source.file, line: error.line, column: error.column)
                } else {
                    source.noteNoise(.trailingNoise, offset..<source.bytes.count)
                }
                break
            }
        }
        return (values, nil)
    }

    /// The next bracket that goes on as a dump does; those of log lines ("[main] …") do not.
    private func documentStart(from offset: Int) -> Int? {
        source.bytes[offset...].indices.first { index in
            (source.bytes[index] == UInt8(ascii: "{") || source.bytes[index] == UInt8(ascii: "["))
                && JSONDialect.canStart(source.bytes[index...])
        }
    }

    private static func complaint(about value: JSONValue?) -> String {
        if case .object(let object) = value, object["event_type"] != nil {
            return "this is a DroidBot event log; the screens are in its states/state_*.json files"
        }
        return "JSON, but none of the dump formats Thimble knows (droidbot, rico, maestro, xcuitest, mobilerun)"
    }
}
