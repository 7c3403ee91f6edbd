import JSON
import Testing

@testable import SimulatedPhones

@Suite struct DeclarationTests {
    private static let head = """
        package: a.b
        label: A
        main: home
        state: {wifi: true, list: [{name: x}]}

        """

    private func error(_ rest: String) -> DeclarationError? {
        do throws(DeclarationError) {
            _ = try AppDeclaration(yaml: Array((Self.head + rest).utf8), file: "a.yaml")
            return nil
        } catch { return error }
    }

    @Test(
        "What is wrong is named, with its line and a suggestion",
        arguments: [
            ("screens: {home: {tilte: A}}", DeclarationError.Code.unknownKey, 5, "title"),
            ("screens: {home: {body: [{rwo: A}]}}", .missingKey, 5, "row"),
            ("screens: {home: {body: [{row: A, tap: {open: hom}}]}}", .unknownName, 5, "home"),
            ("screens: {home: {body: [{row: A, tap: bakc}]}}", .badValue, 5, "back"),
            ("screens: {home: {body: [{row: A, icon: wify}]}}", .unknownName, 5, "wifi"),
            (
                "screens:\n  home:\n    body:\n      - {row: A, control: switch, bind: state.wif}", .unknownName, 8,
                "wifi"
            ),
            ("screens: {home: {body: [{text: '{{cuont(state.list)}}'}]}}", .badExpression, 5, "count"),
            ("screens: {home: {body: [{text: A, when: state.wifi ==}]}}", .badExpression, 5, "ends"),
            ("screens: {home: {body: [{text: A, when: count()}]}}", .badExpression, 5, "takes"),
            ("screens: {home: {body: [{field: now}]}}", .badExpression, 5, "set"),
            ("screens: {home: {body: [{row: A, tap: {dialog: d}}]}}", .unknownName, 5, "dialog"),
            ("screens: {home: {title: Hello}}\ntranslations: {zh: {A: 甲}}", .missingTranslation, 5, "Hello"),
            ("settings: {wfi: global/wifi_on}\nscreens: {home: {}}", .unknownName, 5, "wfi"),
            ("screens: {home: {loading: -1}}", .badValue, 5, "whole number"),
            ("screens: {house: {}}", .unknownName, 3, "home"),
            ("screens: [", .malformed, 6, ""),
        ])
    func complaints(rest: String, code: DeclarationError.Code, line: Int, mentions: String) throws {
        let found = try #require(error(rest))
        #expect(found.code == code)
        #expect(found.line == line)
        #expect(found.message.contains(mentions))
    }

    @Test("The system's own declarations are in order", arguments: [SystemApp.platformYAML, SystemApp.launcherYAML])
    func system(yaml: String) throws {
        #expect(throws: Never.self) { try SystemApp.read(yaml, "system.yaml") }
    }

    @Test func `Items beyond the depth limit are refused, and so are too many values`() throws {
        let deep = String(repeating: "{group: [", count: 14) + "{text: A}" + String(repeating: "]}", count: 14)
        #expect(error("screens: {home: {body: [\(deep)]}}")?.code == .limit)
        let bomb = "screens: {home: {body: [" + (0..<60_000).map { _ in "{space: 1}" }.joined(separator: ",") + "]}}"
        #expect(error(bomb)?.code == .limit)
    }

    @Test(
        "Expressions give what the document says",
        arguments: [
            ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3.5"), ("7 % 4", "3"), ("1 / 0", "0"),
            ("'a' + 1", "a1"), ("not 1 == 2", "true"), ("!true or true", "true"), ("null ?? 'x'", "x"),
            ("2 > 1 ? 'yes' : 'no'", "yes"), ("'b' > 'A'", "true"), ("-3 + 1", "-2"),
            ("count(state.list)", "1"), ("count(state.list, it.name == 'y')", "0"), ("first(state.list).name", "x"),
            ("money(1234.5)", "$1,234.50"), ("money(-0.5, '€')", "-€0.50"), ("clock('19:30')", "7:30 PM"),
            ("clock('00:05')", "12:05 AM"),
            ("day('2025-06-10')", "Tue, Jun 10"), ("day('2025-02-30')", "2025-02-30"), ("date(0)", "1970-01-01"),
            ("time(0)", "12:00 AM"), ("duration(3725000)", "1:02:05"), ("duration(65000)", "1:05"),
            ("plural(1, 'item', 'items')", "1 item"), ("plural(0, 'item', 'items')", "0 items"),
            ("is_email('a@b.co')", "true"), ("is_email('a@b')", "false"), ("is_phone('+1 555 0100')", "true"),
            ("pad(7, 2)", "07"), ("contains('Wi‑Fi', 'WI')", "true"), ("contains('', '')", "true"),
            ("join(state.list, '/', it.name)", "x"), ("round(2.345, 2)", "2.35"), ("length('añb')", "3"),
        ])
    func expressions(text: String, expected: String) throws {
        var scope = Scope()
        scope.state = ["list": [["name": "x", "id": 1]]]
        #expect(scope.evaluate(try ExpressionParser.parse(text)).shownText == expected)
    }
}
