extension PythonLibrary {
    static let touching = ScriptLibrary(
        #"""
        #: place
        def place(point, box):
            """A point such as "50%,90%" or "10,20" of a box, in pixels of the screen."""
            x, y = point.split(",")
            left, top, right, bottom = box

            def along(text, low, high):
                return low + int((high - low) * float(text[:-1]) / 100 if text.endswith("%") else float(text))

            return along(x, left, right), along(y, top, bottom)


        #: settle
        def settle(seconds=2):
            """Waits until the screen stays as it is, or the time is up."""
            end, last = time.monotonic() + float(seconds), dump()
            while time.monotonic() < end:
                time.sleep(0.2)
                now = dump()
                if now == last:
                    return
                last = now


        #: tap
        def tap(selector, at="50%,50%", press=click, times=1, delay=0.1, retry=False, seconds=17, settle_seconds=2):
            """Touches an element, or the screen for None; `retry` does so again when nothing changes."""
            point = place(at, bounds(seek(selector, seconds)) if selector else screen())
            before = dump() if retry else None
            for _ in range(2 if retry else 1):
                for count in range(times):
                    if count:
                        time.sleep(delay)
                    press(*point)
                settle(settle_seconds)
                if not retry or dump() != before:
                    break


        #: swipe
        def swipe(start, end, seconds=0.4, settle_seconds=2):
            """Swipes between two points of the screen."""
            drag(*place(start, screen()), *place(end, screen()), seconds)
            settle(settle_seconds)


        #: swipe_from
        def swipe_from(selector, direction, at="50%,50%", swipe_seconds=0.4, seconds=17, settle_seconds=2):
            """Swipes from an element to near the screen's edge."""
            x, y = place(at, bounds(seek(selector, seconds)))
            low, high = place("10%,10%", screen()), place("90%,90%", screen())
            end = {"UP": (x, low[1]), "DOWN": (x, high[1]), "LEFT": (low[0], y), "RIGHT": (high[0], y)}[direction]
            drag(x, y, *end, swipe_seconds)
            settle(settle_seconds)


        #: scroll_until_visible
        def scroll_until_visible(selector, end, seconds=20, swipe_seconds=0.601, share=1.0, settle_seconds=2):
            """Swipes from the middle to a point until enough of an element is on the screen."""
            limit = time.monotonic() + float(seconds)
            while True:
                found = find(selector, look())
                if found and share_on_screen(found[0], screen()) >= share:
                    return
                if time.monotonic() >= limit:
                    raise StepFailed(f"nothing fits {selector} after {seconds} s of scrolling")
                swipe("50%,50%", end, swipe_seconds, settle_seconds)


        #: wait_for_still
        def wait_for_still(seconds=15):
            """Waits until two pictures of the screen are the same, or the time is up."""
            end, last = time.monotonic() + float(seconds), screenshot()
            while time.monotonic() < end:
                time.sleep(0.2)
                now = screenshot()
                if now == last:
                    return
                last = now


        #: random_text
        def random_text(letters, length):
            """A text of letters drawn by chance."""
            return "".join(random.choice(letters) for _ in range(length))


        #: holds
        def holds(text):
            """Whether a flow takes a value for true."""
            try:
                return float(text) != 0
            except ValueError:
                return text.strip() != "" and text.lower() not in ("false", "undefined", "null")


        #: assert_holds
        def assert_holds(text):
            """Fails when a flow takes a value for false."""
            if not holds(text):
                raise StepFailed(f"{text!r} is not true")


        #: optional
        @contextlib.contextmanager
        def optional(step):
            """Makes a failure a warning."""
            try:
                yield
            except Exception as failure:
                print(f"warning: {step}: {failure}", file=sys.stderr)


        #: name_step
        def name_step(failure):
            """Says which step of the flow failed: the comment above its line names it."""
            lines = [line for frame, line in traceback.walk_tb(failure.__traceback__) if frame.f_code is flow.__code__]
            above = linecache.getlines(__file__)[:lines[0]]
            step = next(line.strip() for line in reversed(above) if line.strip().startswith("# "))
            print("failed: " + step[2:], file=sys.stderr)


        #: variable
        def variable(name, value=None):
            """A variable's value: an argument NAME=value, else the flow's own, else the environment's."""
            for argument in sys.argv[1:]:
                if argument.startswith(name + "="):
                    return argument[len(name) + 1:]
            if value is None and name not in os.environ:
                sys.exit(f"the flow needs {name}: pass {name}=value or set it in the environment")
            return os.environ[name] if value is None else value
        """#)
}
