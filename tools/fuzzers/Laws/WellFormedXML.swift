internal import CLibXML2

/// Whether libxml2, without recovery, takes the text for an XML document.
func isWellFormedXML(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
            let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_HUGE.rawValue
            guard
                let document = xmlReadMemory(
                    characters.baseAddress, Int32(characters.count), nil, "UTF-8", Int32(options))
            else { return false }
            xmlFreeDoc(document)
            return true
        }
    }
}
