package import SimulatedPhones

/// Which walks are gone for lessons: every task of some apps, each so often and each time differently.
package struct Curriculum: Sendable {
    package var courses: [AppCourse]
    package var pools: TextPools
    package var synonyms: SynonymLists
    /// Walks a task; for a pattern of tasks, of all its instances together.
    package var perTask = 4
    package var seed: UInt64 = 1
    /// How many elements an app are tapped by their names, each a lesson of its own.
    package var tapsPerApp = 100

    package init(courses: [AppCourse], pools: TextPools, synonyms: SynonymLists) {
        self.courses = courses
        self.pools = pools
        self.synonyms = synonyms
    }

    /// How often, of one, things go so.
    private enum Share {
        static let launcher = 0.35
        static let named = 0.7
        static let namedInApp = 0.08
        static let otherLanguage = 0.25
        static let varied = 0.8
        static let reworded = 0.4
        static let synonyms = 0.35
        static let twofold = 0.1
        static let repeated = 0.3
        static let detours = 0.1
        static let popUps = 0.05
    }

    /// Goes every walk of a course and hands out what came of each.
    /// - Throws: for a task that cannot be read.
    package func teach(_ course: AppCourse, _ take: (String, Walk.Outcome) throws -> Void) async throws {
        for task in course.tasks {
            for number in 0..<perTask {
                let id = "\(course.name)/\(task.id)-\(number + 1)"
                var generator = SeededGenerator(seed: seed ^ Self.hash(id))
                guard let (walk, phone) = try plan(task, id, course, &generator) else { continue }
                var outcome = try await walk.go(on: phone, using: generator)
                if outcome.isDone, outcome.endsAtControl, generator.happens(Share.repeated) {
                    try take(walk.id, outcome)
                    outcome = try await again(walk, after: outcome, &generator)
                }
                try take(id, outcome)
            }
        }
        try await Exploration(course: course, limit: tapsPerApp, seed: seed).teach(
            on: SimulatedPhone(apps: [course.app], startingIn: course.app.package), take)
    }

    private func plan(
        _ task: AppTask, _ id: String, _ course: AppCourse, _ generator: inout SeededGenerator
    ) throws -> (Walk, SimulatedPhone)? {
        let others = task.phrasings.keys.filter { $0 != "en" }.sorted()
        var language = "en"
        if let other = others.randomElement(using: &generator), generator.happens(Share.otherLanguage) {
            language = other
        }
        var course = course
        var rewording: Rewording?
        if language == "en", generator.happens(Share.reworded) {
            let drawn = Rewording(synonyms.lists, share: Share.synonyms, using: &generator)
            course.app = course.app.reworded(drawn)
            rewording = drawn
        }
        var phone = phone(course, rewording.map { _ in Rewording.language } ?? language, &generator)
        let package = course.app.package
        if !task.isSingle, generator.happens(Share.varied) { vary(&phone, course, &generator) }
        guard var instance = try instance(of: task, course, on: phone, &generator),
            var phrasing = (instance.phrasings[language] ?? instance.phrasings["en"])?.randomElement(using: &generator)
        else { return nil }
        var secondStart: Int?
        if language == "en", generator.happens(Share.twofold),
            let other = course.tasks.randomElement(using: &generator), other.id != task.id,
            let second = try self.instance(of: other, course, on: phone, &generator),
            let more = second.phrasings["en"]?.randomElement(using: &generator)
        {
            // What is asked on the first start is not asked again.
            let rest = second.steps.drop { PopUp.waysOut.contains($0.object) }
            secondStart = instance.steps.count
            instance.steps += rest
            instance.check = "(\(instance.check)) and (\(second.check))"
            phrasing = Wording.joined(phrasing, more, using: &generator)
        }
        let startsInApp = !generator.happens(Share.launcher)
        let isNamed = generator.happens(startsInApp ? Share.namedInApp : Share.named)
        let label = course.app.text(course.app.label, language: language)
        let instruction =
            language == "en" ? Wording.dressed(phrasing, app: isNamed ? label : nil, using: &generator) : phrasing
        if startsInApp {
            _ = phone.launch(package)
            // What comes up of itself is up when a run begins.
            phone.advance(by: .seconds(3))
        }
        var walk = Walk(
            id: id, set: "walks/\(course.name)", app: course.app, instruction: instruction, steps: instance.steps,
            check: instance.check)
        walk.language = language
        walk.rewording = rewording
        walk.secondStart = secondStart
        walk.detours = Share.detours
        walk.popUps = Share.popUps
        return (walk, phone)
    }

    /// One of the tasks that a pattern stands for, which is not done yet.
    private func instance(
        of task: AppTask, _ course: AppCourse, on phone: SimulatedPhone, _ generator: inout SeededGenerator
    ) throws -> TaskInstance? {
        let package = course.app.package
        let instances =
            try task.single.map { [$0] }
            ?? task.instances(
                in: phone.appState(package) ?? [:], pools: pools, using: &generator, file: course.name)
        return try instances.shuffled(using: &generator).first { try !phone.holds($0.check, in: package) }
    }

    /// Gives records other names, and turns some truths of the state round.
    private func vary(_ phone: inout SimulatedPhone, _ course: AppCourse, _ generator: inout SeededGenerator) {
        let members = course.renamed.compactMap { item in pools[item.pool].map { (item.member, $0) } }
        phone.rename(in: course.app.package, members, using: &generator)
        for key in course.flipped where Bool.random(using: &generator) { phone.flip(key, of: course.app.package) }
    }

    /// The walk once more on the phone on which it was done: all that is left is to find out that it was.
    private func again(
        _ walk: Walk, after outcome: Walk.Outcome, _ generator: inout SeededGenerator
    ) async throws -> Walk.Outcome {
        var phone = outcome.phone
        phone.forceStop(walk.app.package)
        if !generator.happens(Share.launcher) {
            _ = phone.launch(walk.app.package)
            phone.advance(by: .seconds(3))
        }
        var walk = walk
        walk.id += "-again"
        walk.isRepeated = true
        return try await walk.go(on: phone, using: generator)
    }

    // MARK: Phones

    /// A phone with the course's app and some of the others.
    private func phone(
        _ course: AppCourse, _ language: String, _ generator: inout SeededGenerator
    ) -> SimulatedPhone {
        let profiles: [PhoneProfile] = [.phone, .phone, .phone, .smallPhone, .tablet]
        let others = courses.filter { $0.name != course.name }.shuffled(using: &generator)
        let count = Int.random(in: 0...others.count, using: &generator)
        return SimulatedPhone(
            profile: profiles.randomElement(using: &generator) ?? .phone,
            apps: [course.app] + others.prefix(count).map(\.app), languages: [language, "en"])
    }

    /// FNV-1a.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
