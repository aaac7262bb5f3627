package dev.parley.it.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of its own running one of the mains of these tests.
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /// The next line it prints that begins so; fails with everything it printed if it ends before.
    String await(String start) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError(
                "expected \"" + start + "\", but it ended with:\n" + String.join("\n", lines));
    }

    /// SIGKILL; returns when it is gone and everything it printed was read.
    void kill() throws IOException, InterruptedException {
        // By its handle: the other way throws away what it printed last.
        process.toHandle().destroyForcibly();
        process.waitFor();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
        }
    }

    /// What it printed, as far as it was read.
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
