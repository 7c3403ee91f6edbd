import Foundation
import Hierarchies
import Screens
import Testing

@testable import SimulatedPhones

@Suite struct TmpTests {
    @Test func speed() throws {
        let apps = SampleApps.all
        var phone = SimulatedPhone(apps: apps, startingIn: "com.android.settings")
        phone.openScreen("sound", of: "com.android.settings", record: nil)
        let clock = ContinuousClock()
        let n = 200
        var total = 0
        let t = clock.measure { for _ in 0..<n { total += phone.hierarchyXML().utf8.count } }
        print("SPEED xml \(t / n) bytes \(total / n)")
        let s = clock.measure { _ = phone.screenshot() }
        print("SPEED shot \(s)")
        print("SPEED views \(phone.activeWindow().views.count)")
        func rss() -> Int {
            (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ").dropFirst().first
                .flatMap { Int($0) }.map { $0 * 4 } ?? 0
        }
        let before = rss()
        let phones = (0..<1000).map { _ in
            var p = SimulatedPhone(apps: apps, startingIn: "com.android.settings")
            try? p.tap(on: "Network & internet"); try? p.tap(on: "Airplane mode")
            return p
        }
        print("SPEED rss per phone KB \(Double(rss() - before) / 1000) \(phones.count)")
        try Data(phone.screenshot()).write(to: URL(filePath: "/tmp/phones_sound.png"))
    }
}
