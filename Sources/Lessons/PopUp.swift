import SimulatedPhones

/// Something that comes over the screen in the middle of a task, and the button that takes it away.
struct PopUp: Sendable {
    var interruption: Interruption
    /// The label of the button that changes nothing.
    var way: String

    /// Buttons that lead on from dialogs that no step is about, in the order in which they are looked for.
    static let waysOut = [
        "Not now", "Later", "Maybe later", "No thanks", "Skip", "Dismiss", "Decline", "Reject all", "Allow", "OK",
        "Got it",
        "Cancel", "Close",
    ]

    static func random(using generator: inout SeededGenerator) -> PopUp {
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: PopUp(interruption: .lowBattery, way: "No thanks")
        case 1: PopUp(interruption: .notResponding, way: "Wait")
        case 2: PopUp(interruption: .incomingCall(name: pick(callers, &generator)), way: "Decline")
        default: notice(&generator)
        }
    }

    private static func notice(_ generator: inout SeededGenerator) -> PopUp {
        let (title, message, yes, no) = notices[Int.random(in: notices.indices, using: &generator)]
        let way = pick(no, &generator)
        // A notice of one button has nothing else to say.
        let buttons =
            yes.isEmpty ? [way] : generator.happens(0.7) ? [way, pick(yes, &generator)] : [pick(yes, &generator), way]
        return PopUp(interruption: .notice(title: title, message: message, buttons: buttons), way: way)
    }

    private static func pick(_ texts: [String], _ generator: inout SeededGenerator) -> String {
        texts[Int.random(in: texts.indices, using: &generator)]
    }

    private static let callers = ["Anna Schmidt", "Unknown number", "Boss", "Dentist", "+1 555 0134", "Home", "Li Na"]
    private static let later = [
        "Not now", "Later", "No thanks", "Maybe later", "Skip", "Remind me later", "Dismiss", "Close",
    ]
    private static let notices: [(title: String, message: String, yes: [String], no: [String])] = [
        ("Enjoying this app?", "Take a moment to rate it.", ["Rate now", "Rate it", "5 stars"], later),
        ("Rate us", "Your opinion helps us get better.", ["Rate", "Go to the store"], later),
        ("Update available", "A new version is ready to install.", ["Update", "Install now"], later),
        ("Turn on notifications", "Never miss what matters.", ["Turn on", "Enable", "Allow"], later),
        ("Try Premium", "Free for 30 days, then 4.99 a month.", ["Start free trial", "Upgrade", "Subscribe"], later),
        ("Sign in", "Keep your data on all your devices.", ["Sign in", "Create account"], later),
        ("Back up your data?", "Turn on backup to keep it safe.", ["Turn on", "Back up"], later),
        (
            "Share your location?", "So that we can show what is near you.", ["Share", "While using the app"],
            ["Don’t allow", "Not now", "Deny"]
        ),
        (
            "Help us improve", "Send usage statistics to the developers.", ["Send", "I agree", "Accept"],
            ["Don’t send", "No thanks", "Decline"]
        ),
        (
            "We value your privacy", "We and our partners use cookies.", ["Accept all", "Manage options"],
            ["Reject all", "Decline"]
        ),
        ("What’s new", "Faster, lighter, and with fewer errors.", [], ["OK", "Got it", "Continue", "Close"]),
        (
            "Tip", "Swipe a row to see what can be done with it.", ["Show me", "Learn more"],
            ["Got it", "OK", "Dismiss"]
        ),
        ("You are offline", "Some things may be out of date.", ["Retry", "Settings"], ["OK", "Dismiss", "Close"]),
        (
            "Storage almost full", "Free up space to go on.", ["Manage", "Free up space"],
            ["Not now", "Dismiss", "Cancel"]
        ),
        ("Invite your friends", "Both of you get a gift.", ["Invite", "Share"], later),
        ("Special offer", "Today only: half the price.", ["View offer", "Buy now"], later),
        ("Take a survey", "Three questions, one minute.", ["Start", "Take the survey"], later),
        (
            "Set as default app?", "Always open such files with this app.", ["Set as default", "Always"],
            ["Not now", "Just once", "Cancel"]
        ),
    ]
}
