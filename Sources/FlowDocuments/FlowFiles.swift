/// The files that flows are read from: folders on disk, or a test's own.
///
/// Paths have `/` between their parts; relative ones are relative to wherever the files are.
package protocol FlowFiles: Sendable {
    /// - Throws: `FlowError` of code `missingFile`.
    func read(_ path: String) throws(FlowError) -> [UInt8]
    func kind(_ path: String) -> FlowFileKind?
    /// Every file below a folder, sorted, each as the folder's path and its own.
    func files(below folder: String) throws(FlowError) -> [String]
}

package enum FlowFileKind: Sendable, Hashable { case file, folder }
