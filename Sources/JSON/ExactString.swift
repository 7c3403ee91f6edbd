/// A string that equals another only when their scalars are the same.
///
/// `String` compares by canonical equivalence, under which one JSON object may hold two "equal" keys.
struct ExactString: Hashable {
    var text: String

    init(_ text: String) { self.text = text }

    static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.utf8.count == right.text.utf8.count && left.text == right.text
            && left.text.utf8.elementsEqual(right.text.utf8)
    }
}
