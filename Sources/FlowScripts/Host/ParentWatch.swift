internal import Glibc

/// Ends the host when its parent has ended, which can end no script any more.
enum ParentWatch {
    /// Looks once a second, on a thread of its own, whether the parent is still the one of now.
    ///
    /// Call it before `Confinement.enter`, so that the thread's stack is no script's memory. By the process and not by
    /// the socket: whoever may open no file may wait for none, and a kernel's death signal means the parent's thread.
    static func begin() {
        let parent = getppid()
        // Without a thread the limit of computing time ends what nobody else does.
        startThread {
            while getppid() == parent { sleep(1) }
            _exit(1)
        }
    }
}
