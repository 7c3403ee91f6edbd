import Hierarchies

extension SimulatedPhone {
    /// A PNG file in the current rotation; black while the phone is dark.
    package func screenshot() -> [UInt8] {
        var canvas = Canvas(size: display.size)
        guard isAwake else { return PNG.encode(canvas) }
        canvas.fill(Rect(left: 0, top: 0, right: display.size.width, bottom: display.size.height), .background)
        if activeOverlay != nil {
            // What a dialog leaves to see of its app is dimmed away.
            canvas.fill(Rect(left: 0, top: 0, right: display.size.width, bottom: display.size.height), .dim)
        }
        for view in activeWindow().views { canvas.draw(view) }
        if isKeyboardShown { canvas.fill(keyboard, .line) }
        if let toast {
            let width = TextMetrics.width(toast, size: 40) + 80
            let left = max(0, (display.size.width - width) / 2), top = edges.bottom - 200
            let box = Rect(left: left, top: top, right: min(left + width, display.size.width), bottom: top + 100)
            canvas.fill(box, .card)
            canvas.write(
                toast, in: Rect(left: box.left + 40, top: top + 30, right: box.right, bottom: box.bottom), size: 40,
                .text)
        }
        return PNG.encode(canvas)
    }
}
