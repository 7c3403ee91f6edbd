internal import YAML

extension CommandFields {
    func checking() throws(FlowError) -> FlowOperation {
        switch name {
        case .assertVisible, .assertNotVisible:
            var condition = FlowCondition()
            if name == .assertVisible {
                condition.visible = try selector()
            } else {
                condition.notVisible = try selector()
            }
            return .assert(condition, timeout: nil)
        case .assertTrue:
            var condition = FlowCondition()
            condition.expression = try text("condition")
            return .assert(condition, timeout: nil)
        case .extendedWaitUntil:
            let fields = try fields("visible", "notVisible", "timeout")
            var condition = FlowCondition()
            condition.visible = try selector(fields, "visible")
            condition.notVisible = try selector(fields, "notVisible")
            guard condition.visible != nil || condition.notVisible != nil else {
                throw fields.missing("visible or notVisible")
            }
            return .assert(condition, timeout: try fields.text("timeout") ?? "17000")
        case .assertScreenshot:
            guard value?.text == nil else {
                return .assertScreenshot(.init(try text("path")), thresholdPercentage: nil)
            }
            let fields = try fields("path", "thresholdPercentage", "cropOn")
            return .assertScreenshot(
                .init(try fields.neededText("path"), cropOn: try selector(fields, "cropOn")),
                thresholdPercentage: try fields.text("thresholdPercentage"))
        case .assertDarkMode: return try nothing(.assertDarkMode(isDark: true))
        case .assertLightMode: return try nothing(.assertDarkMode(isDark: false))
        case .waitForAnimationToEnd: return .waitForAnimationToEnd(timeout: try fields("timeout").text("timeout"))
        case .assertWithAI: return .ai(.assertion(try text("assertion")))
        case .assertNoDefectsWithAI: return try nothing(.ai(.noDefects))
        default:
            guard value?.text == nil else { return .ai(.extraction(query: try text("query"), variable: "aiOutput")) }
            let fields = try fields("query", "outputVariable")
            let variable = try fields.text("outputVariable") ?? "aiOutput"
            return .ai(.extraction(query: try fields.neededText("query"), variable: variable))
        }
    }
}
