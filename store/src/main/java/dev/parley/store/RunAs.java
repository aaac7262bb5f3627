package dev.parley.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How the PostgreSQL programs are run, because PostgreSQL refuses to run as root. A normal user
/// runs them directly. Root runs them in a user namespace of their own (`unshare -U`), where they
/// are "nobody" but keep access to root's folders; where namespaces are not allowed (many
/// containers), as the real user "nobody" (`setpriv`), who then owns the data.
///
/// @param prefix what stands before the program
/// @param owner the user id that must own the data folder; -1 for the one who starts us
record RunAs(List<String> prefix, int owner) {
    static final RunAs DIRECTLY = new RunAs(List.of(), -1);
    static final RunAs NAMESPACE = new RunAs(List.of("unshare", "-U"), -1);

    RunAs {
        prefix = List.copyOf(prefix);
    }

    /// The first way that works with `program`, an unpacked program that knows `--version`.
    static RunAs choose(Path program) throws IOException, InterruptedException {
        if (!isRoot()) {
            return DIRECTLY;
        }
        var nobody = nobody();
        if (nobody.isPresent()) {
            // PostgreSQL looks up the name of its user; in the namespace that is 65534 too.
            if (NAMESPACE.works(program)) {
                return NAMESPACE;
            }
            var dropped = dropTo(nobody.get());
            if (dropped.works(program)) {
                return dropped;
            }
        }
        throw new DatabaseUnavailable(
                "PostgreSQL refuses to run as root, and neither \"unshare -U\" nor \"setpriv\" can run "
                        + program
                        + " as user 65534; start Parley as a normal user, allow user namespaces, put"
                        + " the data folder where \"nobody\" can reach it, or set database.url");
    }

    static RunAs dropTo(int user) {
        return new RunAs(
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"),
                user);
    }

    static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static Optional<Integer> nobody() throws IOException {
        try (var users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals("65534"))
                    .map(_ -> 65534)
                    .findFirst();
        }
    }

    private boolean works(Path program) throws InterruptedException {
        try {
            var process =
                    builder(List.of(program.toString(), "--version"))
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false; // the tool itself is not installed
        }
    }

    /// A process of `command` without our PG* environment and input; output and errors together.
    ProcessBuilder builder(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        var builder = new ProcessBuilder(whole);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    }

    /// Hands `tree` to the user who runs PostgreSQL, if it belongs to another.
    void own(Path tree) throws IOException {
        var wanted = owner >= 0 ? owner : isRoot() ? 0 : -1;
        if (wanted < 0 || Files.getAttribute(tree, "unix:uid").equals(wanted)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", wanted);
                Files.setAttribute(path, "unix:gid", wanted);
            }
        }
    }
}
