package import Devices

/// How a run ended.
package enum RunEnding: Sendable, Hashable {
    /// The planner says that it is done; whether anything changed is in the result.
    case done(summary: String?)
    case answered(String)
    case infeasible(reason: String)
    case stepLimit(Int)
    case timeLimit
    /// The same again and again, or nothing left to try.
    case stuck(String)
    /// The person did not agree.
    case refused(String)
    case plannerFailed(String)
    case deviceLost(DeviceError)
    case cancelled

    /// The ending's name in journals and JSON.
    package var word: String {
        switch self {
        case .done: "done"
        case .answered: "answered"
        case .infeasible: "infeasible"
        case .stepLimit: "step_limit"
        case .timeLimit: "time_limit"
        case .stuck: "stuck"
        case .refused: "refused"
        case .plannerFailed: "planner_failed"
        case .deviceLost: "device_lost"
        case .cancelled: "cancelled"
        }
    }

    /// The command's exit code.
    package var exitCode: Int32 {
        switch self {
        case .done, .answered: 0
        case .infeasible, .stepLimit, .timeLimit, .stuck: 1
        case .refused: 2
        case .plannerFailed, .deviceLost: 69
        // 128 and SIGINT, as shells have it.
        case .cancelled: 130
        }
    }

    /// A sentence for the person.
    package var message: String {
        switch self {
        case .done(let summary): summary.map { "done: \($0)" } ?? "done"
        case .answered(let text): "answer: \(text)"
        case .infeasible(let reason): "cannot be done: \(reason)"
        case .stepLimit(let steps): "not done within \(steps) \(steps == 1 ? "step" : "steps"); --max-steps allows more"
        case .timeLimit: "not done in time"
        case .stuck(let reason): "stuck: \(reason)"
        case .refused(let what): "not allowed: \(what)"
        case .plannerFailed(let reason): "the planner failed: \(reason)"
        case .deviceLost(let error): error.description
        case .cancelled: "cancelled"
        }
    }
}
