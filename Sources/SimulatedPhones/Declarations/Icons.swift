/// The names that `icon` takes.
enum Icons {
    static let names: Set<String> = Set(
        """
        account add alarm apps archive arrow_back arrow_forward attach backspace badge battery block bluetooth bookmark
        brightness bug business calendar call camera cart chat check chevron_right clear clipboard close cloud contacts
        contrast copy credit_card data delete devices directions display dnd download drafts edit email error event
        expand_less expand_more explore favorite favorite_border file filter flag flash flight folder forward fullscreen
        gift globe grid group headphones help history home hotspot image inbox info key keyboard label language layers
        link list location lock login logout map menu mic mobile more music navigation network next nfc notifications
        palette password pause pause_circle person person_add phone photo pin pinned play playlist power previous print
        privacy qr_code receipt refresh remove repeat reply reply_all report restaurant restore save schedule search
        security send settings share shopping_bag shuffle sim skip_next skip_previous snooze sort sound spam speed star
        star_border stop storage store sync tab tablet text thumb_down thumb_up time timer train translate trash undo
        update upload usb video visibility visibility_off volume vpn wallet wallpaper warning watch wifi work zoom_in
        zoom_out
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
