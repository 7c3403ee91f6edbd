/// The texts of JSON Schema's `format` names.
///
/// What an automaton of reasonable size cannot judge is left out: see each format.
enum Format {
    private static func built(_ source: String) -> ScalarAutomaton? {
        try? Pattern("^(?:\(source))$").automaton
    }

    // MARK: Times: RFC 3339

    static let date = built(dateSource)
    static let time = built(timeSource)
    static let dateTime = built("(?:\(dateSource))[Tt](?:\(timeSource))")
    static let duration = built(durationSource)

    /// `full-date`, Gregorian over the years 0000 to 9999.
    private static let dateSource = """
        \\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)\
        |02-(?:0[1-9]|1\\d|2[0-8]))\
        |(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29
        """

    /// `full-time`; the second 60 only as 23:59:60 with the offset Z, +00:00 or -00:00: other offsets take a state for each
    /// minute of the day.
    private static let timeSource = """
        (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)\
        |23:59:60(?:\\.\\d+)?(?:[Zz]|[+-]00:00)
        """

    /// `duration` of appendix A.
    private static let durationSource: String = {
        let minutes = "\\d+M(?:\\d+S)?"
        let time = "T(?:\\d+H(?:\(minutes))?|\(minutes)|\\d+S)"
        let months = "\\d+M(?:\\d+D)?"
        return "P(?:(?:\\d+D|\(months)|\\d+Y(?:\(months))?)(?:\(time))?|\(time)|\\d+W)"
    }()

    // MARK: Addresses

    static let email = built(
        "(?:\(atom)+(?:\\.\(atom)+)*|\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\")"
            + "@(?:\(hostnameSource)|\\[(?:\(ipv4Source)|IPv6:(?:\(ipv6Source)))\\])")
    static let hostname = built(hostnameSource)
    static let ipv4 = built(ipv4Source)
    static let ipv6 = built(ipv6Source)
    static let uuid = built("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

    /// `atext` of RFC 5321; the lengths of an address and of its local part are not judged.
    private static let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"

    /// RFC 1123: labels of up to 63 letters, digits and inner hyphens; the length of the whole name is not judged.
    private static let hostnameSource: String = {
        let label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        return "\(label)(?:\\.\(label))*"
    }()

    /// RFC 2673's dotted quad, as RFC 3986 restates it: no leading zeros.
    private static let ipv4Source: String = {
        let octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"
        return "\(octet)(?:\\.\(octet)){3}"
    }()

    /// `IPv6address` of RFC 3986: RFC 4291's text form without a zone.
    private static let ipv6Source: String = {
        let group = "[0-9A-Fa-f]{1,4}"
        let last = "(?:\(group):\(group)|\(ipv4Source))"
        var forms = ["(?:\(group):){6}\(last)"]
        for after in (0...7).reversed() {
            // At most seven groups stand beside the `::`; the last two may be a dotted quad.
            let before = 7 - after
            let head = before == 0 ? "" : "(?:(?:\(group):){0,\(before - 1)}\(group))?"
            let tail = after >= 2 ? "(?:\(group):){\(after - 2)}\(last)" : after == 1 ? group : ""
            forms.append("\(head)::\(tail)")
        }
        return forms.joined(separator: "|")
    }()

    // MARK: URIs: RFC 3986

    static let uri = built("\(scheme):(?:\(authorityAndPath)|\(absolutePath)|\(segment)+(?:/\(segment)*)*|)\(tail)")
    static let uriReference = built(
        "(?:\(scheme):(?:\(authorityAndPath)|\(absolutePath)|\(segment)+(?:/\(segment)*)*|)"
            + "|\(authorityAndPath)|\(absolutePath)|\(segmentWithoutColon)+(?:/\(segment)*)*|)\(tail)")

    private static let scheme = "[A-Za-z][A-Za-z0-9+.-]*"
    private static let plain = "A-Za-z0-9._~!$&'()*+,;=-"
    private static let encoded = "%[0-9A-Fa-f]{2}"
    private static let segment = "(?:[:@\(plain)]|\(encoded))"
    private static let segmentWithoutColon = "(?:[@\(plain)]|\(encoded))"
    private static let authorityAndPath =
        "//(?:(?:[:\(plain)]|\(encoded))*@)?(?:\\[(?:\(ipv6Source)|v[0-9A-Fa-f]+\\.[:\(plain)]+)\\]"
        + "|(?:[\(plain)]|\(encoded))*)(?::\\d*)?(?:/\(segment)*)*"
    private static let absolutePath = "/(?:\(segment)+(?:/\(segment)*)*)?"
    private static let tail = "(?:\\?(?:[/?]|\(segment))*)?(?:#(?:[/?]|\(segment))*)?"
}

extension ScalarAutomaton {
    /// Scalars of a whole host name (RFC 1123), which the automaton of `hostname` does not count.
    package static let longestHostname = 253

    /// The texts of a `format` of JSON Schema; nil for a name that is not known here.
    ///
    /// Known are date-time, date, time, duration, email, hostname, ipv4, ipv6, uuid, uri and uri-reference. Each is built when
    /// first asked for. The second 60 is allowed at 23:59 UTC written with the offset zero only. The whole lengths of names
    /// and addresses (253 and 254 scalars) are not judged: restrict the length where that counts.
    package static func format(_ name: String) -> ScalarAutomaton? {
        switch name {
        case "date-time": Format.dateTime
        case "date": Format.date
        case "time": Format.time
        case "duration": Format.duration
        case "email": Format.email
        case "hostname": Format.hostname
        case "ipv4": Format.ipv4
        case "ipv6": Format.ipv6
        case "uuid": Format.uuid
        case "uri": Format.uri
        case "uri-reference": Format.uriReference
        default: nil
        }
    }
}
