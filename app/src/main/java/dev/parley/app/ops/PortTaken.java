package dev.parley.app.ops;

/// A listener that could not be bound.
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PortTaken(String listener, String host, int port, String setting, Throwable cause) {
        super(
                "cannot listen on %s:%d for %s (%s); another program may hold the port: stop it, or choose another with %s"
                        .formatted(host, port, listener, reason(cause), setting),
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
