package import SimulatedPhones

/// An app with everything that can be asked of it.
package struct AppCourse: Sendable {
    /// The name of its file.
    package var name: String
    package var app: AppDeclaration
    package var tasks: [AppTask]
    package var renamed: [(member: String, pool: String)]
    package var flipped: [String]

    /// - Parameters:
    ///   - name: the name of the app's file.
    ///   - app: the app.
    ///   - files: its files of tasks; phrasings in one add to the tasks of another.
    package init(_ name: String, _ app: AppDeclaration, _ files: [TaskFile]) {
        self.name = name
        self.app = app
        renamed = files.flatMap(\.renamed)
        flipped = files.flatMap(\.flipped)
        tasks = files.flatMap(\.tasks)
        for (id, phrasings) in files.flatMap(\.phrasings) {
            guard let place = tasks.firstIndex(where: { $0.id == id }) else { continue }
            for (language, more) in phrasings { tasks[place].phrasings[language, default: []] += more }
        }
    }
}
