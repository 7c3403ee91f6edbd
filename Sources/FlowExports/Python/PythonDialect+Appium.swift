extension PythonDialect {
    static let appium = PythonDialect(
        target: .appiumPython,
        imports: ["from appium import webdriver", "from appium.options.android import UiAutomator2Options"],
        installation: "pip install Appium-Python-Client, and a server with the driver uiautomator2", library: library,
        close: "d.quit()")

    private static let library = ScriptLibrary(
        #"""
        #: connect
        def connect():
            """The phone that ANDROID_SERIAL names, else the only one, through the server at APPIUM_URL."""
            options = UiAutomator2Options()
            options.no_reset = True
            if "ANDROID_SERIAL" in os.environ:
                options.udid = os.environ["ANDROID_SERIAL"]
            return webdriver.Remote(os.environ.get("APPIUM_URL", "http://127.0.0.1:4723"), options=options)


        #: mobile
        def mobile(command, **arguments):
            """A command of the driver."""
            return d.execute_script("mobile: " + command, arguments)


        #: dump
        def dump():
            return d.page_source


        #: screen
        def screen():
            """The screen's left, top, right and bottom."""
            size = d.get_window_size()
            return (0, 0, size["width"], size["height"])


        #: screenshot
        def screenshot():
            return d.get_screenshot_as_png()


        #: save_screenshot
        def save_screenshot(path):
            if not d.save_screenshot(path):
                raise StepFailed(f"{path} cannot be written")


        #: click
        def click(x, y):
            d.tap([(x, y)])


        #: long_click
        def long_click(x, y):
            d.tap([(x, y)], 1000)


        #: double_click
        def double_click(x, y):
            mobile("doubleClickGesture", x=x, y=y)


        #: drag
        def drag(x, y, to_x, to_y, seconds):
            d.swipe(x, y, to_x, to_y, int(seconds * 1000))


        #: type_text
        def type_text(text):
            mobile("type", text=text)


        #: press_key
        def press_key(number, times=1):
            for _ in range(times):
                d.press_keycode(number)


        #: hide_keyboard
        def hide_keyboard():
            if d.is_keyboard_shown():
                d.hide_keyboard()


        #: launch_app
        def launch_app(app):
            d.activate_app(app)


        #: stop_app
        def stop_app(app):
            d.terminate_app(app)


        #: clear_app
        def clear_app(app):
            mobile("clearApp", appId=app)


        #: set_permissions
        def set_permissions(app, action, *names):
            """Grants or revokes; all that the app asks for when none is named."""
            mobile("changePermissions", appPackage=app, action=action, permissions=list(names) or "all")


        #: open_link
        def open_link(link):
            mobile("deepLink", url=link)


        #: rotate
        def rotate(turns):
            """Turns the screen by quarters, of which only 0 has a name here."""
            d.orientation = ("PORTRAIT",)[turns]


        #: is_airplane_mode
        def is_airplane_mode():
            return mobile("getConnectivity", services=["airplaneMode"])["airplaneMode"]


        #: set_airplane_mode
        def set_airplane_mode(is_on):
            mobile("setConnectivity", airplaneMode=is_on)


        #: is_dark
        def is_dark():
            return mobile("getUiMode", mode="night") == "yes"


        #: set_dark
        def set_dark(is_on):
            mobile("setUiMode", mode="night", value="yes" if is_on else "no")


        #: set_location
        def set_location(latitude, longitude):
            d.set_location(float(latitude), float(longitude))


        #: add_media
        def add_media(path):
            """Puts a file into the phone's pictures."""
            d.push_file("/sdcard/Pictures/" + os.path.basename(path), source_path=path)


        #: start_recording
        def start_recording(path):
            global recording
            recording = path
            d.start_recording_screen()


        #: stop_recording
        def stop_recording():
            with open(recording, "wb") as file:
                file.write(base64.b64decode(d.stop_recording_screen()))
        """#)
}
