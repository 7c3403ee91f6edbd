/// What a GGUF file says of a tensor.
package struct GGUFTensor: Sendable, Hashable {
    /// How its numbers are written, by the format's own number.
    package enum Format: UInt32, Sendable {
        case float32 = 0
        case float16 = 1
        /// Blocks of 32: a half float scale, then 32 signed bytes.
        case q8 = 8

        /// Numbers of a block, and its bytes.
        var block: (numbers: Int, bytes: Int) {
            switch self {
            case .float32: (1, 4)
            case .float16: (1, 2)
            case .q8: (32, 34)
            }
        }
    }

    package let name: String
    package let format: Format
    /// The numbers of a row: the fastest dimension, the first in the file.
    package let columns: Int
    /// The product of the other dimensions.
    package let rows: Int
    /// Where it is in the file.
    package let range: Range<Int>
}

/// What a GGUF file may announce at most.
package struct GGUFLimits: Sendable {
    package var tensors = 16_384
    package var keys = 16_384
    package var textBytes = 1 << 24
    /// Of one array.
    package var elements = 1 << 22
    /// Numbers of one tensor.
    package var numbers = 1 << 32

    package init() {}
}
