extension Duration {
    /// The duration for a person: `467 ms`, `1.5 s`, `120 s`.
    var text: String {
        guard self >= .milliseconds(1000) else { return "\(Int64((self / .milliseconds(1)).rounded())) ms" }
        let tenths = Int64((self / .milliseconds(100)).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
