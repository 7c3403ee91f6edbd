/// Where flows run otherwise here than under Maestro 2.8, on purpose.
///
/// Each is tried by a test, which fails once it does not hold any more; docs/flows.md lists them.
package struct Divergence: Sendable, Hashable {
    package var name: String
    package var maestro: String
    package var here: String

    package static let declared = [
        Divergence(
            name: "nearest", maestro: "beside an element, the dump's first match (its sort by distance has no effect)",
            here: "the nearest match, clickable ones before others"),
        Divergence(
            name: "braces", maestro: "`${A}, {b}` is one expression, up to the last brace",
            here: "an expression ends at the brace that closes it"),
        Divergence(
            name: "optional-assertion", maestro: "an optional assertion waits 17 s",
            here: "7 s, as every optional command"),
        Divergence(
            name: "own-timeout", maestro: "`extendedWaitUntil` waits less by the time since the last change",
            here: "a timeout that a flow states counts in full"),
        Divergence(
            name: "visibility-percentage", maestro: "below 100 it counts as 0 (an integer division)",
            here: "what is written"),
        Divergence(
            name: "dropped-optional",
            maestro: "`inputText`, `evalScript`, `setAirplaneMode` and `setDarkMode` with keys drop `optional`",
            here: "every command keeps it"),
        Divergence(
            name: "scroll-end", maestro: "`scrollUntilVisible` swipes until its time is over",
            here: "it ends when three swipes in succession moved nothing"),
        Divergence(
            name: "settle-floor", maestro: "an element's tap takes 750 ms at least (Android)",
            here: "as long as the screen takes to stand still"),
        Divergence(
            name: "keychain", maestro: "`clearKeychain` does nothing on Android, and passes",
            here: "refused; `launchApp` with it goes on, for flows of both systems"),
        Divergence(
            name: "duplicate-keys", maestro: "of two equal keys the last counts, silently", here: "refused"),
        Divergence(
            name: "cycles", maestro: "a flow that runs itself runs until memory ends", here: "refused, with the way"),
        Divergence(
            name: "artifact-paths", maestro: "screenshots and recordings may go anywhere on the disk",
            here: "into the run's folder alone"),
        Divergence(
            name: "unnamed-faults",
            maestro: "a fault that has no name of its own is “Parsing Failed”, at the place read last",
            here: "named, at the fault"),
        Divergence(
            name: "dollar",
            maestro: "an expression that holds a `$` stays as it is written",
            here: "computed"),
        Divergence(
            name: "more-expressions",
            maestro:
                "`pressKey`, the point within an element and the file of `runFlow`, `retry` and `runScript` are taken as they are written",
            here: "their expressions are computed"),
        Divergence(
            name: "times",
            maestro: "`repeat` goes on without end when `times` comes to no number",
            here: "the step fails"),
        Divergence(
            name: "pictures",
            maestro: "`assertScreenshot` compares with JPEG files, too",
            here: "with PNG files alone"),
        Divergence(
            name: "env-order", maestro: "a value of `env` that uses a new variable of the same `env` has `undefined`",
            here: "that variable's value"),
        Divergence(
            name: "named-twice", maestro: "a flow that is named, and whose folder is named, runs twice", here: "once"),
        Divergence(
            name: "named-media",
            maestro: "several flows that are named may add no media that lie beside them",
            here: "they may, as one that is named alone"),
        Divergence(
            name: "lost-touch",
            maestro: "a touch that changed nothing is made again only where `retryTapIfNoChange` says so",
            here: "also when what the flow needs next is not there, once, with a warning; `false` forbids it"),
        Divergence(
            name: "long-press", maestro: "a long press takes 3 s (Android)", here: "1 s"),
    ]
}
