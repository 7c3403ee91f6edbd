internal import Devices
internal import FlowDocuments

extension PythonScript {
    mutating func typing(_ step: ExportStep) throws(FlowExportError) {
        let copied = "ENV[\"maestro.copiedText\"]"
        switch step.command.operation {
        case .inputText(let text): line("type_text(\(value(try step.text(text))))")
        case .inputRandom(let input): line("type_text(\(Self.random(input)))")
        case .eraseText(let characters):
            line("press_key(\(KeyCode("DEL").number), times=\(characters ?? 50))")
            line("settle()")
        case .pressKey(let name):
            line("press_key(\(try step.key(name).number))  # \(name)")
            line("settle()")
        case .back:
            line("press_key(\(KeyCode("BACK").number))")
            line("settle()")
        case .hideKeyboard:
            line("hide_keyboard()")
            line("settle()")
        case .copyTextFrom(let element):
            let patience = step.command.isOptional ? ", seconds=7" : ""
            line("\(copied) = text_of(\(try selector(element, of: step))\(patience))")
        case .pasteText: line("type_text(\(copied))")
        case .setClipboard(let text): line("\(copied) = \(value(try step.text(text)))")
        default: return
        }
    }

    private static func random(_ input: FlowOperation.RandomInput) -> String {
        let length = input.length ?? 8
        return switch input.kind {
        case .text: "random_text(string.ascii_letters, \(length))"
        case .number: "random_text(string.digits, \(length))"
        case .email: "random_text(string.ascii_lowercase, \(length)) + \"@example.com\""
        case .personName: "random.choice((\"Ada Lovelace\", \"Alan Turing\", \"Grace Hopper\"))"
        case .cityName: "random.choice((\"Lima\", \"Oslo\", \"Nairobi\"))"
        case .countryName: "random.choice((\"Peru\", \"Norway\", \"Kenya\"))"
        case .colorName: "random.choice((\"red\", \"green\", \"blue\"))"
        }
    }
}
