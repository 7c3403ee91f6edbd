package import Patterns

/// What a schema may be made of before it is refused, and what judging one value may cost.
package struct SchemaLimits: Sendable, Hashable {
    /// Subschemas of one document.
    package var nodes: Int
    /// Subschemas within one another, and subschemas that `$ref`, `allOf` and their like chain to one value.
    package var depth: Int
    /// Distinct patterns of one document.
    package var patterns: Int
    /// The size of one `pattern`, or of one name in `patternProperties`.
    package var pattern: PatternLimits
    /// States that all patterns of one document take together before they are minimised.
    package var patternStates: Int
    /// Subschemas that are applied to one value and its parts, one after the other.
    package var steps: Int
    /// Subschemas that are applied within one another, down into the value.
    package var nesting: Int

    package init(
        nodes: Int = 100_000, depth: Int = 128, patterns: Int = 1_000, pattern: PatternLimits = .standard,
        patternStates: Int = 200_000, steps: Int = 5_000_000, nesting: Int = 1_024
    ) {
        self.nodes = nodes
        self.depth = depth
        self.patterns = patterns
        self.pattern = pattern
        self.patternStates = patternStates
        self.steps = steps
        self.nesting = nesting
    }
}
