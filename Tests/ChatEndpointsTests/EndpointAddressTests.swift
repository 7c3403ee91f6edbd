import Testing

@testable import ChatEndpoints

struct EndpointAddressTests {
    @Test(
        "Addresses in their many spellings",
        arguments: [
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/chat/completions", nil),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/chat/completions", nil),
            ("HTTP://LocalHost:8080/v1", "http://localhost:8080/v1/chat/completions", nil),
            ("http://localhost/v1///", "http://localhost/v1/chat/completions", nil),
            ("https://host/v1#qwen3:0.6b", "https://host/v1/chat/completions", "qwen3:0.6b"),
            ("https://host#org/model%20a", "https://host/v1/chat/completions", "org/model a"),
            ("https://host/openai/v1/chat/completions", "https://host/openai/v1/chat/completions", nil),
            ("https://host/v1/models/#m", "https://host/v1/chat/completions", "m"),
            ("https://host/api?version=2#m", "https://host/api/chat/completions?version=2", "m"),
            ("http://[::1]:1234/v1", "http://[::1]:1234/v1/chat/completions", nil),
            ("http://127.0.0.1:8080#a?b#c", "http://127.0.0.1:8080/v1/chat/completions", "a?b#c"),
        ] as [(String, String, String?)])
    func good(text: String, url: String, model: String?) throws {
        let address = try EndpointAddress(text)
        #expect(address.url("chat/completions") == url)
        #expect(address.model == model)
        #expect(!address.description.contains("?version"))
    }

    @Test(
        "What is wrong is named",
        arguments: [
            ("", "begins with http"), ("localhost:8080", "begins with http"), ("ftp://a", "ftp://"),
            ("http://", "no host"),
            ("http:///v1", "no host"), ("http://:80", "no host"), ("http://a:b@host/v1", "user and password"),
            ("http://a b", "space"), ("http://a\n", "control character"), ("http://host:0", "0 is no port"),
            ("http://host:65536", "65536 is no port"), ("http://host:", "an empty text is no port"),
            ("http://host:+80", "+80 is no port"), ("http://::1/", "brackets"), ("http://[::1", "no ]"),
            ("http://[host]", "no IPv6"), ("http://[::1]x", "only a port"), ("http://hö.de", "no host name"),
            ("http://host#", "no model"), ("http://host#%zz", "percent-encoded"),
            ("http://host#%ff", "percent-encoded"),
        ])
    func bad(text: String, message: String) {
        let error = #expect(throws: EndpointError.self) { try EndpointAddress(text) }
        #expect(error?.code == .badAddress)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("An error about user and password does not repeat them")
    func secretInAddress() {
        let error = #expect(throws: EndpointError.self) { try EndpointAddress("http://me:hunter2@host?token=hunter3") }
        #expect(error?.description.contains("hunter") == false)
    }

    @Test(
        "Loopback is what stays on this computer",
        arguments: [
            ("http://127.0.0.1", true), ("http://127.8.9.10", true), ("http://localhost", true),
            ("http://a.localhost", true),
            ("http://[::1]", true), ("http://127.0.0.1.example.org", false), ("http://127.example.org", false),
            ("http://10.0.0.1", false), ("http://localhost.example.org", false), ("http://127.0.0.300", false),
            ("http://127.1", false),
        ])
    func loopback(text: String, expected: Bool) throws {
        try #expect(EndpointAddress(text).isLoopback == expected)
    }
}
