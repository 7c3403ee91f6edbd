/// What both Python targets find elements with, by Maestro's rules.
enum PythonLibrary {
    /// Source: Maestro 2.8, `Filters.kt` and `Orchestra.buildFilter`.
    static let search = ScriptLibrary(
        #"""
        #: StepFailed
        class StepFailed(Exception):
            """A step of the flow that does not hold."""


        #: bounds
        def bounds(node):
            """Left, top, right and bottom of a node."""
            numbers = re.findall(r"-?\d+", node.get("bounds", ""))
            return tuple(map(int, numbers)) if len(numbers) == 4 else (0, 0, 0, 0)


        #: share_on_screen
        def share_on_screen(node, size):
            """How much of a node is on the screen, from 0 to 1; a line is there wherever it lies."""
            (left, top, right, bottom), (_, _, width, height) = bounds(node), size
            area = (right - left) * (bottom - top)
            if not area or (left <= 0 and top <= 0 and right >= width and bottom >= height):
                return 0.0 if (left, top) == (right, bottom) else 1.0
            seen = max(min(right, width) - max(left, 0), 0) * max(min(bottom, height) - max(top, 0), 0)
            return seen / area


        #: look
        def look():
            """The nodes of the screen in their order, without those that lie off it."""
            size = screen()
            nodes = list(ElementTree.fromstring(dump()).iter())[1:]
            kept = set()
            for node in reversed(nodes):
                is_toast = node.get("class") == "android.widget.Toast"
                if is_toast or share_on_screen(node, size) >= 0.1 or any(child in kept for child in node):
                    kept.add(node)
            return [node for node in nodes if node in kept]


        #: fits
        def fits(pattern, value):
            """Whether a pattern is the value, or matches all of it in either case."""
            try:
                expression = re.compile(pattern, re.IGNORECASE | re.DOTALL | re.MULTILINE)
            except re.error:
                expression = re.compile(re.escape(pattern), re.IGNORECASE)
            return value == pattern or expression.fullmatch(value) is not None


        #: holds_alone
        def holds_alone(node, selector):
            """Whether a node meets what a selector asks of the node itself."""
            texts = [node.get(name, "") for name in ("text", "hint", "content-desc")]
            texts += [text.replace("\n", " ") for text in texts]
            name = node.get("resource-id", "")
            left, top, right, bottom = bounds(node)
            sides = {"width": right - left, "height": bottom - top}
            traits = {
                "text": texts[0] != "",
                "long-text": len(texts[0]) > 200,
                "square": abs(sides["width"] - sides["height"]) <= 0.03 * max(sides.values()),
            }
            slack = selector.get("tolerance", 0)
            states = [state for state in ("enabled", "checked", "focused", "selected") if state in selector]
            return (
                ("text" not in selector or any(fits(selector["text"], text) for text in texts))
                and ("id" not in selector or any(fits(selector["id"], part) for part in (name, name.split("/")[-1])))
                and all(node.get(state) == str(selector[state]).lower() for state in states)
                and all(abs(sides[side] - selector[side]) <= slack for side in sides if side in selector)
                and all(traits[trait] for trait in selector.get("traits", []))
            )


        #: find
        def find(selector, nodes):
            """The nodes that a selector means, the one to use first."""
            if "childOf" in selector:
                parents = find(selector["childOf"], nodes)
                inside = set(parents[0].iter()) if parents else set()
                nodes = [node for node in nodes if node in inside]
            found = [node for node in nodes if holds_alone(node, selector)]
            if set(selector) & {"text", "id", "width", "height", "enabled", "checked", "focused", "selected", "traits"}:
                # Only the deepest count.
                matches = set(found)
                found = [node for node in found if not matches.intersection(list(node.iter())[1:])]
            # Corners are compared: the left and top side of each.
            for name, side, sign in (("below", 1, 1), ("above", 1, -1), ("leftOf", 0, -1), ("rightOf", 0, 1)):
                if name in selector:
                    corners = [bounds(anchor)[side] for anchor in find(selector[name], nodes)]
                    found = [node for node in found if any((bounds(node)[side] - at) * sign > 0 for at in corners)]
            if "containsChild" in selector:
                anchors = set(find(selector["containsChild"], nodes))
                found = [node for node in found if anchors.intersection(node)]
            for anchor in selector.get("containsDescendants", []):
                anchors = set(find(anchor, nodes))
                found = [node for node in found if anchors.intersection(list(node.iter())[1:])]
            if "index" not in selector:
                return sorted(found, key=lambda node: {"true": 0, "false": 1}.get(node.get("clickable"), 2))
            found.sort(key=lambda node: (bounds(node)[1], bounds(node)[0]))
            index = int(float(selector["index"]))
            return [found[index]] if -len(found) <= index < len(found) else []


        #: seek
        def seek(selector, seconds=17):
            """The node that a selector means, waited for."""
            end = time.monotonic() + float(seconds)
            while True:
                found = find(selector, look())
                if found:
                    return found[0]
                if time.monotonic() >= end:
                    raise StepFailed(f"nothing fits {selector} within {seconds} s")
                time.sleep(0.2)


        #: is_visible
        def is_visible(selector, seconds=7):
            """Whether an element comes to be there."""
            try:
                return seek(selector, seconds) is not None
            except StepFailed:
                return False


        #: is_gone
        def is_gone(selector, seconds=7):
            """Whether an element comes to be away."""
            end = time.monotonic() + float(seconds)
            while find(selector, look()):
                if time.monotonic() >= end:
                    return False
                time.sleep(0.2)
            return True


        #: assert_visible
        def assert_visible(selector, seconds=17):
            """Fails when an element does not come."""
            seek(selector, seconds)


        #: assert_gone
        def assert_gone(selector, seconds=17):
            """Fails when an element does not go."""
            if not is_gone(selector, seconds):
                raise StepFailed(f"{selector} is still there after {seconds} s")


        #: text_of
        def text_of(selector, seconds=17):
            """An element's text, else its hint, else its description."""
            node = seek(selector, seconds)
            return next(filter(None, (node.get(name) for name in ("text", "hint", "content-desc"))), "")
        """#)
}
