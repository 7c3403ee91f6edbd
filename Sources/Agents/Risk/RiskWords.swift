import Tools

/// Words of buttons that cost the person something, by what they cost and in the languages of many phones.
///
/// One table, so that a language is one more line. English, German, Spanish, French, Portuguese, Italian, Russian and
/// Arabic are compared word by word; Chinese, Japanese and Korean are found inside a label, having no spaces to go by.
enum RiskWords {
    struct Hit: Equatable {
        var risk: Risk
        var word: String
    }

    private static let lists: [(Risk, String)] = [
        (.pays, "pay buy purchase order checkout subscribe donate bid"),
        (.sends, "send post publish share call dial reply tweet invite"),
        (.deletes, "delete erase remove uninstall reset wipe discard unsubscribe revoke"),
        (.pays, "zahlen bezahlen kaufen bestellen abonnieren spenden buchen kostenpflichtig"),
        (.sends, "senden absenden schicken posten veröffentlichen teilen anrufen antworten weiterleiten einladen"),
        (.deletes, "löschen entfernen deinstallieren zurücksetzen verwerfen leeren formatieren"),
        (.pays, "pagar comprar pedir suscribirse donar reservar encargar"),
        (.sends, "enviar publicar compartir llamar responder reenviar invitar mandar"),
        (.deletes, "eliminar borrar quitar desinstalar restablecer descartar vaciar suprimir"),
        (.pays, "payer acheter commander régler réserver donner s'abonner"),
        (.sends, "envoyer publier partager appeler répondre transférer inviter poster"),
        (.deletes, "supprimer effacer retirer désinstaller réinitialiser vider enlever formater"),
        (.pays, "pagar comprar encomendar assinar doar"), (.sends, "enviar publicar compartilhar partilhar"),
        (.deletes, "excluir apagar remover desinstalar redefinir eliminar"),
        (.pays, "paga acquista compra ordina pagare acquistare ordinare"),
        (.sends, "invia inviare pubblica condividi chiama rispondi"),
        (.deletes, "elimina eliminare cancella rimuovi disinstalla ripristina"),
        (.pays, "оплатить купить заказать"), (.sends, "отправить опубликовать поделиться позвонить ответить"),
        (.deletes, "удалить стереть сбросить очистить"),
        (.pays, "ادفع دفع الدفع شراء اشتر اشتري اطلب طلب اشترك تبرع احجز"),
        (.sends, "إرسال ارسال أرسل ارسل نشر انشر مشاركة شارك اتصال اتصل مكالمة رد"),
        (.deletes, "حذف احذف مسح امسح إزالة ازالة أزل محو تصفير"),
    ]

    private static let inside: [(Risk, [String])] = [
        (.pays, ["支付", "付款", "购买", "買う", "购物结算", "结算", "下单", "订购", "購買", "下單", "購入", "注文", "支払", "결제", "구매", "주문"]),
        (
            .sends,
            [
                "发送", "發送", "发布", "發佈", "分享", "拨打", "呼叫", "打电话", "回复", "转发", "送信", "投稿", "共有", "電話をかける", "보내기", "전송",
                "공유", "전화",
            ]
        ),
        (
            .deletes,
            [
                "删除", "刪除", "清除", "抹掉", "卸载", "解除安裝", "移除", "重置", "恢复出厂", "清空", "削除", "消去", "アンインストール", "リセット", "삭제",
                "제거", "초기화",
            ]
        ),
        (.deletes, ["إلغاء التثبيت", "إعادة تعيين", "إعادة ضبط"]),
        (.pays, ["place order", "check out", "add funds", "transfer money", "jetzt kaufen"]),
        (.sends, ["sign and send"]),
        (.deletes, ["clear data", "clear storage", "clear all", "empty trash", "empty bin"]),
    ]

    private static let words: [String: Risk] = {
        var words: [String: Risk] = [:]
        for (risk, list) in lists { for word in list.split(separator: " ") { words[String(word)] = risk } }
        return words
    }()

    /// The first word of risk in a label, or nil.
    static func find(in label: String) -> Hit? {
        let lower = label.lowercased()
        for (risk, parts) in inside {
            if let part = parts.first(where: { lower.contains($0) }) { return Hit(risk: risk, word: part) }
        }
        let all = lower.split { !$0.isLetter && $0 != "'" && $0 != "’" }
        for word in all {
            // The article is written on to its noun in Arabic.
            let bare = word.hasPrefix("ال") ? word.dropFirst(2) : word
            if let risk = words[String(word)] ?? words[String(bare)] { return Hit(risk: risk, word: String(word)) }
        }
        return nil
    }
}
