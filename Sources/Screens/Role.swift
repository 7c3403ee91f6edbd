/// What an element is to the person in front of it; raw values are the words of every rendering.
package enum Role: String, Sendable, CaseIterable {
    case text, heading, image
    case button, link, row, tab
    case field, checkbox, radio, `switch`, slider, dropdown
    case list, pager, web, progress, group
    case key
}
