/// An app as its YAML file declares it, checked and ready to run on any number of phones.
package final class AppDeclaration: Sendable {
    package let package: String
    package let label: String

    /// Reads and checks a declaration.
    /// - Parameter file: its name, for messages.
    package convenience init(yaml bytes: [UInt8], file: String) throws(DeclarationError) {
        self.init(package: "", label: "")
    }

    init(package: String, label: String) {
        self.package = package
        self.label = label
    }
}
