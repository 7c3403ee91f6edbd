import DeviceSimulator
import SimulatedPhones
import Testing

/// A command line and what it has to say.
struct ShellCase: Sendable, CustomTestStringConvertible {
    var command: String
    var output: String
    var error: String
    var code: UInt8

    init(_ command: String, _ output: String = "", error: String = "", code: UInt8 = 0) {
        self.command = command
        self.output = output
        self.error = error
        self.code = code
    }

    var testDescription: String { command }
}

private let sh = "/system/bin/sh: "

@Suite("The shell says and returns what a phone's does")
struct ShellTests {
    static let grammar: [ShellCase] = [
        ShellCase("", ""), ShellCase("# only a comment", ""), ShellCase("echo a; echo b", "a\nb\n"),
        ShellCase("echo a&echo b", "a\nb\n"), ShellCase("true && echo yes || echo no", "yes\n"),
        ShellCase("false & wait; echo $?", "0\n"),
        ShellCase("exit 3 & p=$!; true; r=$?; wait $p && exit $r", code: 3),
        ShellCase("true & p=$!; false; r=$?; wait $p && exit $r", code: 1),
        ShellCase("true & p=$!; false & wait $!; echo $?; wait $p; echo $?; wait 99", "1\n0\n", code: 127),
        ShellCase("false && echo yes || echo no", "no\n"), ShellCase("false || false; echo $?", "1\n"),
        ShellCase("exit 7", code: 7), ShellCase("exit 300", code: 44), ShellCase("false", code: 1),
        ShellCase("! false", code: 0), ShellCase("(exit 3); echo $?", "3\n"),
        ShellCase("kill -TERM $$; echo no", code: 143),
        ShellCase("kill -9 $$", code: 137), ShellCase("sh -c 'exit 9'; echo $?", "9\n"),
        ShellCase("echo 'a b'  \"c  d\" e\\ f", "a b c  d e f\n"),
        ShellCase("echo '$HOME' \"$HOME\" \\$HOME", "$HOME / $HOME\n"),
        ShellCase("x=1; y=\"$x 2\"; echo $y \"${y}3\" ${z:-none}", "1 2 1 23 none\n"),
        ShellCase("echo \"\"x''y", "xy\n"), ShellCase("printf '<%s>' a '' \"b c\"", "<a><><b c>"),
        ShellCase("set -- a 'b c'; printf '<%s>' \"$@\"; echo $#", "<a><b c>2\n"),
        ShellCase("printf '<%s>' \"$@\"", "<>"), ShellCase("x='a  b'; printf '<%s>' $x", "<a><b>"),
        ShellCase("echo $(echo in; echo out)", "in out\n"), ShellCase("echo \"$(printf 'a\\nb\\n\\n')\"", "a\nb\n"),
        ShellCase("echo `echo back`", "back\n"), ShellCase("x=$(false); echo $?", "1\n"),
        ShellCase("if true; then echo a; else echo b; fi", "a\n"),
        ShellCase("if false; then echo a; elif true; then echo b; else echo c; fi", "b\n"),
        ShellCase("if false; then echo a; fi; echo $?", "0\n"),
        ShellCase("for i in 1 2 3; do echo $i; done", "1\n2\n3\n"),
        ShellCase("for i in 1 2 3; do [ $i = 2 ] && continue; echo $i; [ $i = 3 ] && break; done", "1\n3\n"),
        ShellCase(
            "while read a b; do echo \"$b-$a\"; done < /system/etc/hosts", "localhost-127.0.0.1\nip6-localhost-::1\n"),
        ShellCase("{ echo a; echo b; } | wc -l", "2\n"), ShellCase("echo a | cat | cat -", "a\n"),
        ShellCase("echo b | { read x; echo got $x; }", "got b\n"), ShellCase("false | true", code: 0),
        ShellCase("true | false", code: 1), ShellCase("FOO=1 sh -c 'echo $FOO'; echo [$FOO]", "1\n[]\n"),
        ShellCase("cd /sdcard && pwd; cd ..; pwd", "/sdcard\n/\n"), ShellCase("exec echo last; echo never", "last\n"),
        ShellCase("sh -c 'echo $0 $1' name arg", "name arg\n"), ShellCase("timeout 5 nohup echo hi", "hi\n"),
    ]

    static let redirections: [ShellCase] = [
        ShellCase("echo a > /sdcard/x; echo b >> /sdcard/x; cat /sdcard/x", "a\nb\n"),
        ShellCase("cat < /system/etc/hosts | head -n 1", "127.0.0.1       localhost\n"),
        ShellCase("ls /nope 2>/dev/null", code: 1), ShellCase("echo a 1>&2", error: "a\n"),
        ShellCase("echo a >&2", error: "a\n"),
        ShellCase("ls /nope 2>&1", "ls: /nope: No such file or directory\n", code: 1),
        ShellCase("ls /nope >/sdcard/all 2>&1; cat /sdcard/all", "ls: /nope: No such file or directory\n"),
        ShellCase("{ echo a; ls /nope; } 2>/dev/null", "a\n", code: 1),
        ShellCase("echo a > /system/x", error: sh + "can't create /system/x: Read-only file system\n", code: 1),
        ShellCase("cat < /nope", error: sh + "can't open /nope: No such file or directory\n", code: 1),
        ShellCase("echo a > /sdcard", error: sh + "can't create /sdcard: Is a directory\n", code: 1),
    ]

    static let complaints: [ShellCase] = [
        ShellCase("foo", error: sh + "foo: inaccessible or not found\n", code: 127),
        ShellCase("/sdcard/x", error: sh + "/sdcard/x: inaccessible or not found\n", code: 127),
        ShellCase("/system/etc/hosts", error: sh + "/system/etc/hosts: can't execute: Permission denied\n", code: 126),
        ShellCase("echo 'a", error: sh + "no closing quote\n", code: 1),
        ShellCase("echo )", error: sh + "syntax error: unexpected ')'\n", code: 1),
        ShellCase("if true", error: sh + "syntax error: unmatched 'if'\n", code: 1),
        ShellCase("fi", error: sh + "syntax error: unexpected 'fi'\n", code: 1),
        ShellCase("echo a &&", error: sh + "syntax error: unexpected EOF\n", code: 1),
        ShellCase("; echo", error: sh + "syntax error: unexpected ';'\n", code: 1),
        ShellCase("cd /nope", error: sh + "cd: /nope: No such file or directory\n", code: 2),
        ShellCase("cat << EOF", error: sh + "syntax error: here documents are not simulated\n", code: 1),
        ShellCase("kill 99", error: sh + "kill: 99: No such process\n", code: 1),
    ]

    static let tools: [ShellCase] = [
        ShellCase("echo -n a; echo -e 'b\\tc'; echo 'd\\ne'; echo -E 'f\\ng'", "ab\tc\nd\ne\nf\\ng\n"),
        ShellCase("printf '%05d|%-4s|%x|%%\\n' 42 ab 255", "00042|ab  |ff|%\n"),
        ShellCase("[ -d /sdcard ] && [ ! -e /nope ] && test 3 -gt 2 -a a = a && echo ok", "ok\n"),
        ShellCase("[ a = a", error: sh + "[: missing ]\n", code: 2),
        ShellCase("[ 1 -foo 2 ]", error: sh + "[: -foo: unexpected operator/operand\n", code: 2),
        ShellCase("id -u; whoami; uname -m", "2000\nshell\naarch64\n"),
        ShellCase(
            "echo hello | md5sum; echo hello | sha1sum",
            "b1946ac92492d2347c6235b4d2611184  -\nf572d396fae9206628714fb2ce00f72e94f2258f  -\n"),
        ShellCase("echo hello | base64 | base64 -d", "hello\n"), ShellCase("echo aGk= | base64 -d", "hi"),
        ShellCase("printf 'a1\\nB2\\nc3\\n' | grep -i b", "B2\n"), ShellCase("printf 'a\\nb\\n' | grep -vc a", "1\n"),
        ShellCase("printf 'x=1 y=2\\n' | grep -oE '[a-z]=[0-9]'", "x=1\ny=2\n"), ShellCase("echo a | grep b", code: 1),
        ShellCase("printf 'a\\nb\\n' | grep 'a\\|b' | wc -l", "2\n"), ShellCase("echo a.b | grep -F .b", "a.b\n"),
        ShellCase("printf '1\\n2\\n3\\n' | head -2 | tail -n 1", "2\n"), ShellCase("printf abc | wc -c", "3\n"),
        ShellCase("printf 'b\\na\\nb\\n' | sort -u", "a\nb\n"), ShellCase("echo abc | tr a-b x", "xxc\n"),
        ShellCase("cat /nope", error: "cat: /nope: No such file or directory\n", code: 1),
        ShellCase("cat /sdcard", error: "cat: /sdcard: Is a directory\n", code: 1),
        ShellCase("mkdir /sdcard/a/b", error: "mkdir: '/sdcard/a/b': No such file or directory\n", code: 1),
        ShellCase("mkdir -p /sdcard/a/b; mkdir /sdcard/a", error: "mkdir: '/sdcard/a': File exists\n", code: 1),
        ShellCase(
            "rm /sdcard/a; rm /sdcard/none; rm -f /sdcard/none",
            error: "rm: /sdcard/a: No such file or directory\nrm: /sdcard/none: No such file or directory\n"),
        ShellCase(
            "mkdir /sdcard/d; touch /sdcard/d/x; rmdir /sdcard/d", error: "rmdir: /sdcard/d: Directory not empty\n",
            code: 1),
        ShellCase(
            "mkdir /sdcard/d; rm /sdcard/d; rm -r /sdcard/d && ls /sdcard/d",
            error: "rm: /sdcard/d: Is a directory\nls: /sdcard/d: No such file or directory\n", code: 1),
        ShellCase(
            "touch /sdcard/1.txt /sdcard/2.txt /sdcard/3.md; cd /sdcard; echo *.txt '*.md' ?.md none*",
            "1.txt 2.txt *.md 3.md none*\n"),
        ShellCase(
            "echo a > /sdcard/a; cp /sdcard/a /sdcard/b; mv /sdcard/b /data/local/tmp; cat /data/local/tmp/b; ls /sdcard/b",
            "a\n", error: "ls: /sdcard/b: No such file or directory\n", code: 1),
        ShellCase("mv /nope /sdcard", error: "mv: bad '/nope': No such file or directory\n", code: 1),
        ShellCase("touch /system/x", error: "touch: '/system/x': Read-only file system\n", code: 1),
        ShellCase("ls /data", error: "ls: /data: Permission denied\n", code: 1),
        ShellCase("printf abc > /sdcard/f; stat -c '%s %a %F %n' /sdcard/f", "3 660 regular file /sdcard/f\n"),
        ShellCase(
            "printf abc > /sdcard/f; ls -l /sdcard/f", "-rw-rw---- 1 root sdcard_rw 3 2025-06-10 09:41 /sdcard/f\n"),
        ShellCase("ls -ld /sdcard", "lrwxrwxrwx 1 root root 21 2025-06-10 09:41 /sdcard -> /storage/self/primary\n"),
        ShellCase("ls -Q /", error: "ls: Unknown option 'Q' (see \"ls --help\")\n", code: 1),
        ShellCase("rm", error: "rm: Needs 1 argument (see \"rm --help\")\n", code: 1),
        ShellCase("sleep 90; date +%T", "09:42:30\n"), ShellCase("date", "Tue Jun 10 09:41:00 GMT 2025\n"),
        ShellCase("which ls sh nothing", "/system/bin/ls\n/system/bin/sh\n", code: 1),
        ShellCase("getprop ro.product.model; getprop none; getprop none other", "Pixel 7\n\nother\n"),
        ShellCase("setprop debug.x 1; getprop debug.x; getprop | grep debug.x", "1\n[debug.x]: [1]\n"),
        ShellCase(
            "setprop ro.x 1", error: "Failed to set property 'ro.x' to '1'.\nSee dmesg for error reason.\n", code: 1),
    ]

    static let android: [ShellCase] = [
        ShellCase("wm size; wm density", "Physical size: 1080x2400\nPhysical density: 420\n"),
        ShellCase(
            "wm size 720x1280; wm size; wm size reset; wm size",
            "Physical size: 1080x2400\nOverride size: 720x1280\nPhysical size: 1080x2400\n"),
        ShellCase("settings get global nothing", "null\n"),
        ShellCase(
            "settings put system x 'a b'; settings get system x; settings delete system x; settings get system x",
            "a b\nDeleted 1 rows\nnull\n"),
        ShellCase("settings get nowhere x", error: "Invalid namespace 'nowhere'\n", code: 255),
        ShellCase(
            "input tap 1",
            error:
                "\nException occurred while executing 'tap':\njava.lang.IllegalArgumentException: Argument expected after \"1\"\n",
            code: 255),
        ShellCase(
            "input tap a b",
            error:
                "\nException occurred while executing 'tap':\njava.lang.IllegalArgumentException: Error: Invalid arguments for command: tap\n",
            code: 255),
        ShellCase(
            "input fly | head -n 2",
            "Unknown command: fly\nUsage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]\n"),
        ShellCase(
            "am start -n no.such/.Main", "Starting: Intent { cmp=no.such/.Main }\n",
            error: "Error type 3\nError: Activity class {no.such/no.such.Main} does not exist.\n"),
        ShellCase("am force-stop no.such"), ShellCase("pm clear no.such", "Failed\n", code: 1),
        ShellCase("pm path no.such", code: 1),
        ShellCase("monkey -p no.such 1 2>/dev/null", "** No activities found to run, monkey aborted.\n", code: 252),
        ShellCase("cmd package resolve-activity --brief no.such", "No activity found\n"),
        ShellCase(
            "am broadcast -a x --es k v",
            "Broadcasting: Intent { act=x flg=0x400000 (has extras) }\nBroadcast completed: result=0\n"),
        ShellCase("cmd clipboard get", error: "cmd: Can't find service: clipboard\n", code: 20),
        ShellCase(
            "uiautomator dump; [ -e /sdcard/window_dump.xml ]", "UI hierchary dumped to: /sdcard/window_dump.xml\n"),
        ShellCase("uiautomator dump /system/x.xml", "UI hierchary dumped to: /system/x.xml\n"),
        ShellCase(
            "settings put system accelerometer_rotation 0; settings put system user_rotation 1; dumpsys window displays | grep -m 1 -E 'mCurrentRotation|mRotation='",
            "    mCurrentRotation=ROTATION_90\n"),
        ShellCase("sim", error: "", code: 64),
        ShellCase("sim fault add drop@shell:x#2; sim fault list", "drop@shell:x#2\n"),
        ShellCase(
            "sim fault add slow@sync:", error: "sim: slow@sync:: 'slow' needs milliseconds, 0 to 60000\n", code: 1),
    ]

    @Test("A command line of the table", arguments: grammar + redirections + complaints + tools + android)
    func commandLine(_ wanted: ShellCase) throws {
        var outcome = try emptyDevice().outcome(wanted.command)
        if wanted.command == "sim" { outcome.error = "" }
        #expect(outcome == Outcome(output: wanted.output, error: wanted.error, code: wanted.code))
    }

    @Test("What takes time takes the phone's, not ours")
    func time() throws {
        let device = try emptyDevice(costs: .realistic)
        _ = device.outcome("input swipe 1 1 9 9 400; sleep 1.5; uiautomator dump; ls")
        let uptime = device.withState { $0.phone.uptime }
        // The command, its swipe, the sleep, the dump's start and its wait, a tool.
        let parts: [Int] = [100, 400, 1500, 700, 1000, 5]
        #expect(uptime == .milliseconds(parts.reduce(0, +)))
    }

    @Test("A shell that would never end is killed", arguments: ["while true; do true; done", "f() { f; }; f"])
    func endless(_ command: String) throws {
        let code = try emptyDevice().outcome(command).code
        #expect(code == 137 || code == 1)
    }

    @Test("A script that calls itself through a pipe is killed and not followed down")
    func recursion() throws {
        let device = try emptyDevice()
        let outcome = device.outcome("echo 'sh /sdcard/x | cat' > /sdcard/x; sh /sdcard/x; echo survived")
        #expect(outcome.output.hasSuffix("survived\n") || outcome.code == 137)
    }

    @Test("After a reboot nothing more is carried out")
    func reboot() throws {
        let device = try emptyDevice()
        #expect(device.outcome("reboot; echo no").output == "")
        #expect(device.open("shell:true") == nil)
    }
}
