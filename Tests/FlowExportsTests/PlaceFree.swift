import FlowDocuments

private let nowhere = SourcePlace("", line: 0, column: 0)

/// Flows without the places of what is in them.
extension FlowDocument {
    var placeFree: FlowDocument {
        var flow = self
        flow.config.place = nowhere
        flow.config.onFlowStart = flow.config.onFlowStart?.map(\.placeFree)
        flow.config.onFlowComplete = flow.config.onFlowComplete?.map(\.placeFree)
        flow.commands = commands.map(\.placeFree)
        return flow
    }
}

extension FlowCommand {
    fileprivate var placeFree: FlowCommand {
        var command = self
        command.place = nowhere
        command.operation = operation.placeFree
        return command
    }
}

extension FlowOperation {
    fileprivate var placeFree: FlowOperation {
        switch self {
        case .tap(var tap):
            tap.selector = tap.selector?.placeFree
            return .tap(tap)
        case .swipe(var swipe):
            if case .from(let selector, let point, let direction) = swipe.way {
                swipe.way = .from(selector.placeFree, point: point, direction)
            }
            return .swipe(swipe)
        case .scrollUntilVisible(var scroll):
            scroll.element = scroll.element.placeFree
            return .scrollUntilVisible(scroll)
        case .copyTextFrom(let selector): return .copyTextFrom(selector.placeFree)
        case .assert(let condition, let timeout): return .assert(condition.placeFree, timeout: timeout)
        case .assertScreenshot(let shot, let threshold):
            return .assertScreenshot(shot.placeFree, thresholdPercentage: threshold)
        case .takeScreenshot(let shot): return .takeScreenshot(shot.placeFree)
        case .runFlow(let body, let when, let environment):
            return .runFlow(body.placeFree, when: when?.placeFree, environment: environment)
        case .repetition(let times, let condition, let commands):
            return .repetition(times: times, while: condition?.placeFree, commands.map(\.placeFree))
        case .retry(let body, let retries, let environment):
            return .retry(body.placeFree, maxRetries: retries, environment: environment)
        case .runScript(let file, let when, let environment):
            return .runScript(file: file, when: when?.placeFree, environment: environment)
        default: return self
        }
    }
}

extension FlowBody {
    fileprivate var placeFree: FlowBody {
        if case .commands(let commands) = self { .commands(commands.map(\.placeFree)) } else { self }
    }
}

extension FlowOperation.Screenshot {
    fileprivate var placeFree: Self { .init(path, cropOn: cropOn?.placeFree) }
}

extension FlowCondition {
    fileprivate var placeFree: FlowCondition {
        var condition = self
        condition.visible = visible?.placeFree
        condition.notVisible = notVisible?.placeFree
        return condition
    }
}

extension FlowSelector {
    fileprivate var placeFree: FlowSelector {
        var selector = self
        selector.place = nowhere
        selector.relations = relations.map { .init($0.kind, $0.anchor.placeFree) }
        return selector
    }
}
