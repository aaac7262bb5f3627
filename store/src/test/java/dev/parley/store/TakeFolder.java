package dev.parley.store;

import java.nio.file.Path;

/// Takes a folder and says how that went. Needs nothing but the classes of this module.
final class TakeFolder {
    private TakeFolder() {}

    public static void main(String[] arguments) {
        try (var _ = FolderLock.take(Path.of(arguments[0]))) {
            System.out.println("taken");
        } catch (DatabaseUnavailable e) {
            System.out.println(e.getMessage());
        }
    }
}
