/// Attributes that only make sense together: WebDriverAgent's frame in four numbers, and its `name`, which is the
/// identifier or, for want of one, a copy of the label.
struct FrameNumbers {
    var x: Int?
    var y: Int?
    var width: Int?
    var height: Int?
    var rotation: Int?
    var name: String?

    /// Turns the numbers into bounds, and `name` into an identifier where it is no copy of the label.
    func fill(_ node: inout UINode) {
        if let x, let y, let width, let height {
            node.bounds = Rect(left: x, top: y, right: x + width, bottom: y + height)
            node.stated.insert(.bounds)
        }
        if let name, node.resourceID.isEmpty, name != node.contentDescription { node.resourceID = name }
    }
}
