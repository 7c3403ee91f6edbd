/// The dump formats that `Hierarchies` reads; raw values are the CLI's `--from` names and the JSON output's `format`.
package enum DumpFormat: String, Sendable, CaseIterable {
    /// `uiautomator dump` of the shell, androidx `dumpWindowHierarchy`, openatx and Maestro servers: `<node>` elements.
    case uiautomator
    /// Appium UiAutomator2 page source: tags named by class.
    case appium
    /// WebDriverAgent source, XML or JSON.
    case xcuitest
    /// DroidBot state JSON: a flat `views` array.
    case droidbot
    /// Rico view hierarchies: `activity.root`, or a bare root.
    case rico
    /// `maestro hierarchy`: `{attributes, children}`.
    case maestro
    /// The accessibility tree of mobilerun's Portal, alone or inside a trajectory.
    case mobilerun
}
