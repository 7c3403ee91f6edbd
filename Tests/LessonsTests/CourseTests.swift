import JSON
import SimulatedPhones
import Testing

@testable import Lessons

/// What can be asked of the declared apps.
@Suite struct CourseTests {
    @Test("Every app has ten tasks or more, each with its own id", arguments: Courses.names)
    func tasks(name: String) throws {
        let course = try Courses.course(name)
        #expect(course.tasks.count >= 10)
        #expect(Set(course.tasks.map(\.id)).count == course.tasks.count)
    }

    @Test("Every task can be asked, in one state of the app or another", arguments: Courses.names)
    func instances(name: String) throws {
        let course = try Courses.course(name)
        let pools = try Courses.pools.get()
        var generator = SeededGenerator(seed: 3)
        for task in course.tasks where !task.isSingle {
            var count = 0
            for _ in 0..<20 where count == 0 {
                var phone = SimulatedPhone(apps: [course.app])
                for key in course.flipped where Bool.random(using: &generator) {
                    phone.flip(key, of: course.app.package)
                }
                let state = phone.appState(course.app.package) ?? [:]
                let instances = try task.instances(in: state, pools: pools, using: &generator, file: name)
                count = try instances.count { try !phone.holds($0.check, in: course.app.package) }
            }
            #expect(count > 0, "\(task.id)")
        }
    }

    @Test("Everything that is renamed is there, and has a pool", arguments: Courses.names)
    func renamed(name: String) throws {
        let course = try Courses.course(name)
        let state = try #require(SimulatedPhone(apps: [course.app]).appState(course.app.package))
        for (member, pool) in course.renamed {
            let parts = member.split(separator: ".").map(String.init)
            #expect(parts.count == 2 && state[parts[0]]?.array?.isEmpty == false, "\(member)")
            #expect(try Courses.pools.get()[pool] != nil, "\(pool)")
        }
        for key in course.flipped { #expect(state[key]?.bool != nil, "\(key)") }
    }

    @Test func theUnseenAppsExistAndAreThree() throws {
        let unseen = try Courses.unseen.get().names
        #expect(unseen.count == 3)
        #expect(unseen.isSubset(of: Courses.names))
    }
}
