internal import YAML

extension CommandWriter {
    func touching() -> Form {
        switch command.operation {
        case .tap(let tap):
            var form = Form()
            if let selector = tap.selector { form.members = selector.members }
            form.members.add("point", tap.point)
            form.members.add("retryTapIfNoChange", tap.retryIfNoChange)
            form.members.add("waitUntilVisible", tap.waitUntilVisible)
            form.members.add("repeat", number: tap.repetitions)
            form.members.add("delay", number: tap.delay)
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
                $0.add("timeout", number: scroll.timeout)
                $0.add("speed", number: scroll.speed)
                $0.add("visibilityPercentage", number: scroll.visibilityPercentage)
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
        case .pressKey(let key): return .key(key)
        case .copyTextFrom(let selector): return .selector(selector)
        default: return .alone
        }
    }

    func checking() -> Form {
        switch command.operation {
        case .assert(let condition, let timeout): return assertion(condition, timeout)
        case .assertScreenshot(let shot, let threshold):
            var form = screenshot(shot)
            if threshold != nil { form.short = nil }
            form.members.add("thresholdPercentage", number: threshold)
            return form
        case .waitForAnimationToEnd(let timeout):
            var form = Form.alone
            form.members.add("timeout", number: timeout)
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

    private func assertion(_ condition: FlowCondition, _ timeout: String?) -> Form {
        if let timeout {
            return .members {
                $0.add("visible", condition.visible)
                $0.add("notVisible", condition.notVisible)
                $0.add("timeout", number: timeout)
            }
        }
        if let selector = condition.visible ?? condition.notVisible { return .selector(selector) }
        return .text("condition", condition.expression ?? "")
    }
}
