import Screens

/// The button that makes a pop-up go away and agrees to nothing.
enum Dismissal {
    /// Whole labels, the least binding first.
    private static let words: [[String]] = [
        [
            "not now", "later", "maybe later", "remind me later", "skip", "no thanks", "no, thanks", "cancel", "close",
            "dismiss", "no", "don't allow", "don’t allow", "deny", "ignore", "jetzt nicht", "später", "überspringen",
            "nein danke", "abbrechen", "schließen", "ablehnen", "nicht zulassen", "ahora no", "más tarde", "omitir",
            "cancelar", "cerrar", "no permitir", "rechazar", "pas maintenant", "plus tard", "ignorer", "annuler",
            "fermer", "refuser", "ne pas autoriser", "以后再说", "暂不", "稍后", "跳过", "取消", "关闭", "不允许", "拒绝",
            "稍後", "略過", "關閉", "ليس الآن", "لاحقًا", "لاحقا", "تخطي", "إلغاء", "إغلاق", "رفض", "عدم السماح",
        ],
        [
            "ok", "okay", "got it", "understood", "wait", "verstanden", "entendido", "aceptar", "compris", "d'accord",
            "知道了", "我知道了", "好的", "确定", "好", "حسنًا", "حسنا", "موافق",
        ],
    ]

    static func button(on screen: Screen, among ids: [Int]) -> Int? {
        for list in words {
            let found = ids.first { id in
                guard let element = screen[id: id] else { return false }
                return list.contains(element.label.lowercased())
            }
            if let found { return found }
        }
        return nil
    }
}
