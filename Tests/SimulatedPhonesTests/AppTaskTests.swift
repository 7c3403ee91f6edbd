import Foundation
import JSON
import Testing

@testable import SimulatedPhones

/// Every declared app does what the tasks written for it ask, by way of dumps and taps alone.
@Suite struct AppTaskTests {
    /// A task in one of its languages.
    struct Case: Sendable, CustomTestStringConvertible {
        var app: String
        var task: AppTask
        var language: String

        var testDescription: String { "\(app)/\(task.id) \(language)" }
    }

    static let cases = AppTask.names(in: "tasks").flatMap { app in
        ((try? AppTask.all(of: app)) ?? []).flatMap { task in
            task.instruction.keys.sorted().map { Case(app: app, task: task, language: $0) }
        }
    }

    static func declaration(_ app: String) throws -> AppDeclaration {
        let bytes = try Data(contentsOf: AppTask.fixtures.appending(path: "apps/\(app).yaml"))
        return try AppDeclaration(yaml: [UInt8](bytes), file: "\(app).yaml")
    }

    @Test("An app's file is read without complaint", arguments: AppTask.names(in: "apps"))
    func reading(app: String) throws {
        let declaration = try Self.declaration(app)
        #expect(!declaration.screenNames.isEmpty)
    }

    @Test("A file of tasks has at least ten, each with its own id", arguments: AppTask.names(in: "tasks"))
    func tasks(app: String) throws {
        let tasks = try AppTask.all(of: app)
        #expect(tasks.count >= 10)
        #expect(Set(tasks.map(\.id)).count == tasks.count)
    }

    @Test("A task's steps bring about what its check asks", arguments: cases)
    func steps(_ test: Case) throws {
        let app = try Self.declaration(test.app)
        let table = app.translations[test.language] ?? [:]
        let phone = SimulatedPhone(profile: .phone, apps: [app], languages: [test.language], startingIn: app.package)
        var user = PhoneUser(phone: phone) {
            table[$0]?.source ?? SystemApp.text($0, language: test.language)
        }
        #expect(!(try holds(test.task.check, in: user.phone, app.package)))
        for step in test.task.steps { try user.perform(step) }
        // What comes a moment later counts as well.
        user.phone.advance(by: .seconds(3))
        #expect(try holds(test.task.check, in: user.phone, app.package), "\(test.task.check)")
    }

    private func holds(_ check: String, in phone: SimulatedPhone, _ package: String) throws -> Bool {
        var scope = Scope()
        for (key, value) in phone.state["apps"]?[package]?["state"]?.object?.members ?? [] { scope.state[key] = value }
        return scope.evaluate(try ExpressionParser.parse(check)).isTrue
    }
}
