import Screens
import Tools

/// Words that name a secret which a person types.
enum CredentialWords {
    private static let words: Set<String> = [
        "password", "passwords", "passcode", "passphrase", "pwd", "pin", "cvv", "cvc", "secret", "otp", "passwort",
        "kennwort", "geheimzahl", "contraseña", "clave", "senha", "palavra-passe", "пароль", "parola", "wachtwoord",
        "hasło", "şifre", "mdp",
    ]
    /// Found anywhere: scripts without spaces, and names of several words.
    private static let parts = [
        "mot de passe", "密码", "密碼", "口令", "验证码", "パスワード", "暗証番号", "비밀번호", "كلمة المرور", "كلمة السر",
        "الرقم السري", "पासवर्ड",
    ]

    static func isNamed(in text: some StringProtocol) -> Bool {
        let lower = text.lowercased()
        return parts.contains { lower.contains($0) }
            || lower.split { !$0.isLetter && $0 != "-" }.contains { words.contains(String($0)) }
    }

    /// Whether what is typed into the element is a secret: it hides its text, or says by its names that it should.
    static func isSecret(_ element: Element) -> Bool {
        if element.states.contains(.password) { return true }
        let id = Terms.of(element.resourceIDTail).joined(separator: " ")
        return isNamed(in: element.label) || isNamed(in: id)
    }
}
