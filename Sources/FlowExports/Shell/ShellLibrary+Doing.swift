extension ShellLibrary {
    static let doing = ScriptLibrary(
        #"""
        #: tap
        # Sides of a box, x, y.
        tap() { at=$(within "$@") && device "input tap $at"; }


        #: long_press
        long_press() { at=$(within "$@") && device "input swipe $at $at 1000"; }


        #: double_tap
        # Each `input` takes longer to start than a double tap may last, so the first goes on while the second starts.
        double_tap() {
            at=$(within "$@") || return
            device "input tap $at & p=\$!; sleep 0.1; input tap $at; r=\$?; wait \$p && exit \$r"
        }


        #: swipe
        # Sides of a box, x, y, to x, to y, milliseconds.
        swipe() {
            from=$(within "$1" "$2" "$3") && to=$(within "$1" "$4" "$5") && device "input swipe $from $to $6"
        }


        #: swipe_from
        # Sides of an element, x, y, a direction, milliseconds: to near the screen's edge.
        swipe_from() {
            at=$(within "$1" "$2" "$3") && sides=$(screen) || return
            case $4 in
            UP) to=$(within "$sides" "${at% *}" 10%) ;;
            DOWN) to=$(within "$sides" "${at% *}" 90%) ;;
            LEFT) to=$(within "$sides" 10% "${at#* }") ;;
            RIGHT) to=$(within "$sides" 90% "${at#* }") ;;
            esac
            device "input swipe $at $to $5"
        }


        #: scroll_to
        # Swipes from the middle until an element is there: text, id, seconds, to x, to y, milliseconds.
        scroll_to() {
            limit=$(($(date +%s) + $3))
            until locate "$1" "$2" >/dev/null; do
                [ "$(date +%s)" -lt "$limit" ] || fail "nothing fits text '$1' and id '$2' after scrolling" || return
                sides=$(screen) && swipe "$sides" 50% 50% "$4" "$5" "$6" || return
            done
        }


        #: wait_for_still
        # Waits until two pictures of the screen are the same, or the seconds are up.
        wait_for_still() {
            end=$(($(date +%s) + $1))
            last=
            while [ "$(date +%s)" -lt "$end" ]; do
                now=$(adb -s "$SERIAL" exec-out screencap -p </dev/null | cksum) || return
                [ "$now" != "$last" ] || return 0
                last=$now
            done
        }


        #: type_text
        # `input text` takes %s for a space, and printable ASCII alone.
        type_text() {
            case $1 in *[!\ -~]*) fail "the device's shell types printable ASCII only" || return ;; esac
            rest=$1
            while [ -n "$rest" ]; do
                case $rest in
                # Between the halves of a written %s the text is cut, since the command has no way to write it.
                *%s*) piece="${rest%%"%s"*}%" rest="s${rest#*"%s"}" ;;
                *) piece=$rest rest= ;;
                esac
                device "input text $(quote "$(printf %s "$piece" | sed 's/ /%s/g')")" || return
            done
        }


        #: erase
        # Deletes characters before the cursor.
        erase() { device "input keyevent$(awk -v left="$1" 'BEGIN { while (left-- > 0) printf " KEYCODE_DEL" }')"; }


        #: hide_keyboard
        hide_keyboard() {
            case $(device 'dumpsys input_method') in *mInputShown=true*) device 'input keyevent KEYCODE_BACK' ;; esac
        }


        #: launch_app
        # Starts an app; what follows its name are words of `am start`.
        launch_app() {
            app=$(quote "$1") && shift
            if [ $# -eq 0 ]; then
                device "monkey -p $app -c android.intent.category.LAUNCHER 1 >/dev/null"
            else
                activity=$(device "cmd package resolve-activity --brief -c android.intent.category.LAUNCHER $app" |
                    tail -n 1) && device "am start -n $(quote "$activity")$(words "$@")"
            fi
        }


        #: stop_app
        stop_app() { device "am force-stop $(quote "$1")"; }


        #: kill_app
        kill_app() { device "am kill $(quote "$1")"; }


        #: clear_app
        clear_app() { device "pm clear $(quote "$1")"; }


        #: set_permissions
        # An app, grant or revoke, and permissions.
        set_permissions() {
            app=$(quote "$1") && action=$2 && shift 2
            for name in "$@"; do device "pm $action $app $(quote "$name")" || return; done
        }


        #: set_all_permissions
        # An app, grant or revoke: all that the app asks for; not every one is for users to give.
        set_all_permissions() {
            app=$(quote "$1")
            asked=$(device "dumpsys package $app") || return
            for name in $(echo "$asked" | sed -n 's/^ *\(android\.permission\.[A-Z_]*\).*$/\1/p' | sort -u); do
                device "pm $2 $app $name" 2>/dev/null || :
            done
        }


        #: open_link
        open_link() { device "am start -a android.intent.action.VIEW -d $(quote "$1")"; }


        #: rotate
        # Turns the screen by quarters, to the left.
        rotate() {
            device "settings put system accelerometer_rotation 0" && device "settings put system user_rotation $1"
        }


        #: is_airplane_mode
        is_airplane_mode() { [ "$(device 'settings get global airplane_mode_on')" = 1 ]; }


        #: set_airplane_mode
        set_airplane_mode() { device "cmd connectivity airplane-mode $1"; }


        #: toggle_airplane_mode
        toggle_airplane_mode() {
            if is_airplane_mode; then set_airplane_mode disable; else set_airplane_mode enable; fi
        }


        #: is_dark
        is_dark() { case $(device 'cmd uimode night') in *yes*) return 0 ;; *) return 1 ;; esac }


        #: set_dark
        set_dark() { device "cmd uimode night $1"; }


        #: toggle_dark
        toggle_dark() { if is_dark; then set_dark no; else set_dark yes; fi; }


        #: save_screenshot
        save_screenshot() { adb -s "$SERIAL" exec-out screencap -p >"$1" </dev/null; }
        """#)
}
