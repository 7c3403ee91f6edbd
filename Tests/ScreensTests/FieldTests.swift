import JSON
import Testing

@testable import Hierarchies
@testable import Screens

/// Text fields: names, values and secrets.
@Suite struct FieldTests {
    @Test(
        "A field's text is its value; its hint is its name",
        arguments: [
            (
                View("EditText", Rect(0, 0, 900, 100), "ada@example.org", hint: "Email"),
                "field1 Email = ada@example.org"
            ),
            (View("EditText", Rect(0, 0, 900, 100), "Email", hint: "Email"), "field1 Email"),
            (View("EditText", Rect(0, 0, 900, 100), "Email", is: .showingHint), "field1 Email"),
            (View("EditText", Rect(0, 0, 900, 100), hint: "Email", is: .focused), "field1:focused Email"),
            (View("EditText", Rect(0, 0, 900, 100), "x", id: "a:id/user_name"), "field1 #user_name = x"),
        ])
    func nameAndValue(view: View, line: String) {
        #expect(Screen(.window(view)).lines == [line])
    }

    @Test("A field without a hint is named by the label above or beside it")
    func neighbour() {
        let above = View(
            "LinearLayout", Rect(0, 0, 1000, 200),
            children: [
                View("TextView", Rect(20, 0, 300, 50), "First name"),
                View("EditText", Rect(20, 60, 900, 100), "Ada"),
            ])
        #expect(Screen(.window(above)).lines == ["field1 First name = Ada"])
    }

    @Test("A password is in no output", arguments: [true, false])
    func secret(isDescribed: Bool) {
        let secret = "correct horse"
        let screen = Screen(
            .window(
                View(
                    "EditText", Rect(0, 0, 900, 100), secret, description: isDescribed ? "Password: \(secret)" : "",
                    hint: "Password", is: .password)))
        #expect(screen.lines == ["field1:password:filled Password"])
        let renderings: [any ScreenRendering] = [
            TextRendering(), JSONRendering(text: TextRendering()), SVGRendering(),
            StatsRendering(text: TextRendering()),
        ]
        for rendering in renderings { #expect(!rendering.render(screen).contains(secret)) }
    }

    @Test("What repeats a password inside its field is dropped too, what else is there is not")
    func secretInside() {
        let view = View(
            "EditText", Rect(0, 0, 900, 100), "hunter2", is: .password,
            children: [
                View("TextView", Rect(0, 0, 300, 50), "Password"), View("TextView", Rect(0, 50, 300, 50), "hunter2"),
                View("TextView", Rect(0, 50, 300, 50), description: "2"),
            ])
        #expect(Screen(.window(view)).lines == ["field1:password:filled Password"])
    }

    @Test("An empty password field is not filled")
    func emptySecret() {
        let view = View("EditText", Rect(0, 0, 900, 100), "Password", hint: "Password", is: .password)
        #expect(Screen(.window(view)).lines == ["field1:password Password"])
    }
}
