internal import Hierarchies
internal import Screens

/// Nothing that is shown depends on what a password field holds: with other passwords it is the same, byte for byte.
///
/// Says nothing about a password that the dump spells out elsewhere too.
func checkSecrets(_ hierarchy: Hierarchy, _ shown: Renderings) {
    var other = hierarchy
    var isOther = false
    for (index, node) in hierarchy.nodes.enumerated() where node.flags.contains(.password) && !node.text.isEmpty {
        guard occurrences(of: node.text, in: hierarchy) == 1 else { continue }
        other.nodes[index].text = "another secret, \(index)"
        isOther = true
    }
    guard isOther else { return }
    require(Renderings(Screen(other), other) == shown, "no rendering and no selector tells a password")
}

private func occurrences(of secret: String, in hierarchy: Hierarchy) -> Int {
    var count = 0
    for node in hierarchy.nodes {
        let texts = [
            node.text, node.contentDescription, node.hint, node.resourceID, node.className, node.packageName,
        ]
        count += (texts + node.extras.map(\.value)).count { $0.utf8.contains(secret.utf8) }
        if count > 1 { return count }
    }
    return count
}
