extension Int {
    /// "1 node", "3 nodes": a number with its noun, for messages.
    func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }
}
