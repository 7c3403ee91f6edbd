/// Cuts a stream at lengths that follow from a number; 0 is for single bytes, nil for no cut.
func pieces(_ bytes: [UInt8], _ cuts: UInt8?) -> [ArraySlice<UInt8>] {
    guard let cuts else { return [bytes[...]] }
    var pieces: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    var length = Int(cuts)
    while !rest.isEmpty {
        let piece = rest.prefix(length % 97 + 1)
        pieces.append(piece)
        rest = rest.dropFirst(piece.count)
        if cuts > 0 { length = (length * 31 + 7) % 1009 }
    }
    return pieces
}
