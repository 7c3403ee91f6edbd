import Foundation
import Hierarchies
import Screens
import Testing

@testable import SimulatedPhones

/// The apps of `fixtures/apps`, read once.
enum SampleApps {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/apps")
        .standardized

    static let files: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static func declaration(_ file: String) throws -> AppDeclaration {
        let bytes = try [UInt8](Data(contentsOf: folder.appending(path: file)))
        return try AppDeclaration(yaml: bytes, file: file)
    }

    static let all: [AppDeclaration] = files.compactMap { try? declaration($0) }
}

extension SimulatedPhone {
    /// What our own reader makes of a dump.
    func screen() throws -> Screen {
        let bytes = Array(hierarchyXML().utf8)
        return Screen(try Hierarchy(reading: bytes, file: "dump.xml"))
    }

    /// Taps the element with that label, as a person would.
    mutating func tap(on label: String, _ location: SourceLocation = #_sourceLocation) throws {
        let screen = try screen()
        let element = try #require(
            screen.elements.first { $0.label == label || $0.value == label }
                ?? screen.elements.first { $0.label.contains(label) },
            "no “\(label)” in \(screen.elements.map(\.label))", sourceLocation: location)
        tap(element.tapPoint)
    }
}
