package import Testing

extension Trait where Self == TimeLimitTrait {
    /// Ends a test that would wait for ever.
    ///
    /// It says nothing of speed: a machine that others use may take minutes where an idle one takes a second.
    package static var hangGuard: Self { .timeLimit(.minutes(10)) }
}

extension Duration {
    /// A limit that is never to be reached: longer than the guard against hanging.
    package static var beyondHangGuard: Self { .seconds(3600) }
}
