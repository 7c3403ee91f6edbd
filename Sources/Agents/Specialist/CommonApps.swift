/// Names of apps that most phones have, for tasks that do not say which app they are for.
enum CommonApps {
    static let names = [
        "Settings", "Clock", "Calendar", "Contacts", "Phone", "Messages", "Camera", "Photos", "Gallery", "Files",
        "Maps",
        "Chrome", "Browser", "Gmail", "Email", "Mail", "Play Store", "YouTube", "Music", "Calculator", "Notes", "Keep",
        "Weather", "Drive", "Translate", "Recorder", "WhatsApp", "Spotify", "Tasks", "Reminders", "Health", "Wallet",
        "Shop", "News", "Podcasts", "Books", "Docs", "Sheets", "Telegram", "Instagram", "Facebook", "Twitter", "TikTok",
        "Netflix", "Amazon", "Uber", "Airbnb", "Reddit", "LinkedIn", "Home", "Wikipedia", "Downloads", "Bank", "Radio",
    ]

    static let folded = names.map { FoldedText($0, limit: 40) }
}
