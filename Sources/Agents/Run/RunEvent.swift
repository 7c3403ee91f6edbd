package import Devices
internal import Flows
package import Hierarchies
package import Screens
package import Tools

/// Something that happened in a run, with every secret already replaced by its variable.
package struct RunEvent: Sendable {
    /// Since the run began.
    package var time: Duration
    /// From 1; 0 before the first step.
    package var step: Int
    package var kind: Kind

    package enum Kind: Sendable {
        case start(Start)
        case observe(Observation)
        case plan(Choice)
        case consent(ConsentRequest, isGranted: Bool)
        case act(Deed)
        case verify(Check)
        /// The step was not done.
        case failure(code: String, message: String)
        case end(RunResult)
    }

    package struct Start: Sendable {
        package var serial: String
        package var model: String
        package var maxSteps: Int
        /// As the person wrote it, without what may be a secret in it.
        package var instruction: String
    }

    /// What the planner is shown.
    package struct Observation: Sendable {
        package var screen: Screen
        package var strategy: DumpStrategyName
        /// Attempts of the last dump.
        package var attempts: Int
        package var dumps: Int
        package var isSettled: Bool
        package var elapsed: Duration
        /// Said in the history too: a pop-up, a permission dialog.
        package var interruption: String?
    }

    /// The call that was chosen.
    package struct Choice: Sendable {
        package var call: ToolCall
        /// `tap switch "Airplane mode"`.
        package var sentence: String
        package var element: Element?
        package var confidence: Double
        /// Better calls that were passed over, because they led nowhere before or cannot be made.
        package var passedOver: Int
        package var promptTokens: Int
        package var outputTokens: Int
        package var elapsed: Duration
    }

    /// What was done to the device.
    package struct Deed: Sendable {
        package var sentence: String
        package var point: Point?
        package var textMethod: TextMethod?
        package var warnings: [String]
        /// Without the time that the screen took to settle.
        package var elapsed: Duration
    }

    /// What the next screen says of it.
    package struct Check: Sendable {
        /// `Verification.word`.
        package var word: String
        package var summary: String
        package var isConfirmed: Bool
        package var fingerprint: ScreenFingerprint
        package var dumps: Int
        package var isSettled: Bool
        package var elapsed: Duration
    }
}

/// What came of a run, with every secret already replaced by its variable.
package struct RunResult: Sendable {
    package var ending: RunEnding
    package var instruction: String
    package var serial: String
    package var model: String
    /// Actions that were done on the device.
    package var steps: Int
    /// Whether any screen said that an action changed something.
    package var changed: Bool
    /// Whether actions that should have changed something were done, and none was borne out by its screen.
    package var isFutile: Bool
    package var elapsed: Duration
    package var promptTokens: Int
    package var outputTokens: Int
    /// The run as a Maestro flow, and nil with the reason where there is none.
    package var flow: String?
    package var flowFault: String?
    /// Environment variables that the flow needs, for its secrets.
    package var variables: [String]

    /// How it ended, for a person; what changed nothing is not passed off as done.
    package var message: String {
        guard case .done = ending, !changed else { return ending.message }
        return isFutile
            ? "not done: the planner says \"\(ending.message)\", but no step changed anything"
            : ending.message + " (nothing changed: nothing had to be done)"
    }

    /// The command's exit code: what the ending says, unless it says done and no step bears that out.
    package var exitCode: Int32 {
        if case .done = ending, isFutile { 1 } else { ending.exitCode }
    }
}

/// Follows a run: writes its journal, shows its progress, draws its report.
package protocol RunObserver: Sendable {
    func note(_ event: RunEvent)
}
