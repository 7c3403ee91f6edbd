package import JSON

/// A run's journal: JSON Lines, one event a line, handed on whole as soon as it happened.
///
/// Whoever keeps it writes each line out at once, so that a run that is killed leaves every line but the one being
/// written; a run that is cancelled still writes its `end`.
package struct RunJournal: RunObserver {
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes one line with its line end.
    package init(write: @escaping @Sendable (String) -> Void) { self.write = write }

    package func note(_ event: RunEvent) { write(JSONValue.object(event.json).print() + "\n") }

    /// A journal that was read back.
    package struct Record: Sendable {
        /// The lines that could be read, in their order.
        package var events: [JSONObject] = []
        /// Whether the last line is the run's `end`.
        package var isComplete: Bool { events.last?["event"]?.string == "end" }
        /// What the last line of a killed run may be: begun and not ended.
        package var brokenLines: [Int] = []

        package func events(_ name: String) -> [JSONObject] { events.filter { $0["event"]?.string == name } }
    }

    /// Reads a journal; lines that are no event are told by their number.
    package static func read(_ bytes: [UInt8]) -> Record {
        var record = Record()
        for line in JSONLines(bytes) {
            if let object = (try? line.value.get())?.object, object["event"]?.string != nil {
                record.events.append(object)
            } else {
                record.brokenLines.append(line.number)
            }
        }
        return record
    }
}
