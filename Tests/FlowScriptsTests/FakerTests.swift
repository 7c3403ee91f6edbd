import FlowDocuments
import FlowScripts
import Testing

/// What `faker` makes, drawn again and again.
@Suite(.enabled(if: Engine.isInstalled, "libjavascriptcoregtk is not installed")) struct FakerTests {
    @Test(
        arguments: [
            (##"faker.expression("#{number.numberBetween '1' '10'}")"##, "[1-9]"),
            (##"faker.expression("#{number.numberBetween '1','10'}")"##, "[1-9]"),
            (##"faker.expression("#{Number.number_between 1,2}")"##, "1"),
            (##"faker.expression("#{Name.first_name} <#{internet.emailAddress}>")"##, "[A-Z][a-z]+ <[a-z.]+@[a-z.]+>"),
            (##"faker.expression("#{options.option 'a b','c'}")"##, "a b|c"),
            (##"faker.expression("#{bothify '##-??'}")"##, "[0-9]{2}-[a-z]{2}"),
            (##"faker.expression("#{letterify '??','true'}")"##, "[A-Z]{2}"),
            (##"faker.expression("plain")"##, "plain"),
            ("faker.number().numberBetween(3, 4)", "3"), ("faker.number().digits(5)", "[0-9]{5}"),
            ("faker.number().randomNumber(4)", "[1-9][0-9]{3}"),
            ("faker.number().randomDouble(2, 1, 2)", "[12](\\.[0-9]{1,2})?"),
            ("faker.name().fullName()", "[A-Z][a-z]+ [A-Z][a-z]+"), ("faker.name().username()", "[a-z]+\\.[a-z]+"),
            ("faker.internet().uuid()", "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
            ("faker.internet().password(12, 12, true, true)", "[A-Za-z0-9!@#$%&*]{12}"),
            ("faker.internet().ipV4Address()", "([0-9]{1,3}\\.){3}[0-9]{1,3}"),
            ("faker.address().zipCode()", "[0-9]{5}"), ("faker.address().country()", "[A-Z][a-z]+"),
            ("faker.address().fullAddress()", "[0-9]+ [A-Za-z ]+, [A-Za-z]+, [A-Z]{2} [0-9]{5}"),
            ("faker.lorem().sentence()", "[A-Z][a-z ]+\\."), ("faker.lorem().words(3).length", "3"),
            ("faker.lorem().fixedString(17).length", "17"),
            ("faker.phoneNumber().cellPhone()", "[0-9]{3}-[0-9]{3}-[0-9]{4}"),
            ("faker.color().hex()", "#[0-9A-F]{6}"), ("faker.company().name()", "[A-Z][a-z]+ [A-Za-z ]+"),
            ("faker.commerce().price()", "[0-9]+\\.[0-9]{2}"), ("faker.text().text(6)", "[a-z]{6}"),
            ("faker.bothify('??##')", "[a-z]{2}[0-9]{2}"), ("faker.numerify('a#')", "a[0-9]"),
        ])
    func `a value has its form`(_ expression: String, _ form: String) throws {
        let session = try Engine.session()
        let pattern = try Regex(form)
        for _ in 0..<20 {
            let value = try session.evaluate(expression, at: nil).value
            #expect(value.wholeMatch(of: pattern) != nil, "\(value)")
        }
    }

    @Test func `every method of every provider gives something`() throws {
        let script = """
            for (const [name, make] of Object.entries(faker)) {
                if (name === 'expression' || make.length > 0) continue
                for (const [method, call] of Object.entries(make())) {
                    const value = call(3, 4, 9)
                    if (value === undefined || value === '' || Number.isNaN(value)) console.log(name, method)
                    output.count = (output.count || 0) + 1
                }
            }
            """
        let session = try Engine.session()
        #expect(try session.run(script, file: "a.js", environment: []).logs == [])
        #expect(try Int(session.evaluate("output.count", at: nil).value) ?? 0 > 70)
    }

    @Test func `values differ`() throws {
        let script = "output.all = new Set(Array.from({length: 50}, () => faker.internet().uuid())).size"
        #expect(try Engine.session().evaluate(script, at: nil).value == "50")
    }
}
