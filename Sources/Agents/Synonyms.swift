import Tools

/// Words that name the same thing on most user interfaces: verbs of buttons and what their icons look like.
enum Synonyms {
    /// One list a meaning, phrases separated by commas.
    private static let lists = [
        "back, return, up, previous, left arrow, back arrow, arrow back, navigate up, 返回, 后退",
        "next, forward, continue, proceed, right arrow, arrow right, 下一步, 继续",
        "search, find, magnifier, magnifying glass, lookup, query, 搜索, 查找",
        "settings, setting, preferences, options, gear, cog, configuration, 设置",
        "menu, hamburger, drawer, navigation drawer, three lines, 3 lines, horizontal lines, sidebar, nav, 菜单",
        "more, overflow, more options, three dots, 3 dots, vertical dots, dots, options, menu, ellipsis, kebab, 更多",
        "close, dismiss, cancel, x, exit, cross, 关闭, 取消",
        "delete, remove, trash, bin, dustbin, garbage, discard, 删除",
        "add, plus, create, new, compose, 添加, 新建",
        "edit, pencil, pen, modify, compose, 编辑",
        "favorite, favourite, heart, like, love, star, bookmark, wishlist, 收藏",
        "like, thumb up, thumbs up, upvote", "dislike, thumb down, thumbs down, downvote",
        "share, send, export, 分享", "send, submit, paper plane, 发送",
        "ok, okay, done, accept, confirm, check, tick, apply, agree, yes, 确定, 确认, 完成",
        "profile, account, user, person, avatar, contact, 账户, 我的",
        "login, sign in, log in, signin, logon, 登录", "logout, sign out, log out, signout, logoff, 退出登录",
        "register, sign up, signup, join, create account, 注册",
        "help, question mark, question, faq, support, 帮助", "info, information, about, details, detail, 关于",
        "refresh, reload, sync, update, rotate, 刷新", "download, save, 下载", "save, floppy, store, 保存",
        "cart, basket, trolley, bag, checkout, 购物车", "notification, bell, alert, reminder, alarm, 通知",
        "message, mail, email, envelope, inbox, chat, comment, 消息", "phone, call, telephone, dial, 电话",
        "camera, photo, picture, image, 相机", "image, photo, picture, gallery, thumbnail, thumb, pic, cover, 图片",
        "video, movie, film, clip, play, 视频", "play, start, resume, 播放", "pause, stop, halt, 暂停",
        "location, map, place, pin, gps, marker, compass, navigate, 位置, 地图",
        "calendar, date, day, schedule, 日历", "time, clock, hour, 时间", "home, house, main, start, 首页",
        "microphone, mic, voice, speak, speech, 语音", "volume, sound, speaker, audio, mute, 音量",
        "music, song, track, audio, 音乐", "password, passcode, pin, 密码", "email, e mail, mail, 邮箱",
        "username, user name, login, 用户名", "filter, funnel, refine, sort, 筛选", "attach, paperclip, clip, attachment",
        "lock, padlock, secure", "minus, subtract, decrease, reduce", "plus, increase", "skip, later, not now, 跳过",
        "expand, arrow down, down arrow, dropdown, chevron, show more", "collapse, arrow up, up arrow",
        "logo, brand, icon", "flag, report, language", "list, rows", "copy, duplicate, 复制", "flash, torch, light",
        "undo, revert, reset", "chart, graph, statistics, stats", "facebook, fb", "twitter, tweet",
        "dark mode, night mode, moon", "weather, cloud, sun, forecast", "language, locale, 语言",
    ]

    private static let groups: [[[String]]] = lists.map { list in
        list.split(separator: ",").map { Terms.of($0) }.filter { !$0.isEmpty }
    }

    /// For each place in a query, the single terms that mean the same as the phrase around it.
    static func expansions(of query: [String]) -> [[String]] {
        var found = [[String]](repeating: [], count: query.count)
        for group in groups {
            for phrase in group {
                for start in query.indices where query[start...].starts(with: phrase) {
                    for place in start..<start + phrase.count {
                        for case let word in group where word.count == 1 && !found[place].contains(word[0]) {
                            found[place].append(word[0])
                        }
                    }
                }
            }
        }
        return found
    }
}
