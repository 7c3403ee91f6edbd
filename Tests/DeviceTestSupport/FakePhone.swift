package import Hierarchies

/// The pages of a phone that only exists in a test, and how its views lead from one to another.
package struct FakePhone: Sendable {
    package struct View: Sendable {
        package var className: String
        package var text = ""
        package var id = ""
        package var hint = ""
        package var box: Rect
        package var isPassword = false
        package var isScrollable = false
        /// The name of the switch or checkbox that it shows the state of.
        package var shows: String?
        package var tap: Effect?
        package var children: [View] = []

        package init(_ className: String, _ text: String = "", id: String = "", at box: Rect) {
            self.className = className
            self.text = text
            self.id = id
            self.box = box
        }
    }

    package enum Effect: Sendable, Hashable {
        case go(String)
        /// Replaces the page.
        case turn(String)
        case toggle(String)
        case back
        case nothing
    }

    package struct Page: Sendable {
        package var package: String
        package var views: [View]
        /// What a finger that moves up brings.
        package var below: String?

        package init(package: String, _ views: [View], below: String? = nil) {
            self.package = package
            self.views = views
            self.below = below
        }
    }

    package var pages: [String: Page]
    package var first: String
    package var apps: [String: (label: String, page: String)] = [:]
    /// What enter does, by the id of the field.
    package var enter: [String: Effect] = [:]

    package init(first: String, pages: [String: Page]) {
        self.first = first
        self.pages = pages
    }

    package static let size = Size(width: 1000, height: 2000)

    // MARK: Views as apps make them

    private static func box(_ row: Int, height: Int = 160) -> Rect {
        Rect(left: 0, top: 240 + 180 * row, right: 1000, bottom: 240 + 180 * row + height)
    }

    package static func title(_ text: String) -> View {
        View("TextView", text, id: "app:id/title_bar", at: Rect(left: 160, top: 60, right: 900, bottom: 180))
    }

    package static let up: View = {
        var view = View("ImageButton", "", at: Rect(left: 0, top: 60, right: 140, bottom: 180))
        view.hint = "Navigate up"
        view.tap = .back
        return view
    }()

    package static func row(_ row: Int, _ title: String, _ summary: String = "", _ tap: Effect) -> View {
        let box = box(row)
        var view = View("LinearLayout", at: box)
        view.tap = tap
        view.children = [
            View(
                "TextView", title, id: "android:id/title",
                at: Rect(left: 40, top: box.top + 20, right: 700, bottom: box.top + 80))
        ]
        if !summary.isEmpty {
            view.children.append(
                View(
                    "TextView", summary, id: "android:id/summary",
                    at: Rect(left: 40, top: box.top + 90, right: 700, bottom: box.top + 140)))
        }
        return view
    }

    package static func toggle(_ row: Int, _ title: String, id name: String, _ tap: Effect? = nil) -> View {
        var view = Self.row(row, title, "", tap ?? .toggle(name))
        var toggle = View(
            "Switch", id: "android:id/switch_widget",
            at: Rect(left: 820, top: view.box.top + 40, right: 960, bottom: view.box.top + 120))
        toggle.shows = name
        view.children.append(toggle)
        return view
    }

    package static func button(_ row: Int, _ text: String, id: String = "", _ tap: Effect) -> View {
        var view = View(
            "Button", text, id: id, at: Rect(left: 100, top: 240 + 180 * row, right: 600, bottom: 360 + 180 * row))
        view.tap = tap
        return view
    }

    package static func field(_ row: Int, _ hint: String, id: String, isPassword: Bool = false) -> View {
        var view = View("EditText", id: id, at: box(row, height: 120))
        view.hint = hint
        view.isPassword = isPassword
        return view
    }

    // MARK: Phones

    /// Two pages of settings, as in AOSP, and a list that goes on below.
    package static let settings: FakePhone = {
        let app = "com.android.settings"
        var list = View("ListView", id: "app:id/list", at: Rect(left: 0, top: 200, right: 1000, bottom: 2000))
        list.isScrollable = true
        var home = list
        home.children = [
            row(0, "Network & internet", "Wi\u{2011}Fi, mobile, airplane mode", .go("network")),
            row(1, "Connected devices", "Bluetooth, pairing", .go("devices")),
            row(2, "Apps", "Permissions, default apps", .go("apps")), row(3, "Battery", "100 %", .nothing),
        ]
        var more = list
        more.children = [
            row(0, "Battery", "100 %", .nothing), row(1, "System", "Languages, gestures, time", .go("system")),
            row(2, "About phone", "Pixel", .go("about")),
        ]
        var phone = FakePhone(
            first: "home",
            pages: [
                "home": Page(package: app, [title("Settings"), home], below: "more"),
                "more": Page(package: app, [title("Settings"), more]),
                "network": Page(
                    package: app,
                    [
                        title("Network & internet"), up, row(0, "Internet", "AndroidWifi", .nothing),
                        toggle(1, "Airplane mode", id: "airplane"),
                    ]),
                "devices": Page(
                    package: app, [title("Connected devices"), up, toggle(0, "Bluetooth", id: "bluetooth")]),
                "apps": Page(package: app, [title("Apps"), up, row(0, "Default apps", "", .nothing)]),
                "system": Page(package: app, [title("System"), up, row(0, "Languages", "English", .nothing)]),
                "about": Page(package: app, [title("About phone"), up, row(0, "Device name", "Pixel", .nothing)]),
                "launcher": Page(
                    package: "com.android.launcher3", [row(0, "Phone", "", .nothing), row(1, "Camera", "", .nothing)]),
                "rating": Page(
                    package: app,
                    [
                        title("Do you like this app?"), button(3, "Rate it", .nothing), button(4, "Not now", .back),
                    ]),
                "permission": Page(
                    package: "com.android.permissioncontroller",
                    [
                        title("Allow Settings to see your location?"), button(3, "Allow", .back),
                        button(4, "Deny", .back),
                    ]),
            ])
        phone.apps = ["com.android.settings": ("Settings", "home"), "org.example.clock": ("Clock", "about")]
        return phone
    }()

    /// A form to sign in, a mailbox, and buttons that cost something.
    package static let mail: FakePhone = {
        let app = "org.example.mail"
        var phone = FakePhone(
            first: "form",
            pages: [
                "form": Page(
                    package: app,
                    [
                        title("Sign in"), field(0, "User name", id: "app:id/user"),
                        field(1, "Password", id: "app:id/secret", isPassword: true),
                        field(2, "Search", id: "app:id/query"), button(3, "Continue", id: "app:id/go", .go("box")),
                        button(4, "Delete account", id: "app:id/delete", .go("deleted")),
                        button(5, "Broken", id: "app:id/broken", .nothing),
                    ]),
                "box": Page(package: app, [title("Inbox"), up, row(0, "Ann", "See you", .nothing)]),
                "results": Page(package: app, [title("Results"), up, row(0, "Nothing found", "", .nothing)]),
                "deleted": Page(package: app, [title("Your account is gone")]),
            ])
        phone.enter = ["app:id/query": .go("results")]
        phone.apps = [app: ("Mail", "form"), "org.example.mailer": ("Mail Pro", "box")]
        return phone
    }()
}
