extension PythonDialect {
    static let uiautomator2 = PythonDialect(
        target: .uiautomator2, imports: ["import uiautomator2 as u2"], installation: "pip install uiautomator2",
        library: library, close: nil)

    private static let library = ScriptLibrary(
        #"""
        #: connect
        def connect():
            """The phone that ANDROID_SERIAL names, else the only one."""
            return u2.connect()


        #: dump
        def dump():
            return d.dump_hierarchy()


        #: screen
        def screen():
            """The screen's left, top, right and bottom."""
            return (0, 0, *d.window_size())


        #: screenshot
        def screenshot():
            return d.screenshot().tobytes()


        #: save_screenshot
        def save_screenshot(path):
            d.screenshot(path)


        #: shell
        def shell(*words):
            """A command of the phone's shell; what it prints."""
            result = d.shell(list(words))
            if result.exit_code != 0:
                raise StepFailed(f"{words[0]}: {result.output.strip()}")
            return result.output


        #: click
        def click(x, y):
            d.click(x, y)


        #: long_click
        def long_click(x, y):
            d.long_click(x, y, 1)


        #: double_click
        def double_click(x, y):
            d.double_click(x, y)


        #: drag
        def drag(x, y, to_x, to_y, seconds):
            d.swipe(x, y, to_x, to_y, duration=seconds)


        #: type_text
        def type_text(text):
            d.send_keys(text)


        #: press_key
        def press_key(number, times=1):
            for _ in range(times):
                d.press(number)


        #: hide_keyboard
        def hide_keyboard():
            if "mInputShown=true" in shell("dumpsys", "input_method"):
                d.press("back")


        #: launch_app
        def launch_app(app, *extras):
            """Starts an app; extras are words of `am start`."""
            launcher = "android.intent.category.LAUNCHER"
            if not extras:
                shell("monkey", "-p", app, "-c", launcher, "1")
                return
            activity = shell("cmd", "package", "resolve-activity", "--brief", "-c", launcher, app).split()[-1]
            shell("am", "start", "-n", activity, *extras)


        #: stop_app
        def stop_app(app):
            d.app_stop(app)


        #: kill_app
        def kill_app(app):
            shell("am", "kill", app)


        #: clear_app
        def clear_app(app):
            d.app_clear(app)


        #: set_permissions
        def set_permissions(app, action, *names):
            """Grants or revokes; all that the app asks for when none is named."""
            asked = names or sorted(set(re.findall(r"android\.permission\.\w+", shell("dumpsys", "package", app))))
            for name in asked:
                try:
                    shell("pm", action, app, name)
                except StepFailed:
                    # Not every permission is one that users give.
                    if names:
                        raise


        #: open_link
        def open_link(link):
            shell("am", "start", "-a", "android.intent.action.VIEW", "-d", link)


        #: rotate
        def rotate(turns):
            """Turns the screen by quarters, to the left."""
            d.set_orientation(("natural", "left", "upsidedown", "right")[turns])


        #: is_airplane_mode
        def is_airplane_mode():
            return shell("settings", "get", "global", "airplane_mode_on").strip() == "1"


        #: set_airplane_mode
        def set_airplane_mode(is_on):
            shell("cmd", "connectivity", "airplane-mode", "enable" if is_on else "disable")


        #: is_dark
        def is_dark():
            return "yes" in shell("cmd", "uimode", "night")


        #: set_dark
        def set_dark(is_on):
            shell("cmd", "uimode", "night", "yes" if is_on else "no")


        #: add_media
        def add_media(path):
            """Puts a file into the phone's pictures."""
            target = "/sdcard/Pictures/" + os.path.basename(path)
            d.push(path, target)
            shell("am", "broadcast", "-a", "android.intent.action.MEDIA_SCANNER_SCAN_FILE", "-d", "file://" + target)
        """#)
}
