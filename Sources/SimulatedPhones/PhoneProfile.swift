package import Hierarchies

/// What a simulated phone is made of: its display, its Android version and what is installed besides the apps.
package struct PhoneProfile: Sendable, Hashable {
    /// `ro.product.model`.
    package var model: String
    package var manufacturer: String
    /// `ro.product.device`.
    package var device: String
    /// `ro.build.version.release`.
    package var release: String
    /// `ro.build.version.sdk`.
    package var sdk: Int
    /// Pixels in the natural rotation.
    package var size: Size
    /// Dots per inch.
    package var density: Int
    /// Whether an empty field shows its hint as text in a dump, as Android did before version 8 and many makers do still;
    /// otherwise a dump has a `hint` attribute beside an empty text.
    package var showsHintAsText: Bool
    /// Whether `com.android.adbkeyboard/.AdbIME` is installed.
    package var hasADBKeyboard: Bool
    /// Milliseconds since 1970 at the moment of boot, in the phone's own time zone.
    package var clock: Int64

    package init(
        model: String, manufacturer: String, device: String, release: String, sdk: Int, size: Size, density: Int,
        showsHintAsText: Bool = true, hasADBKeyboard: Bool = false, clock: Int64 = 1_749_548_460_000
    ) {
        self.model = model
        self.manufacturer = manufacturer
        self.device = device
        self.release = release
        self.sdk = sdk
        self.size = size
        self.density = density
        self.showsHintAsText = showsHintAsText
        self.hasADBKeyboard = hasADBKeyboard
        self.clock = clock
    }

    /// A phone of usual size: 1080 by 2400 at 420 dpi.
    package static let phone = PhoneProfile(
        model: "Pixel 7", manufacturer: "Google", device: "panther", release: "14", sdk: 34,
        size: Size(width: 1080, height: 2400), density: 420)
    /// A small and old phone: 720 by 1280 at 320 dpi.
    package static let smallPhone = PhoneProfile(
        model: "Moto G4 Play", manufacturer: "motorola", device: "harpia", release: "7.1.1", sdk: 25,
        size: Size(width: 720, height: 1280), density: 320)
    /// A tablet: 1600 by 2560 at 320 dpi, whose dumps carry hints.
    package static let tablet = PhoneProfile(
        model: "Pixel Tablet", manufacturer: "Google", device: "tangorpro", release: "15", sdk: 35,
        size: Size(width: 1600, height: 2560), density: 320, showsHintAsText: false)

    /// The profiles by the names that a command line takes.
    package static let named: [(name: String, profile: PhoneProfile)] = [
        ("phone", .phone), ("small", .smallPhone), ("tablet", .tablet),
    ]
}
