import Tools

/// Basic Chinese verbs, which stand before their object without a space.
enum ChineseIntent {
    /// What an instruction that begins with a known Chinese verb asks for, or nil.
    static func read(_ phrase: Phrase) -> Intent? {
        var text = phrase.text[...]
        for filler in ["请", "帮我", "然后", "再"] where text.hasPrefix(filler) { text = text.dropFirst(filler.count) }
        if let direction = direction(in: text) { return .move(direction.tool, direction.way, nil) }
        if ["返回主屏幕", "回到主屏幕", "回到桌面", "返回桌面"].contains(where: text.hasPrefix) { return .home }
        if text == "返回" || ["返回上一", "后退"].contains(where: text.hasPrefix) { return .back }
        for (verb, intent) in verbs where text.hasPrefix(verb) {
            let rest = text.dropFirst(verb.count).drop { $0.isWhitespace || "到：:".contains($0) }
            return rest.isEmpty ? nil : intent(String(rest))
        }
        if let verb = text.firstRange(of: "输入"), let place = place(text[..<verb.lowerBound]) {
            return .type(text: Phrase(String(text[verb.upperBound...])).text, field: place, submit: false)
        }
        return nil
    }

    private static let verbs: [(String, @Sendable (String) -> Intent)] = [
        ("长按", { .touch(.longPress, Phrase($0)) }), ("双击", { .touch(.doubleTap, Phrase($0)) }),
        ("点击", { .touch(.tap, Phrase($0)) }), ("点按", { .touch(.tap, Phrase($0)) }),
        ("单击", { .touch(.tap, Phrase($0)) }), ("选择", { .touch(.tap, Phrase($0)) }),
        ("关闭", { .touch(.tap, Phrase($0), state: false) }), ("开启", { .touch(.tap, Phrase($0), state: true) }),
        ("打开", { .open(app: Phrase($0)) }), ("启动", { .open(app: Phrase($0)) }),
        ("输入", { .type(text: Phrase($0).text, field: nil, submit: false) }),
        ("搜索", { .type(text: Phrase($0).text, field: Phrase("搜索"), submit: true) }),
        ("清空", { .clear(Phrase($0)) }), ("清除", { .clear(Phrase($0)) }),
        ("滚动", { .reveal(Phrase($0)) }), ("点", { .touch(.tap, Phrase($0)) }),
    ]

    /// The field of "在用户名中输入".
    private static func place(_ text: Substring) -> Phrase? {
        guard text.hasPrefix("在") else { return nil }
        var name = text.dropFirst()
        for tail in ["中", "里", "内", "输入框", "框", "栏"] where name.hasSuffix(tail) { name = name.dropLast(tail.count) }
        return name.isEmpty ? nil : Phrase(String(name))
    }

    /// 滚动 names what is to be seen, 滑 the way of the finger.
    private static func direction(in text: Substring) -> (tool: UITool, way: Direction)? {
        let scrolls = text.contains("滚动") || text.contains("翻")
        guard scrolls || text.contains("滑") else { return nil }
        let ways: [(Character, Direction)] = [("上", .up), ("下", .down), ("左", .left), ("右", .right)]
        return ways.first { text.prefix(4).contains($0.0) }.map { (scrolls ? .scroll : .swipe, $0.1) }
    }
}
