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

    static let cases = AppTask.apps.flatMap { app in
        ((try? AppTask.all(of: app)) ?? []).flatMap { task in
            task.phrasings.keys.sorted().map { Case(app: app, task: task, language: $0) }
        }
    }

    private static func declaration(_ app: String) throws -> AppDeclaration {
        try #require(SampleApps.all.first { $0.file == "\(app).yaml" }, "fixtures/apps/\(app).yaml is not readable")
    }

    @Test("A file of tasks has at least ten, each with its own id", arguments: AppTask.apps)
    func tasks(app: String) throws {
        let tasks = try AppTask.all(of: app)
        #expect(tasks.count >= 10)
        #expect(Set(tasks.map(\.id)).count == tasks.count)
    }

    @Test(
        "A task's steps bring about what its check asks, whatever the phone", arguments: cases,
        [PhoneProfile.phone, .smallPhone, .tablet])
    func steps(_ test: Case, profile: PhoneProfile) throws {
        let app = try Self.declaration(test.app)
        let table = app.translations[test.language] ?? [:]
        let phone = SimulatedPhone(profile: profile, apps: [app], languages: [test.language], startingIn: app.package)
        var user = PhoneUser(phone: phone) {
            table[$0]?.source ?? SystemApp.text($0, language: test.language)
        }
        #expect(!(try user.phone.holds(test.task.check, in: app.package)))
        for step in test.task.steps { try user.perform(step) }
        // What comes a moment later counts as well.
        user.phone.advance(by: .seconds(3))
        #expect(try user.phone.holds(test.task.check, in: app.package), "\(test.task.check)")
    }
}
