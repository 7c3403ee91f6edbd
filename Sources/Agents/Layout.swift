import Glibc
import Hierarchies

/// A place beside another element.
enum Relation: Sendable {
    case above, below, left, right, beside

    /// How well a box lies so of an anchor, 0…1: nearer and better aligned is more.
    func fit(_ box: Rect, to anchor: Rect, on size: Size) -> Double {
        if box.isEmpty || anchor.isEmpty || box == anchor { return 0 }
        switch self {
        case .above, .below:
            let gap = self == .below ? box.top - anchor.bottom : anchor.top - box.bottom
            let shared = Self.overlap(box.left..<box.right, anchor.left..<anchor.right)
            return Self.nearness(gap, thickness: min(box.height, anchor.height), span: size.height / 4)
                * (0.3 + 0.7 * shared)
        case .left, .right:
            let gap = self == .right ? box.left - anchor.right : anchor.left - box.right
            let shared = Self.overlap(box.top..<box.bottom, anchor.top..<anchor.bottom)
            return Self.nearness(gap, thickness: min(box.width, anchor.width), span: size.width / 2)
                * (0.05 + 0.95 * shared)
        case .beside:
            let sides: [(Relation, Double)] = [(.right, 1), (.left, 0.95), (.below, 0.4), (.above, 0.35)]
            return sides.map { $0.fit(box, to: anchor, on: size) * $1 }.max() ?? 0
        }
    }

    /// 1 when they touch, less with distance; half an overlap is forgiven.
    private static func nearness(_ gap: Int, thickness: Int, span: Int) -> Double {
        if gap < -thickness / 2 { return 0 }
        return exp(-Double(max(gap, 0)) / Double(max(span, 1)))
    }

    /// The shared part of the shorter range.
    private static func overlap(_ first: Range<Int>, _ second: Range<Int>) -> Double {
        Double(first.clamped(to: second).count) / Double(max(1, min(first.count, second.count)))
    }
}

/// A part of the screen: "top", "bottom right corner", "in the middle".
struct Region: Sendable {
    enum Band: Sendable { case low, middle, high }

    var across: Band?
    var down: Band?

    var isEmpty: Bool { across == nil && down == nil }

    mutating func add(_ word: String) -> Bool {
        switch word {
        case "top", "upper", "topmost", "上方", "顶部": down = .low
        case "bottom", "lower", "bottommost", "下方", "底部": down = .high
        case "left", "leftmost", "左": across = .low
        case "right", "rightmost", "右": across = .high
        case "middle", "center", "centre", "中间":
            across = across ?? .middle
            if down == nil { down = .middle }
        default: return false
        }
        return true
    }

    /// How deep inside the region a point lies, 0…1.
    func fit(_ point: Point, on size: Size) -> Double {
        let parts = [
            Self.fit(across, Double(point.x) / Double(max(size.width, 1))),
            Self.fit(down, Double(point.y) / Double(max(size.height, 1))),
        ].compactMap { $0 }
        return parts.isEmpty ? 0 : parts.reduce(1, *)
    }

    private static func fit(_ band: Band?, _ share: Double) -> Double? {
        switch band {
        case .low?: max(0, min(1, 1 - share))
        case .high?: max(0, min(1, share))
        case .middle?: max(0, 1 - 2 * abs(share - 0.5))
        case nil: nil
        }
    }
}
