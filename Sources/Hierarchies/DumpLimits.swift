/// What a dump may cost before it is refused.
///
/// Real dumps: up to 0.8 MB, 1,200 nodes, depth 60.
package struct DumpLimits: Sendable {
    package var bytes = 32 << 20
    /// Below libxml2's own 256, so that ours speaks first.
    package var depth = 200
    package var nodes = 20_000
    /// Of one element; libxml2 compares each with each, and Appium writes up to 60.
    package var attributes = 2_000

    package init() {}
}
