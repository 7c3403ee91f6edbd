import JSON

/// What the system itself shows: the home screen, pickers, and the dialogs that nobody asked for.
enum SystemApp {
    /// Dialogs of the platform; screens nobody opens.
    ///
    /// Its text is part of the program, so that a test finds what is wrong with it, and no phone has to.
    static let platform: AppDeclaration? = try? read(platformYAML, "platform.yaml")
    static let launcher: AppDeclaration? = try? read(launcherYAML, "launcher.yaml")

    static func read(_ yaml: String, _ file: String) throws(DeclarationError) -> AppDeclaration {
        try AppDeclaration(yaml: Array(yaml.utf8), file: file, isSystem: true)
    }

    /// The platform's word in a language; the English one where it has none.
    static func text(_ text: String, language: String) -> String {
        platform?.translations[language]?[text]?.source ?? text
    }

    static func dialog(_ name: String) -> DialogDeclaration? { platform?.dialogs[name] }

    static let launcherYAML = """
        package: com.google.android.apps.nexuslauncher
        label: Launcher
        main: home
        state: {apps: [], recents: []}
        screens:
          home:
            activity: .NexusLauncherActivity
            bar: none
            id: apps_list_view
            body:
              - space: 24
              - list: state.apps
                columns: 4
                item:
                  text: "{{record.label}}"
                  id: icon
                  desc: "{{record.label}}"
                  tap: {launch: "{{record.package}}"}
          recents:
            activity: .RecentsActivity
            title: Recent apps
            id: overview_panel
            body:
              - list: state.recents
                empty: No recent items
                item: {row: "{{record.label}}", icon: apps, tap: {launch: "{{record.package}}"}}
        translations:
          zh: {Launcher: 启动器, Recent apps: 最近应用, No recent items: 近期没有任何内容}
          ar: {Launcher: المشغل, Recent apps: التطبيقات الحديثة, No recent items: ليست هناك عناصر حديثة}
        """

    static let platformYAML = """
        package: android
        label: Android System
        main: words
        screens:
          words:
            body: [{text: Navigate up}, {text: Collapse}, {text: More options}, {text: Clear query}, {text: Cancel}]
        dialogs:
          permission:
            vars: {app: "", what: ""}
            message: "Allow {{dialog.app}} to {{dialog.what}}?"
            cancelable: false
            buttons:
              - {label: Allow, id: "com.android.permissioncontroller:id/permission_allow_button"}
              - {label: Don’t allow, id: "com.android.permissioncontroller:id/permission_deny_button"}
          time:
            vars: {title: "", hour: "7", minute: "00", period: AM}
            title: "{{dialog.title}}"
            body:
              - direction: row
                group:
                  - group:
                      - {button: "{{(number(dialog.hour) + 10) % 12 + 1}}", style: text, tap: {set: {dialog.hour: "{{text((number(dialog.hour) + 10) % 12 + 1)}}"}}}
                      - {field: dialog.hour, hint: Hour, kind: number, max: 2, rule: number(value) >= 1 and number(value) <= 12, error: Enter a valid time}
                      - {button: "{{number(dialog.hour) % 12 + 1}}", style: text, tap: {set: {dialog.hour: "{{text(number(dialog.hour) % 12 + 1)}}"}}}
                  - group:
                      - {button: "{{pad((number(dialog.minute) + 59) % 60, 2)}}", style: text, tap: {set: {dialog.minute: "{{pad((number(dialog.minute) + 59) % 60, 2)}}"}}}
                      - {field: dialog.minute, hint: Minute, kind: number, max: 2, rule: is_number(value) and number(value) >= 0 and number(value) <= 59, error: Enter a valid time}
                      - {button: "{{pad((number(dialog.minute) + 1) % 60, 2)}}", style: text, tap: {set: {dialog.minute: "{{pad((number(dialog.minute) + 1) % 60, 2)}}"}}}
                  - group:
                      - {radio: AM, id: am_label, bind: dialog.period, value: AM}
                      - {radio: PM, id: pm_label, bind: dialog.period, value: PM}
            buttons: [{label: Cancel}, {label: OK, tap: [validate]}]
          date:
            vars: {title: "", year: "2025", month: "1", day: "1"}
            title: "{{dialog.title}}"
            body:
              - {text: "{{day(dialog.year + '-' + pad(dialog.month, 2) + '-' + pad(dialog.day, 2))}}", style: title}
              - direction: row
                group:
                  - group:
                      - {button: "{{number(dialog.year) - 1}}", style: text, tap: {set: {dialog.year: "{{text(number(dialog.year) - 1)}}"}}}
                      - {field: dialog.year, hint: Year, kind: number, max: 4, rule: number(value) >= 1900, error: Enter a valid date}
                      - {button: "{{number(dialog.year) + 1}}", style: text, tap: {set: {dialog.year: "{{text(number(dialog.year) + 1)}}"}}}
                  - group:
                      - {button: "{{(number(dialog.month) + 10) % 12 + 1}}", style: text, tap: {set: {dialog.month: "{{text((number(dialog.month) + 10) % 12 + 1)}}"}}}
                      - {field: dialog.month, hint: Month, kind: number, max: 2, rule: number(value) >= 1 and number(value) <= 12, error: Enter a valid date}
                      - {button: "{{number(dialog.month) % 12 + 1}}", style: text, tap: {set: {dialog.month: "{{text(number(dialog.month) % 12 + 1)}}"}}}
                  - group:
                      - {button: "{{(number(dialog.day) + 29) % 31 + 1}}", style: text, tap: {set: {dialog.day: "{{text((number(dialog.day) + 29) % 31 + 1)}}"}}}
                      - {field: dialog.day, hint: Day, kind: number, max: 2, rule: number(value) >= 1 and number(value) <= 31, error: Enter a valid date}
                      - {button: "{{number(dialog.day) % 31 + 1}}", style: text, tap: {set: {dialog.day: "{{text(number(dialog.day) % 31 + 1)}}"}}}
            buttons: [{label: Cancel}, {label: OK, tap: [validate]}]
          low_battery:
            title: Battery may run out soon
            message: 15% battery remaining
            buttons: [{label: No thanks}, {label: Turn on Battery Saver}]
          not_responding:
            vars: {app: ""}
            title: "{{dialog.app}} isn’t responding"
            buttons: [{label: Close app, id: "android:id/aerr_close"}, {label: Wait, id: "android:id/aerr_wait"}]
          crashed:
            vars: {app: ""}
            title: "{{dialog.app}} keeps stopping"
            buttons: [{label: App info, id: "android:id/aerr_app_info"}, {label: Close app, id: "android:id/aerr_close"}]
          call:
            vars: {name: ""}
            title: "{{dialog.name}}"
            message: Incoming call
            buttons: [{label: Decline}, {label: Answer}]
        translations:
          zh:
            Android System: Android 系统
            Navigate up: 转到上一层级
            Collapse: 收起
            More options: 更多选项
            Clear query: 清除查询
            Cancel: 取消
            OK: 确定
            Allow: 允许
            Don’t allow: 不允许
            "Allow {{dialog.app}} to {{dialog.what}}?": "允许“{{dialog.app}}”{{dialog.what}}吗？"
            AM: 上午
            PM: 下午
            Hour: 小时
            Minute: 分钟
            Year: 年
            Month: 月
            Day: 日
            Enter a valid time: 请输入有效的时间
            Enter a valid date: 请输入有效的日期
            Battery may run out soon: 电池电量可能很快耗尽
            15% battery remaining: 剩余电量：15%
            No thanks: 不用了
            Turn on Battery Saver: 开启省电模式
            "{{dialog.app}} isn’t responding": "“{{dialog.app}}”没有响应"
            Close app: 关闭应用
            Wait: 等待
            "{{dialog.app}} keeps stopping": "“{{dialog.app}}”屡次停止运行"
            App info: 应用信息
            Incoming call: 来电
            Decline: 拒接
            Answer: 接听
          ar:
            Android System: نظام Android
            Navigate up: التنقل إلى أعلى
            Collapse: تصغير
            More options: خيارات أكثر
            Clear query: محو طلب البحث
            Cancel: إلغاء
            OK: حسنًا
            Allow: السماح
            Don’t allow: عدم السماح
            "Allow {{dialog.app}} to {{dialog.what}}?": "هل تريد السماح لتطبيق {{dialog.app}} بما يلي: {{dialog.what}}؟"
            AM: ص
            PM: م
            Hour: ساعة
            Minute: دقيقة
            Year: السنة
            Month: الشهر
            Day: اليوم
            Enter a valid time: أدخل وقتًا صالحًا
            Enter a valid date: أدخل تاريخًا صالحًا
            Battery may run out soon: قد تنفد طاقة البطارية قريبًا
            15% battery remaining: الطاقة المتبقية 15%
            No thanks: لا، شكرًا
            Turn on Battery Saver: تفعيل توفير شحن البطارية
            "{{dialog.app}} isn’t responding": "{{dialog.app}} لا يستجيب"
            Close app: إغلاق التطبيق
            Wait: انتظار
            "{{dialog.app}} keeps stopping": "يتوقف {{dialog.app}} باستمرار"
            App info: معلومات التطبيق
            Incoming call: مكالمة واردة
            Decline: رفض
            Answer: رد
        """
}
