internal import Devices
package import FlowDocuments

/// Runs the flows of a workspace on one device or several, which take them from one queue.
package struct FlowSuiteRunner: Sendable {
    package struct Options: Sendable {
        package var name = "Test Suite"
        /// How often a flow whose device failed is begun anew.
        package var infrastructureRetries = 2
        /// How often flows that failed are run again, once all others are done.
        package var reruns = 0
        /// Devices that failed so often in succession take no more flows, as long as there is another one.
        package var strikes = 2
        /// Told of each flow that ended, attempts that are followed by another included.
        package var progress: (@Sendable (FlowResult) async -> Void)?

        package init() {}
    }

    private let runners: [FlowRunner]
    private let environment: [FlowVariable]
    private let options: Options
    private let now: @Sendable () -> Duration

    /// - Parameters:
    ///   - runners: one a device, the first for what has an order.
    ///   - environment: variables for every flow.
    ///   - options: retries and reports.
    ///   - now: the time since 1970.
    package init(
        _ runners: [FlowRunner], environment: [FlowVariable] = [], options: Options = Options(),
        now: @escaping @Sendable () -> Duration
    ) {
        self.runners = runners
        self.environment = environment
        self.options = options
        self.now = now
    }

    /// Runs first what has an order, one after the other, then the rest by the queue.
    ///
    /// A failure in the order ends it when the workspace does not go on after failures; the rest runs all the same.
    package func run(_ plan: WorkspacePlan) async -> FlowSuiteResult {
        let started = now()
        let watch = Stopwatch(runners.first?.clock ?? ContinuousClock())
        var results: [FlowResult] = []
        var isStopped = false
        for flow in plan.sequence {
            if isStopped {
                results.append(leftOut(flow))
                continue
            }
            let ended = await finish([flow], on: Array(runners.prefix(1)))
            results += ended
            // A flow that was cancelled did not fail, and those behind it are cancelled too.
            isStopped =
                !plan.config.continuesOnFailure && ended.contains { !$0.status.isGood && $0.status != .cancelled }
        }
        results += await finish(plan.flows, on: runners)
        return FlowSuiteResult(name: options.name, startedAt: started, duration: watch.elapsed, flows: results)
    }

    /// On no device.
    private func leftOut(_ flow: FlowDocument) -> FlowResult {
        FlowResult(flow: flow, device: "", status: .skipped, startedAt: now(), duration: .zero, commands: [])
    }

    /// Runs flows to their last attempt.
    private func finish(_ flows: [FlowDocument], on runners: [FlowRunner]) async -> [FlowResult] {
        var last: [String: FlowResult] = [:]
        var order: [String] = []
        var todo = flows.map { FlowQueue.Task(flow: $0, attempt: 1, failures: 0) }
        for round in 0...max(options.reruns, 0) where !todo.isEmpty {
            for result in await work(todo, on: runners) {
                order.removeAll { $0 == result.flow.file }
                order.append(result.flow.file)
                last[result.flow.file] = result
            }
            guard round < options.reruns, !Task.isCancelled else { break }
            todo = order.compactMap { last[$0] }.filter { $0.status == .failed }
                .map { FlowQueue.Task(flow: $0.flow, attempt: $0.attempt + 1, failures: 0) }
        }
        return order.compactMap { last[$0] }
    }

    private func work(_ tasks: [FlowQueue.Task], on runners: [FlowRunner]) async -> [FlowResult] {
        let queue = FlowQueue(tasks, workers: runners.count)
        await withTaskGroup { group in
            for runner in runners { group.addTask { await work(runner, queue) } }
        }
        return await queue.ended
    }

    /// One device's share: flows until none is left, or until the device has failed too often.
    private func work(_ runner: FlowRunner, _ queue: FlowQueue) async {
        var strikes = 0
        while let task = await queue.next() {
            let result = await runner.run(
                task.flow, environment: environment, startedAt: now(), attempt: task.attempt)
            await options.progress?(result)
            strikes = result.status == .infrastructure ? strikes + 1 : 0
            if result.status == .infrastructure, task.failures < options.infrastructureRetries, !Task.isCancelled {
                await queue.giveBack(
                    FlowQueue.Task(flow: task.flow, attempt: task.attempt + 1, failures: task.failures + 1))
            } else {
                await queue.end(result)
            }
            if strikes >= options.strikes, await queue.mayLeave() { break }
        }
    }
}

extension FlowStatus {
    /// Whether nothing failed.
    package var isGood: Bool { self == .passed || self == .warned || self == .skipped }
}

/// Flows that wait for a device.
private actor FlowQueue {
    struct Task: Sendable {
        var flow: FlowDocument
        var attempt: Int
        /// Of the device, so far.
        var failures: Int
    }

    private var tasks: [Task]
    /// Last attempts, in the order in which they ended.
    private(set) var ended: [FlowResult] = []
    /// Flows that a device has in hand.
    private var running = 0
    private var workers: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ tasks: [Task], workers: Int) {
        self.tasks = tasks.reversed()
        self.workers = workers
    }

    /// The next flow; waits while others may give theirs back, and is nil when all are done.
    func next() async -> Task? {
        while tasks.isEmpty, running > 0 {
            await withCheckedContinuation { waiting.append($0) }
        }
        guard let task = tasks.popLast() else { return nil }
        running += 1
        return task
    }

    func end(_ result: FlowResult) {
        ended.append(result)
        running -= 1
        wake()
    }

    /// A flow that is begun anew comes after all others, when whatever was wrong may be over.
    func giveBack(_ task: Task) {
        running -= 1
        tasks.insert(task, at: 0)
        wake()
    }

    /// Whether a worker can go: not the last one.
    func mayLeave() -> Bool {
        guard workers > 1 else { return false }
        workers -= 1
        return true
    }

    private func wake() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }
}
