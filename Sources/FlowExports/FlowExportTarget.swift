/// What a flow can be written as.
package enum FlowExportTarget: String, Sendable, CaseIterable {
    /// A POSIX shell script over `adb shell`.
    case adb
    /// Python for Appium's client and its UiAutomator2 driver.
    case appiumPython = "appium-python"
    /// Python for the package `uiautomator2`.
    case uiautomator2
    /// A flow file in one layout, whatever the original's was.
    case maestro

    /// As sentences call it.
    var title: String {
        switch self {
        case .adb: "a shell script over adb"
        case .appiumPython: "Appium"
        case .uiautomator2: "uiautomator2"
        case .maestro: "a flow file"
        }
    }
}
