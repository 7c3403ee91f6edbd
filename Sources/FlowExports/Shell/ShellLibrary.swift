/// Functions of the shell scripts, for any POSIX shell with adb and awk.
///
/// Each says by its status whether it did what it should: within `if` and `||` no shell stops by itself.
enum ShellLibrary {
    static let all = basics + looking + doing

    private static let basics = ScriptLibrary(
        #"""
        #: device
        # Runs one command line in the device's shell, and leaves this script's input alone.
        device() { adb -s "$SERIAL" shell "$1" </dev/null; }


        #: fail
        fail() {
            echo "$1" >&2
            return 1
        }


        #: quote
        # A word as the device's shell takes it literally.
        quote() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"; }


        #: words
        # Words as the device's shell takes them literally.
        words() { for word in "$@"; do printf ' %s' "$(quote "$word")"; done; }


        #: holds
        # Whether a flow takes a value for true.
        holds() { printf %s "$1" | awk '
            { text = text $0 }
            END {
                gsub(/^[ \t]+|[ \t]+$/, "", text)
                if (text ~ /^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$/) exit (text + 0 == 0)
                exit (text == "" || tolower(text) ~ /^(false|undefined|null)$/)
            }'; }
        """#)

    /// The awk program follows Maestro: the deepest nodes that fit, clickable ones first.
    private static let looking = ScriptLibrary(
        #"""
        #: locate
        # The sides of the element with a text or description, an id, or both: "left top right bottom".
        # Patterns are extended regular expressions in lower or upper case; an empty one asks for nothing.
        locate() {
            device 'rm -f /sdcard/window.xml; uiautomator dump /sdcard/window.xml >/dev/null; cat /sdcard/window.xml' |
                TEXT=$1 ID=$2 awk '
            BEGIN { RS = "<" }
            function bytes(code) {
                if (code < 128) return sprintf("%c", code)
                if (code < 2048) return sprintf("%c%c", 192 + int(code / 64), 128 + code % 64)
                if (code < 65536)
                    return sprintf("%c%c%c", 224 + int(code / 4096), 128 + int(code / 64) % 64, 128 + code % 64)
                return sprintf("%c%c%c%c", 240 + int(code / 262144), 128 + int(code / 4096) % 64, \
                    128 + int(code / 64) % 64, 128 + code % 64)
            }
            function attribute(name,    text) {
                if (!match($0, " " name "=\"[^\"]*\"")) return ""
                text = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
                while (match(text, /&#[0-9]+;/))
                    text = substr(text, 1, RSTART - 1) bytes(substr(text, RSTART + 2, RLENGTH - 3) + 0) \
                        substr(text, RSTART + RLENGTH)
                gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text)
                gsub(/&apos;/, "\047", text); gsub(/&amp;/, "\\&", text)
                return text
            }
            function fits(pattern, text) {
                if (text == pattern || tolower(text) ~ ("^(" tolower(pattern) ")$")) return 1
                return gsub(/\n/, " ", text) && (text == pattern || tolower(text) ~ ("^(" tolower(pattern) ")$"))
            }
            function has_text(pattern) {
                return fits(pattern, attribute("text")) || fits(pattern, attribute("hint")) \
                    || fits(pattern, attribute("content-desc"))
            }
            function has_id(pattern,    name) {
                name = attribute("resource-id")
                if (fits(pattern, name)) return 1
                sub(/^.*\//, "", name)
                return fits(pattern, name)
            }
            /^\/node/ { depth-- }
            /^node/ {
                match_at[++depth] = 0
                sides = attribute("bounds")
                gsub(/[^-0-9]+/, " ", sides)
                split(sides, side, " ")
                if (side[3] > side[1] && side[4] > side[2] && (ENVIRON["TEXT"] == "" || has_text(ENVIRON["TEXT"])) \
                    && (ENVIRON["ID"] == "" || has_id(ENVIRON["ID"]))) {
                    for (above = 1; above < depth; above++) is_outer[match_at[above]] = 1
                    match_at[depth] = ++count
                    found[count] = side[1] " " side[2] " " side[3] " " side[4]
                    clicks[count] = attribute("clickable") == "true"
                }
                if ($0 ~ /\/>[ \t\r\n]*$/) depth--
            }
            END {
                for (place = 1; place <= count; place++)
                    if (!is_outer[place] && (!best || clicks[place] > clicks[best])) best = place
                if (!best) exit 1
                print found[best]
            }'
        }


        #: seek
        # The sides of an element, waited for: text, id, seconds.
        seek() {
            end=$(($(date +%s) + $3))
            until locate "$1" "$2"; do
                [ "$(date +%s)" -lt "$end" ] || fail "nothing fits text '$1' and id '$2' within $3 s" || return
                sleep 1
            done
        }


        #: gone
        # Waits until an element is away: text, id, seconds.
        gone() {
            end=$(($(date +%s) + $3))
            while locate "$1" "$2" >/dev/null; do
                [ "$(date +%s)" -lt "$end" ] || fail "text '$1' and id '$2' are still there after $3 s" || return
                sleep 1
            done
        }


        #: screen
        # The screen's sides.
        screen() {
            size=$(device 'dumpsys window displays' | sed -n 's/^.* cur=\([0-9]*\)x\([0-9]*\) .*$/\1 \2/p' | head -n 1)
            [ -n "$size" ] || fail "the screen's size is not told" || return
            echo "0 0 $size"
        }


        #: within
        # A point of a box in pixels: sides, then x and y as numbers or percent.
        within() {
            echo "$1 $2 $3" | awk '
                function along(low, high, at) { return int(low + (at ~ /%$/ ? (high - low) * at / 100 : at)) }
                { print along($1, $3, $5), along($2, $4, $6) }'
        }
        """#)
}
