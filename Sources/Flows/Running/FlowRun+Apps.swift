internal import Devices
internal import FlowDocuments
internal import JSON

extension FlowRun {
    /// Starts an app anew, as Maestro does: cleared if asked, with its permissions, and stopped first.
    func launch(_ launch: FlowOperation.LaunchApp, _ command: FlowCommand) async throws(FlowFailure) {
        let app = try await app(launch.appID, command)
        // Flows for both systems say it for iOS' sake.
        if launch.clearKeychain == true, device.refusal(of: .clearKeychain) == nil { try await touch(.clearKeychain) }
        if launch.clearState == true { try await touch(.clearState(app)) }
        let permissions = launch.permissions ?? [FlowVariable("all", "allow")]
        let grant = FlowAction.setPermissions(app: app, permissions)
        // Nobody asked for the default, so a device that cannot grant goes on without.
        if !permissions.isEmpty, launch.permissions != nil || device.refusal(of: grant) == nil {
            try await touch(grant)
        }
        if launch.stopApp != false { try await touch(.stopApp(app)) }
        try await act(.launchApp(app, arguments: launch.arguments ?? [:]))
    }

    /// Deletes what an app keeps, and takes its permissions back.
    func clearState(of app: String) async throws(FlowFailure) {
        try await touch(.clearState(app))
        // Android's own command does both.
        if device.platform == .ios { try await touch(.setPermissions(app: app, [FlowVariable("all", "unset")])) }
        try await settle()
    }

    /// Moves along a path in steps, so fast as the speed says.
    func travel(_ points: [String], speed: String?, _ place: SourcePlace) async throws(FlowFailure) {
        var path: [Coordinate] = []
        for point in points { path.append(try Coordinate(point, at: place)) }
        guard let speed = Double(speed ?? "4"), speed > 0, speed.isFinite else {
            throw FlowFailure(.invalidCommand, "the speed is no number of metres a second", at: place)
        }
        guard let first = path.first else { return }
        try await touch(.setLocation(latitude: first.latitude, longitude: first.longitude))
        for (from, to) in zip(path, path.dropFirst()) {
            let pause = Duration.seconds(from.metres(to: to) / speed / Double(Self.stepsOfLeg))
            for step in 1...Self.stepsOfLeg {
                try await sleep(for: pause)
                let share = Double(step) / Double(Self.stepsOfLeg)
                // The end is the end, whatever the arithmetic makes of it.
                let spot = step == Self.stepsOfLeg ? to : from.toward(to, share)
                try await touch(.setLocation(latitude: spot.latitude, longitude: spot.longitude))
            }
        }
    }

    func addMedia(_ names: [String], _ command: FlowCommand) async throws(FlowFailure) {
        for name in names {
            let path = FlowReferences.path(name, from: command.place.file)
            let bytes: [UInt8]
            do { bytes = try files.read(path) } catch { throw FlowFailure(error) }
            try await touch(.addMedia(name: path.split(separator: "/").last.map(String.init) ?? path, bytes))
        }
    }

    private static let stepsOfLeg = 50
}

/// A place on earth, in degrees.
struct Coordinate {
    var latitude: Double
    var longitude: Double

    /// From `latitude,longitude`.
    init(_ text: String, at place: SourcePlace) throws(FlowFailure) {
        let parts = text.split(separator: ",").map { Double(String($0).trimmingSpaces) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1], (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        else { throw FlowFailure(.invalidCommand, "\"\(text)\" is no latitude,longitude", at: place) }
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    private init(latitude: Double, longitude: Double) {
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    func toward(_ other: Coordinate, _ share: Double) -> Coordinate {
        Coordinate(
            latitude: latitude + (other.latitude - latitude) * share,
            longitude: longitude + (other.longitude - longitude) * share)
    }

    /// Along the ground, for distances at which the earth is nearly flat.
    func metres(to other: Coordinate) -> Double {
        let degree = 111_195.0
        let dy = (other.latitude - latitude) * degree
        // cos by its series: no need for a maths library here.
        let mean = (latitude + other.latitude) / 2 * .pi / 180
        let shrink = max(
            0, 1 - mean * mean / 2 + mean * mean * mean * mean / 24 - mean * mean * mean * mean * mean * mean / 720)
        let dx = (other.longitude - longitude) * degree * shrink
        return (dx * dx + dy * dy).squareRoot()
    }
}
