package import JSON

/// What a command does, with its parameters as they are written.
///
/// Texts may hold `${…}`. Numbers that the language lets be expressions are texts too; absent means Maestro's default.
package indirect enum FlowOperation: Sendable, Hashable {
    // MARK: Touching

    /// `tapOn`, `longPressOn`, `doubleTapOn`.
    case tap(Tap)
    case swipe(Swipe)
    case scroll
    case scrollUntilVisible(ScrollUntilVisible)

    // MARK: Typing

    case inputText(String)
    case inputRandom(RandomInput)
    /// 50 when nil.
    case eraseText(characters: Int?)
    /// A name of the language's table, in lower case.
    case pressKey(String)
    case back
    case hideKeyboard
    case copyTextFrom(FlowSelector)
    case pasteText
    case setClipboard(String)

    // MARK: Checking

    /// `assertVisible`, `assertNotVisible`, `assertTrue`; with `timeout`, milliseconds, `extendedWaitUntil`.
    case assert(FlowCondition, timeout: String?)
    case assertScreenshot(Screenshot, thresholdPercentage: String?)
    case assertDarkMode(isDark: Bool)
    case waitForAnimationToEnd(timeout: String?)
    /// `assertWithAI`, `assertNoDefectsWithAI`, `extractTextWithAI`.
    case ai(AI)

    // MARK: Apps and device

    case launchApp(LaunchApp)
    /// Each of the flow's own app when nil.
    case stopApp(String?)
    case killApp(String?)
    case clearState(String?)
    case clearKeychain
    case setPermissions(app: String?, [FlowVariable])
    case openLink(OpenLink)
    case setLocation(latitude: String, longitude: String)
    /// Points are `latitude,longitude`; metres a second.
    case travel(points: [String], speed: String?)
    /// As written: PORTRAIT, LANDSCAPE_LEFT, LANDSCAPE_RIGHT, UPSIDE_DOWN in any case, or an expression.
    case setOrientation(String)
    /// `enabled` or `disabled`, or an expression.
    case setAirplaneMode(String)
    case toggleAirplaneMode
    case setDarkMode(String)
    case toggleDarkMode
    case addMedia([String])
    case takeScreenshot(Screenshot)
    case startRecording(path: String)
    case stopRecording

    // MARK: Structure

    case runFlow(FlowBody, when: FlowCondition?, environment: [FlowVariable])
    case repetition(times: String?, while: FlowCondition?, [FlowCommand])
    /// At most 3; 1 when nil.
    case retry(FlowBody, maxRetries: String?, environment: [FlowVariable])
    case runScript(file: String, when: FlowCondition?, environment: [FlowVariable])
    case evalScript(String)
}

extension FlowOperation {
    package struct Tap: Sendable, Hashable {
        package enum Press: Sendable, Hashable { case short, long, double }

        package var press: Press
        /// Without one, `point` is the screen's.
        package var selector: FlowSelector?
        /// `x,y` or `x%,y%`; with a selector, within the element.
        package var point: String?
        package var retryIfNoChange: Bool?
        package var waitUntilVisible: Bool?
        package var repetitions: String?
        /// Milliseconds between repetitions.
        package var delay: String?
        /// Milliseconds, at most 30,000.
        package var waitToSettle: Int?

        package init(_ press: Press, selector: FlowSelector? = nil, point: String? = nil) {
            self.press = press
            self.selector = selector
            self.point = point
        }
    }

    package struct Swipe: Sendable, Hashable {
        package enum Way: Sendable, Hashable {
            case direction(SwipeDirection)
            /// `x,y` or `x%,y%` each.
            case points(start: String, end: String)
            case from(FlowSelector, point: String?, SwipeDirection)
        }

        package var way: Way
        /// Milliseconds; 400 when nil.
        package var duration: Int?
        package var waitToSettle: Int?

        package init(_ way: Way) { self.way = way }
    }

    package enum SwipeDirection: String, Sendable, CaseIterable {
        case up = "UP"
        case down = "DOWN"
        case left = "LEFT"
        case right = "RIGHT"
    }

    package struct ScrollUntilVisible: Sendable, Hashable {
        package var element: FlowSelector
        /// Down when nil.
        package var direction: SwipeDirection?
        /// Milliseconds; 20,000 when nil.
        package var timeout: String?
        /// 0 to 100; 40 when nil.
        package var speed: String?
        /// 0 to 100; 100 when nil.
        package var visibilityPercentage: String?
        package var centerElement: Bool?
        package var waitToSettle: Int?

        package init(_ element: FlowSelector) { self.element = element }
    }

    package struct RandomInput: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case text = "TEXT"
            case number = "NUMBER"
            case email = "TEXT_EMAIL_ADDRESS"
            case personName = "TEXT_PERSON_NAME"
            case cityName = "TEXT_CITY_NAME"
            case countryName = "TEXT_COUNTRY_NAME"
            case colorName = "TEXT_COLOR"
        }

        package var kind: Kind
        /// Characters; 8 when nil.
        package var length: Int?

        package init(_ kind: Kind, length: Int? = nil) {
            self.kind = kind
            self.length = length
        }
    }

    package struct LaunchApp: Sendable, Hashable {
        /// The flow's own when nil.
        package var appID: String?
        package var clearState: Bool?
        package var clearKeychain: Bool?
        /// True when nil.
        package var stopApp: Bool?
        /// All allowed when nil.
        package var permissions: [FlowVariable]?
        /// Typed values for the app's start.
        package var arguments: JSONObject?

        package init(appID: String? = nil) { self.appID = appID }
    }

    package struct OpenLink: Sendable, Hashable {
        package var link: String
        package var browser: Bool?
        package var autoVerify: Bool?

        package init(_ link: String) { self.link = link }
    }

    package struct Screenshot: Sendable, Hashable {
        package var path: String
        package var cropOn: FlowSelector?

        package init(_ path: String, cropOn: FlowSelector? = nil) {
            self.path = path
            self.cropOn = cropOn
        }
    }

    package enum AI: Sendable, Hashable {
        case assertion(String)
        case noDefects
        case extraction(query: String, variable: String)
    }
}
