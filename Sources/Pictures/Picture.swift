internal import CPNG

/// A picture in memory: eight bits of red, green, blue and opacity a pixel, row by row.
package struct Picture: Sendable, Hashable {
    package let width: Int
    package let height: Int
    private let pixels: [UInt8]

    /// Reads a PNG file, by libpng.
    /// - Throws: `PictureError` for a file that is none, is broken, or has more than 64 million pixels.
    package init(png file: [UInt8]) throws(PictureError) {
        var image = Self.blank
        defer { png_image_free(&image) }
        guard png_image_begin_read_from_memory(&image, file, file.count) != 0 else {
            throw PictureError(message: Self.message(of: image))
        }
        image.format = UInt32(PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLOR)
        (width, height) = (Int(image.width), Int(image.height))
        guard width > 0, height > 0, width * height <= Self.mostPixels else {
            throw PictureError(message: "a picture of \(width) by \(height) pixels is too large")
        }
        var pixels = [UInt8](repeating: 0, count: width * height * 4)
        let isRead = png_image_finish_read(&image, nil, &pixels, 0, nil) != 0
        guard isRead else { throw PictureError(message: Self.message(of: image)) }
        self.pixels = pixels
    }

    /// A picture of one colour.
    package init(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8) {
        let pixels = Array(repeatElement([red, green, blue, 255], count: width * height).joined())
        self.init(width: width, height: height, pixels: pixels)
    }

    private init(width: Int, height: Int, pixels: [UInt8]) {
        (self.width, self.height, self.pixels) = (width, height, pixels)
    }

    /// A PNG file of the picture.
    package func png() throws(PictureError) -> [UInt8] {
        var image = Self.blank
        defer { png_image_free(&image) }
        image.width = UInt32(width)
        image.height = UInt32(height)
        image.format = UInt32(PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLOR)
        var count: Int = 0
        guard png_image_write_to_memory(&image, nil, &count, 0, pixels, 0, nil) != 0 else {
            throw PictureError(message: Self.message(of: image))
        }
        var file = [UInt8](repeating: 0, count: count)
        guard png_image_write_to_memory(&image, &file, &count, 0, pixels, 0, nil) != 0 else {
            throw PictureError(message: Self.message(of: image))
        }
        return Array(file.prefix(count))
    }

    /// The part within the edges, as far as they lie in the picture.
    package func cropped(left: Int, top: Int, right: Int, bottom: Int) throws(PictureError) -> Picture {
        let columns = max(left, 0)..<max(min(right, width), max(left, 0))
        let rows = max(top, 0)..<max(min(bottom, height), max(top, 0))
        guard !columns.isEmpty, !rows.isEmpty else { throw PictureError(message: "the part lies outside the picture") }
        var part: [UInt8] = []
        part.reserveCapacity(columns.count * rows.count * 4)
        for row in rows {
            let start = row * width * 4
            part += pixels[(start + columns.lowerBound * 4)..<(start + columns.upperBound * 4)]
        }
        return Picture(width: columns.count, height: rows.count, pixels: part)
    }

    /// The share of pixels that look the same, 0 to 1; nil for pictures of different sizes.
    package func likeness(to other: Picture) -> Double? {
        guard width == other.width, height == other.height else { return nil }
        var same = 0
        for pixel in stride(from: 0, to: pixels.count, by: 4) {
            let isSame = (0..<4).allSatisfy {
                abs(Int(pixels[pixel + $0]) - Int(other.pixels[pixel + $0])) <= Self.slack
            }
            if isSame { same += 1 }
        }
        return Double(same) / Double(width * height)
    }

    private static var blank: png_image {
        var image = png_image()
        image.version = UInt32(PNG_IMAGE_VERSION)
        return image
    }

    private static func message(of image: png_image) -> String {
        withUnsafeBytes(of: image.message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    private static let mostPixels = 64_000_000
    /// What two renderings of one thing may differ by in a channel.
    private static let slack = 8
}

/// Why a picture cannot be read or written.
package struct PictureError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String

    package var description: String { message }
}
