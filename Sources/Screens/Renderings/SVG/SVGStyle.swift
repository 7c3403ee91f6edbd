/// The style sheet of a drawing: the look of everything, in one place.
struct SVGStyle {
    let unit: Double
    /// Over a screenshot boxes are see-through.
    let isOverlay: Bool

    var css: String {
        let fills = RoleFamily.allCases.map { family in
            let fill = isOverlay ? "\(family.ink);fill-opacity:.1" : family.tint
            return """
                .\(family.style){fill:\(fill);stroke:\(family.ink)}
                .\(family.style).sel{fill:\(family.ink);fill-opacity:.22}
                .\(family.style)b{fill:\(family.ink)}
                """
        }
        return """

            .page{fill:#eef1f5}
            .device{fill:#fff}
            .frame{fill:none;stroke:#3a4353;stroke-width:\(number(2))}
            .title{font-weight:700;fill:#1b2330}
            .fact,.item{fill:#4d586a}
            .sub{font-weight:700;fill:#1b2330}
            .box{stroke-width:\(number(isOverlay ? 1.5 : 1))}
            .focus{stroke-width:\(number(2.5))}
            .off{stroke-dasharray:\(number(4)) \(number(3))}
            .cov{stroke-dasharray:\(number(1.5)) \(number(2.5))}
            .faint{opacity:.45}
            .sys{opacity:.38}
            .dim{opacity:.5}
            .label{fill:#1b2330}
            .strong{font-weight:700;fill:#1b2330}
            .hold{fill:#6b7686}
            .id{fill:#fff;font-weight:700;text-anchor:middle}
            .mark{stroke-width:\(number(1.5));stroke-linecap:round;stroke-linejoin:round}
            .leader{stroke-width:\(number(0.8))}
            .halo{stroke:#fff;stroke-width:\(number(0.8))}
            .touch{fill:#d6246e;fill-opacity:.35;stroke:#d6246e;stroke-width:\(number(1.5))}
            .cross{stroke:#c6cdd8;stroke-width:\(number(1))}
            \(fills.joined(separator: "\n"))

            """
    }

    private func number(_ units: Double) -> String { SVGWriter.number(units * unit) }
}
