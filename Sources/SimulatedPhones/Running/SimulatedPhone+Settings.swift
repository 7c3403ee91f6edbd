import JSON

extension SimulatedPhone {
    /// What `settings list` has on a phone that nobody touched.
    static let factorySettings: [SettingsTable: [String: String]] = [
        .system: [
            "screen_brightness": "102", "screen_brightness_mode": "0", "screen_off_timeout": "60000",
            "font_scale": "1.0",
            "accelerometer_rotation": "1", "user_rotation": "0", "volume_music_speaker": "5",
            "volume_ring_speaker": "5",
            "volume_alarm_speaker": "6", "time_12_24": "12", "haptic_feedback_enabled": "1",
            "sound_effects_enabled": "1",
        ],
        .secure: [
            "android_id": "8f3b2a1c9d7e6054", "default_input_method": stockKeyboard,
            "enabled_input_methods": stockKeyboard,
            "location_mode": "3", "accessibility_enabled": "0", "ui_night_mode": "1", "user_setup_complete": "1",
        ],
        .global: [
            "airplane_mode_on": "0", "wifi_on": "1", "bluetooth_on": "1", "mobile_data": "1", "adb_enabled": "1",
            "device_provisioned": "1", "auto_time": "1", "auto_time_zone": "1", "low_power": "0",
            "stay_on_while_plugged_in": "0",
            "window_animation_scale": "1.0", "transition_animation_scale": "1.0", "animator_duration_scale": "1.0",
            "device_name": "Simulated phone", "zen_mode": "0", "development_settings_enabled": "1",
        ],
    ]

    package func setting(_ name: String, in table: SettingsTable) -> String? { tables[table]?[name] }

    /// Sets; a state that an app binds to the setting follows.
    ///
    /// `user_rotation` turns the display while `accelerometer_rotation` is 0.
    package mutating func putSetting(_ name: String, _ value: String, in table: SettingsTable) {
        tables[table, default: [:]][name] = value
        for (package, app) in apps {
            for (key, binding) in app.declaration.settings where binding.table == table && binding.name == name {
                if let old = app.state[key] { apps[package]?.state[key] = SettingBinding.value(of: value, like: old) }
            }
        }
        if table == .system, name == "user_rotation" || name == "accelerometer_rotation",
            setting("accelerometer_rotation", in: .system) == "0",
            let rotation = setting("user_rotation", in: .system).flatMap({ Int($0) }), (0...3).contains(rotation)
        {
            setRotation(rotation)
        }
    }

    /// False when it was not set.
    @discardableResult package mutating func deleteSetting(_ name: String, in table: SettingsTable) -> Bool {
        tables[table]?.removeValue(forKey: name) != nil
    }

    /// Sorted by name.
    package func settings(in table: SettingsTable) -> [(name: String, value: String)] {
        (tables[table] ?? [:]).sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }
}
