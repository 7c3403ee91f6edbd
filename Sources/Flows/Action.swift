/// A resolved, device-independent action: what the executor does and a flow records.
package enum Action: Sendable, Hashable {
    case back
}
