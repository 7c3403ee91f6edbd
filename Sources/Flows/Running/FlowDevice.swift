package import Devices
package import FlowDocuments
package import Hierarchies
package import JSON

/// What a flow can ask of a device, in the flow language's own terms.
///
/// `AndroidFlowDevice` is a phone behind a `Device`; the conformance suite has one that records what it is asked.
package protocol FlowDevice: Sendable {
    var serial: String { get }
    var platform: FlowPlatform { get }
    /// Why an action cannot be done here, in a sentence; nil when it can.
    func refusal(of action: FlowAction) -> String?
    func perform(_ action: FlowAction) async throws(DeviceError)

    /// What the screen shows now, whatever moves on it.
    func hierarchy() async throws(DeviceError) -> Hierarchy
    /// In the units of the hierarchy's bounds and the actions' points.
    func size() async throws(DeviceError) -> Size
    /// A PNG file.
    func screenshot() async throws(DeviceError) -> [UInt8]
    func isDark() async throws(DeviceError) -> Bool
    func isInAirplaneMode() async throws(DeviceError) -> Bool
    func isKeyboardShown() async throws(DeviceError) -> Bool
    /// Ends the recording and gives its MP4 file.
    func stopRecording() async throws(DeviceError) -> [UInt8]
    /// Differs after every boot; nil when the device does not tell.
    func bootID() async throws(DeviceError) -> String?
}

extension FlowDevice {
    package func bootID() async throws(DeviceError) -> String? { nil }
}

package enum FlowPlatform: String, Sendable, CaseIterable {
    case android = "Android"
    case ios = "iOS"
    case web = "Web"
}

/// One thing that is done to a device, with nothing left to look for.
package enum FlowAction: Sendable, Hashable {
    case tap(Point)
    case doubleTap(Point)
    case longPress(Point)
    case swipe(from: Point, to: Point, Duration)
    /// Over the middle of the screen.
    case swipeScreen(FlowOperation.SwipeDirection, Duration)
    /// From a point to the screen's edge.
    case swipeFrom(Point, FlowOperation.SwipeDirection, Duration)
    case scroll
    case back
    case hideKeyboard
    case inputText(String)
    case eraseText(Int)
    /// A name of the language's table, in lower case.
    case pressKey(String)
    case launchApp(String, arguments: JSONObject)
    case stopApp(String)
    case killApp(String)
    case clearState(String)
    case clearKeychain
    case setPermissions(app: String, [FlowVariable])
    case openLink(String, autoVerify: Bool)
    case openBrowser(String)
    case setLocation(latitude: Double, longitude: Double)
    case setOrientation(FlowOrientation)
    case setAirplaneMode(Bool)
    case setDarkMode(Bool)
    /// A picture or a film, under the name of its file.
    case addMedia(name: String, [UInt8])
    case startRecording
}

package enum FlowOrientation: String, Sendable, CaseIterable {
    case portrait = "PORTRAIT"
    case landscapeLeft = "LANDSCAPE_LEFT"
    case landscapeRight = "LANDSCAPE_RIGHT"
    case upsideDown = "UPSIDE_DOWN"

    /// As flows write it: in any case, with or without underscores.
    package init?(written text: String) {
        func key(_ name: String) -> String { name.uppercased().filter { $0.isLetter } }
        guard let found = Self.allCases.first(where: { key($0.rawValue) == key(text) }) else { return nil }
        self = found
    }

    /// `Surface.ROTATION_*`.
    package var quarterTurns: Int {
        switch self {
        case .portrait: 0
        case .landscapeLeft: 1
        case .upsideDown: 2
        case .landscapeRight: 3
        }
    }
}
