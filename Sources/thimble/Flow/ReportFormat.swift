import ArgumentParser
import FlowReports

/// The shapes of a report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case console, junit, json, html

    /// What a file's ending says; nil for an ending that says nothing.
    init?(file: String) {
        guard let dot = file.lastIndex(of: ".") else { return nil }
        switch file[dot...].lowercased() {
        case ".xml": self = .junit
        case ".json", ".jsonl": self = .json
        case ".html", ".htm": self = .html
        default: return nil
        }
    }
}

extension HTMLReport.Options.Screens: ExpressibleByArgument {}
