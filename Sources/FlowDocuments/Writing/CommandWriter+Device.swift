internal import JSON
internal import YAML

extension CommandWriter {
    func apps() -> Form {
        switch command.operation {
        case .launchApp(let launch): self.launch(launch)
        case .stopApp(let id), .killApp(let id), .clearState(let id): .app(id)
        case .setPermissions(let id, let permissions):
            .members {
                $0.add("appId", id)
                $0.add("permissions", permissions)
            }
        case .openLink(let link):
            link.browser == nil && link.autoVerify == nil
                ? .text("link", link.link)
                : .members {
                    $0.add("link", link.link)
                    $0.add("browser", link.browser)
                    $0.add("autoVerify", link.autoVerify)
                }
        default: .alone
        }
    }

    private func launch(_ launch: FlowOperation.LaunchApp) -> Form {
        var form = Form.app(launch.appID)
        let plain = form.members.members.count
        form.members.add("clearState", launch.clearState)
        form.members.add("clearKeychain", launch.clearKeychain)
        form.members.add("stopApp", launch.stopApp)
        form.members.add("permissions", launch.permissions)
        form.members.add("arguments", launch.arguments.map { WrittenMembers.node(.object($0)) })
        if form.members.members.count > plain { form.short = nil }
        return form
    }

    func device() -> Form {
        switch command.operation {
        case .setLocation(let latitude, let longitude):
            .members {
                $0.add("latitude", number: latitude)
                $0.add("longitude", number: longitude)
            }
        case .travel(let points, let speed):
            .members {
                $0.add("points", .list(points.map(YAMLNode.text)))
                $0.add("speed", number: speed)
            }
        case .setOrientation(let orientation): .text("orientation", orientation)
        case .setAirplaneMode(let value), .setDarkMode(let value): .text("value", value)
        case .addMedia(let files):
            .init(short: .list(files.map(YAMLNode.text)), members: members("files", .list(files.map(YAMLNode.text))))
        case .takeScreenshot(let shot): screenshot(shot)
        case .startRecording(let path): .text("path", path)
        default: .alone
        }
    }

    private func members(_ key: String, _ node: YAMLNode) -> WrittenMembers {
        var members = WrittenMembers()
        members.add(key, node)
        return members
    }

    func screenshot(_ shot: FlowOperation.Screenshot) -> Form {
        var form = Form.text("path", shot.path)
        form.members.add("cropOn", shot.cropOn)
        if shot.cropOn != nil { form.short = nil }
        return form
    }

    func structure() -> Form {
        var form = Form()
        switch command.operation {
        case .runFlow(let body, let when, let environment):
            if case .file(let file) = body, when == nil, environment.isEmpty { form.short = .text(file) }
            form.members.add("when", when)
            if !environment.isEmpty { form.members.add("env", environment) }
            add(body, to: &form.members)
        case .repetition(let times, let condition, let commands):
            form.members.add("times", number: times)
            form.members.add("while", condition)
            add(.commands(commands), to: &form.members)
        case .retry(let body, let retries, let environment):
            form.members.add("maxRetries", number: retries)
            if !environment.isEmpty { form.members.add("env", environment) }
            add(body, to: &form.members)
        case .runScript(let file, let when, let environment):
            if when == nil, environment.isEmpty { form.short = .text(file) }
            form.members.add("file", file)
            form.members.add("when", when)
            if !environment.isEmpty { form.members.add("env", environment) }
        case .evalScript(let script): form = .text("script", script)
        default: break
        }
        return form
    }

    private func add(_ body: FlowBody, to members: inout WrittenMembers) {
        switch body {
        case .file(let file): members.add("file", file)
        case .commands(let commands): members.add("commands", CommandWriter.list(commands))
        }
    }
}
