import AsyncHTTPClient
import JSON
import NIOHTTP1
import Synchronization

/// Finds out which program an endpoint is, and which model it serves.
struct ServerProbe {
    private let endpoint: ChatEndpoint

    init(_ endpoint: ChatEndpoint) { self.endpoint = endpoint }

    /// The model to ask: the address's, or the first that the server lists.
    ///
    /// The first time, it takes note of what the server is. Where the address names a model, a server without a list
    /// is no fault.
    func model() async throws -> String {
        let (isProbed, listed) = endpoint.known.withLock { ($0.isProbed, $0.model) }
        if isProbed, let model = endpoint.address.model ?? listed { return model }
        let listing: Listing
        do {
            listing = try await list()
        } catch let error as EndpointError
            where endpoint.address.model != nil && error.code != .unauthorized && error.code != .notRunning
        {
            // If it is about more than the list, the answer's own request meets it too.
            if error.isPassing { return endpoint.address.model ?? "" }
            listing = Listing()
        }
        let (kind, version) = await kind(listing)
        endpoint.known.withLock { known in
            known.model = listing.model
            guard !known.isProbed else { return }
            known.kind = kind
            known.capabilities = kind.capabilities(version: version)
            known.isProbed = true
        }
        guard let model = endpoint.address.model ?? listing.model else {
            throw EndpointError(
                .noModel, "the server serves no model; load one, or name one: URL#model",
                url: endpoint.address.shownURL("models"))
        }
        return model
    }

    /// What `GET /v1/models` says.
    private struct Listing {
        var model: String?
        var owner: String?
        var server: String?
    }

    private func list() async throws -> Listing {
        let shown = endpoint.address.shownURL("models")
        let (response, text) = try await get(endpoint.address.url("models"), shown)
        let value = try? JSONValue(parsing: text)
        guard response.status == .ok, value?["data"] != nil else {
            if response.status == .ok {
                throw EndpointError(.badAnswer, "no list of models there; is the path right?", url: shown, status: 200)
            }
            throw endpoint.http.failure(
                status: Int(response.status.code), headers: response.headers, fault: ServerFault(body: text),
                shown: shown)
        }
        // Ollama writes null where it has no model.
        let models = value?["data"]?.array ?? []
        let wanted = models.first { $0["id"]?.string == endpoint.address.model } ?? models.first
        return Listing(
            model: models.lazy.compactMap { $0["id"]?.string }.first, owner: wanted?["owned_by"]?.string,
            server: response.headers.first(name: "server"))
    }

    /// The program, and its version where that matters.
    ///
    /// A question that fails says that it is not that one.
    private func kind(_ listing: Listing) async -> (ServerKind, String?) {
        let kind = ServerKind(owner: listing.owner)
        guard let root = endpoint.address.root else { return (kind, nil) }
        switch kind {
        case .vLLM: return (kind, await ask("\(root)/version")?["version"]?.string)
        case .unknown:
            if listing.server == "llama.cpp" { return (.llamaServer, nil) }
            if await ask("\(root)/props")?["default_generation_settings"] != nil { return (.llamaServer, nil) }
            if await ask("\(root)/api/version")?["version"]?.string != nil { return (.ollama, nil) }
            return (kind, nil)
        default: return (kind, nil)
        }
    }

    private func ask(_ url: String) async -> JSONValue? {
        guard let (response, text) = try? await get(url, url), response.status == .ok else { return nil }
        return try? JSONValue(parsing: text)
    }

    private func get(_ url: String, _ shown: String) async throws -> (HTTPClientResponse, String) {
        let http = endpoint.http
        do {
            return try await watched(total: endpoint.limits.probe, clock: endpoint.clock) { _ in
                let response = try await http.open(url, shown: shown)
                return (response, try await http.report(response, shown: shown))
            }
        } catch Overdue.total {
            throw EndpointError(.unreachable, "no word within \(endpoint.limits.probe.text)", url: shown)
        }
    }
}
