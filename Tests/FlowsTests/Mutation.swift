/// What another version of an app does to one element of a screen.
enum Mutation: String, CaseIterable, Sendable {
    /// Quite other words.
    case renamed
    /// Some of the words.
    case reworded
    case newIDs
    /// Of the whole screen, as a build that shortens names has them.
    case allNewIDs
    case nestedAndRenamed
    case nestedAndNewIDs
    /// Below a banner that was not there.
    case loweredAndReworded
    case loweredAndNewIDs
    /// Little is left to tell it by: what is not sure is right to give up.
    case swappedAndRenamed
    case swappedAndNewIDs
    case removed
    /// What lay below it lies in its place.
    case removedAndClosedUp
    // What follows is as releases go, rather.
    /// Other words of the same meaning, where there are such; ids stay.
    case synonyms
    /// Its first word alone.
    case shortened
    /// All ids of the screen in another style, with a prefix.
    case restyledIDs
    case synonymsAndRestyledIDs
    /// Below a banner that can be touched and has a label of its own.
    case bannerAndReworded
    case bannerAndNewIDs
    /// Among its like in the opposite order.
    case reorderedAndReworded
    case reorderedAndNewIDs
    /// Nothing is left but its place and surroundings.
    case renamedAndNewIDs
    /// The whole screen in another language.
    case translatedAndNewIDs
    /// All else has other words.
    case removedAndAllReworded
    case removedAndAllNewIDs
    /// What lay below it lies in its place, and on top is a banner that can be touched.
    case removedAndBanner

    /// Those of which the simulated apps' steps are replayed.
    static let basic = allCases.prefix { $0 != .synonyms }

    /// Whether enough is left for a heal to be asked for.
    var isFair: Bool {
        switch self {
        case .swappedAndRenamed, .swappedAndNewIDs, .renamedAndNewIDs, .translatedAndNewIDs: false
        default: !isRemoval
        }
    }

    /// Whether there is nothing to find.
    var isRemoval: Bool {
        switch self {
        case .removed, .removedAndClosedUp, .removedAndAllReworded, .removedAndAllNewIDs, .removedAndBanner: true
        default: false
        }
    }
}
