package dev.parley.call;

/// What may be told of an exception: its type and place, never its message, which may hold what a
/// person said.
final class Failures {
    private Failures() {}

    static String describe(Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.parley.")) {
                return failure.getClass().getName()
                        + " at "
                        + frame.getClassName()
                        + "."
                        + frame.getMethodName()
                        + ":"
                        + frame.getLineNumber();
            }
        }
        return failure.getClass().getName();
    }
}
