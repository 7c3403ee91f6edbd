/// A string that equals another only when their scalars are the same.
///
/// `String` compares by canonical equivalence, under which one JSON object may hold two "equal" keys.
package struct ExactString: Hashable {
    package var text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.utf8.count == right.text.utf8.count && left.text == right.text
            && left.text.utf8.elementsEqual(right.text.utf8)
    }
}
