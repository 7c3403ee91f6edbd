internal import FlowDocuments
internal import YAML

extension MaestroCommand {
    func touching() throws(FlowExportError) -> Form {
        switch command.operation {
        case .tap(let tap):
            guard tap.selector?.isEmpty != true || tap.point != nil else { throw refusal("it names nothing to tap") }
            var form = Form()
            if let selector = tap.selector { form.members = selector.members }
            form.members.add("point", tap.point)
            form.members.add("retryTapIfNoChange", tap.retryIfNoChange)
            form.members.add("waitUntilVisible", tap.waitUntilVisible)
            form.members.add("repeat", tap.repetitions)
            form.members.add("delay", tap.delay)
            form.members.add("waitToSettleTimeoutMs", tap.waitToSettle)
            if let selector = tap.selector, form.members.members.count == selector.members.members.count {
                form.short = selector.node
            }
            return form
        case .swipe(let swipe): return self.swipe(swipe)
        case .scrollUntilVisible(let scroll):
            return .members {
                $0.add("element", scroll.element)
                $0.add("direction", scroll.direction?.rawValue)
                $0.add("timeout", scroll.timeout)
                $0.add("speed", scroll.speed)
                $0.add("visibilityPercentage", scroll.visibilityPercentage)
                $0.add("centerElement", scroll.centerElement)
                $0.add("waitToSettleTimeoutMs", scroll.waitToSettle)
            }
        default: return .alone
        }
    }

    private func swipe(_ swipe: FlowOperation.Swipe) -> Form {
        .members {
            switch swipe.way {
            case .direction(let direction): $0.add("direction", direction.rawValue)
            case .points(let start, let end):
                $0.add("start", start)
                $0.add("end", end)
            case .from(let selector, let point, let direction):
                var from = selector.members
                from.add("point", point)
                $0.add("from", point == nil ? selector.node : from.node)
                $0.add("direction", direction.rawValue)
            }
            $0.add("duration", swipe.duration)
            $0.add("waitToSettleTimeoutMs", swipe.waitToSettle)
        }
    }

    func typing() -> Form {
        switch command.operation {
        case .inputText(let text), .setClipboard(let text): return .text("text", text)
        case .inputRandom(let input):
            var form = Form.alone
            form.members.add("length", input.length)
            return form
        case .eraseText(let characters):
            var form = Form.alone
            form.short = characters.map { .bare(String($0)) }
            form.members.add("charactersToErase", characters)
            return form
        case .pressKey(let key): return .text("key", key)
        case .copyTextFrom(let selector): return .selector(selector)
        default: return .alone
        }
    }

    func checking() throws(FlowExportError) -> Form {
        switch command.operation {
        case .assert(let condition, let timeout): return try assertion(condition, timeout)
        case .assertScreenshot(let shot, let threshold):
            var form = screenshot(shot)
            if threshold != nil { form.short = nil }
            form.members.add("thresholdPercentage", threshold)
            return form
        case .waitForAnimationToEnd(let timeout):
            var form = Form.alone
            form.members.add("timeout", timeout)
            return form
        case .ai(.assertion(let assertion)): return .text("assertion", assertion)
        case .ai(.extraction(let query, let variable)):
            guard variable != "aiOutput" else { return .text("query", query) }
            return .members {
                $0.add("query", query)
                $0.add("outputVariable", variable)
            }
        default: return .alone
        }
    }

    private func assertion(_ condition: FlowCondition, _ timeout: String?) throws(FlowExportError) -> Form {
        guard condition.platform == nil, condition.label == nil else { throw refusal("an assertion has no platform") }
        if let timeout {
            guard condition.expression == nil else { throw refusal("it waits for elements, not for expressions") }
            return .members {
                $0.add("visible", condition.visible)
                $0.add("notVisible", condition.notVisible)
                $0.add("timeout", timeout)
            }
        }
        switch (condition.visible, condition.notVisible, condition.expression) {
        case (let selector?, nil, nil), (nil, let selector?, nil): return .selector(selector)
        case (nil, nil, let expression?): return .text("condition", expression)
        default: throw refusal("an assertion checks one thing")
        }
    }
}
