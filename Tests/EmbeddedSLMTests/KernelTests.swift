import CKernels
import Foundation
import TestSupport
import Testing

@Suite("Packed products")
struct KernelTests {
    private static let paths = (0..<ck_path_count()).map { $0 }

    private func name(_ path: Int32) -> String { String(cString: ck_path_name(ck_path_at(path))) }

    private func random(_ count: Int, _ range: ClosedRange<Float>, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(state: seed)
        return (0..<count).map { _ in Float.random(in: range, using: &generator) }
    }

    /// (count, rows filled up to 16) by the path's kernels.
    private func product(
        _ path: Int32, _ format: ck_format, _ file: [UInt8], rows: Int, columns: Int, _ input: [Float]
    ) -> [Float] {
        let size = ck_packed_size(format, Int64(rows), Int64(columns))
        let panels = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
        defer { panels.deallocate() }
        switch format {
        case CK_QUANT8: ck_pack_q8(file, Int64(rows), Int64(columns), panels)
        default: ck_pack_f32(file, Int64(rows), Int64(columns), panels)
        }
        var matrix = ck_matrix(format: format, rows: Int32(rows), columns: Int32(columns), panels: panels)
        let count = input.count / columns
        var output = [Float](repeating: .nan, count: count * ((rows + 15) / 16 * 16))
        ck_multiply(ck_path_at(path), &matrix, input, Int32(count), &output)
        return output
    }

    @Test("of floats are those of the definition", arguments: paths, [(1, 16), (16, 32), (17, 48), (64, 96)])
    func floats(path: Int32, size: (rows: Int, columns: Int)) {
        let weights = random(size.rows * size.columns, -1...1, seed: 1)
        for count in [1, 2, 5, 8, 13] {
            let input = random(count * size.columns, -2...2, seed: 2)
            let output = product(
                path, CK_FLOAT32, weights.flatMap { bytes($0.bitPattern) }, rows: size.rows, columns: size.columns,
                input)
            let padded = output.count / count
            for t in 0..<count {
                for row in 0..<padded {
                    let expected =
                        row < size.rows
                        ? (0..<size.columns).reduce(0.0) {
                            $0 + Double(weights[row * size.columns + $1]) * Double(input[t * size.columns + $1])
                        } : 0
                    #expect(abs(Double(output[t * padded + row]) - expected) < 1e-4)
                }
            }
        }
    }

    /// Whole numbers in blocks whose greatest is 127 are kept exactly, so the product must be exact as well.
    ///
    /// The extremes are where 16-bit sums would overflow.
    @Test("of Q8_0 are exact where rounding has nothing to do", arguments: paths, [0, 1, 2])
    func extremes(path: Int32, kind: Int) {
        let (rows, columns) = (80, 64)
        var generator = SeededGenerator(state: UInt64(kind) + 1)
        let weights = (0..<rows * columns).map { index -> Int8 in
            kind == 0 ? 127 : kind == 1 ? (index % 2 == 0 ? -127 : 127) : Int8.random(in: -127...127, using: &generator)
        }
        var file: [UInt8] = []
        for start in stride(from: 0, to: weights.count, by: 32) {
            file += bytes(Float16(0.5).bitPattern) + weights[start..<start + 32].map(UInt8.init(bitPattern:))
        }
        for count in [1, 3, 4, 8, 15] {
            let input = (0..<count * columns).map { index -> Float in
                index % 32 == 5 || kind == 0
                    ? 127 : kind == 1 ? -127 : Float(Int.random(in: -127...127, using: &generator))
            }
            let output = product(path, CK_QUANT8, file, rows: rows, columns: columns, input)
            for t in 0..<count {
                for row in 0..<rows {
                    let expected = (0..<columns).reduce(0) {
                        $0 + Int(weights[row * columns + $1]) * Int(input[t * columns + $1])
                    }
                    #expect(
                        output[t * rows + row] == Float(expected) * 0.5, "\(name(path)), \(count) vectors, row \(row)")
                }
            }
        }
    }

    @Test("of Q8_0 agree between paths", arguments: paths)
    func agreement(path: Int32) {
        let (rows, columns) = (96, 256)
        var generator = SeededGenerator(state: 4)
        var file: [UInt8] = []
        for _ in 0..<rows * columns / 32 {
            file += bytes(Float16(Float.random(in: 0.001...0.02, using: &generator)).bitPattern)
            file += (0..<32).map { _ in UInt8(bitPattern: Int8.random(in: -127...127, using: &generator)) }
        }
        let input = random(9 * columns, -3...3, seed: 5)
        let plain = product(ck_path_count() - 1, CK_QUANT8, file, rows: rows, columns: columns, input)
        let output = product(path, CK_QUANT8, file, rows: rows, columns: columns, input)
        let difference = zip(plain, output).map { abs($0 - $1) }.max() ?? .infinity
        let greatest = plain.map(abs).max() ?? 0
        #expect(difference < 1e-5 * greatest)
    }

    @Test("read half floats of every kind as Swift does")
    func halves() {
        let patterns = (UInt16.min...UInt16.max).filter { !Float16(bitPattern: $0).isNaN }
        var floats = [Float](repeating: 0, count: patterns.count)
        ck_widen(patterns, Int64(patterns.count), &floats)
        #expect(floats.map(\.bitPattern) == patterns.map { Float(Float16(bitPattern: $0)).bitPattern })
    }
}
