package dev.parley.store;

/// Another process holds a data folder.
final class FolderInUse extends DatabaseUnavailable {
    private static final long serialVersionUID = 1;

    FolderInUse(String message) {
        super(message);
    }
}
