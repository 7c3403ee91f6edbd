extension FlowOperation {
    /// The element that is touched or read, where there is one.
    package var target: FlowSelector? {
        switch self {
        case .tap(let tap): return tap.selector
        case .copyTextFrom(let selector): return selector
        case .swipe(let swipe): if case .from(let selector, _, _) = swipe.way { return selector } else { return nil }
        default: return nil
        }
    }

    /// The same operation on another element; unchanged where there is none.
    package func retargeted(_ selector: FlowSelector) -> FlowOperation {
        switch self {
        case .tap(var tap) where tap.selector != nil:
            tap.selector = selector
            return .tap(tap)
        case .copyTextFrom: return .copyTextFrom(selector)
        case .swipe(var swipe):
            if case .from(_, let point, let direction) = swipe.way {
                swipe.way = .from(selector, point: point, direction)
            }
            return .swipe(swipe)
        default: return self
        }
    }
}
