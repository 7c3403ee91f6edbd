/// ChatML's turns: `<|im_start|>role`, a line end, text, `<|im_end|>`, a line end.
package enum ChatML {
    /// The texts at which generation ends.
    package static let stops = ["<|im_end|>", "<|endoftext|>"]

    /// A writer that knows the tokens of ChatML and of the tags for tools.
    package static var writer: TemplateWriter {
        TemplateWriter(tokens: ["<|im_start|>", "<|im_end|>"] + ToolTags.tokens)
    }

    /// Writes a whole turn.
    package static func write(_ role: String, _ text: String, to writer: inout TemplateWriter) {
        writer.template("<|im_start|>\(role)\n")
        writer.text(text)
        writer.template("<|im_end|>\n")
    }
}
