package dev.parley.it.talk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A headless browser with one page, driven through node. One thread.
final class Browser implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/test/node/talk").toAbsolutePath();

    private final @Nullable SoundCard sound;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    /// Which browser.
    enum Kind {
        CHROMIUM("chromium", List.of("chromium", "chromium-browser", "google-chrome")),
        FIREFOX("firefox", List.of("firefox-esr", "firefox"));

        private final String driverName;
        private final List<String> programs;

        Kind(String driverName, List<String> programs) {
            this.driverName = driverName;
            this.programs = programs;
        }

        Optional<Path> program() {
            return programs.stream().flatMap(name -> onPath(name).stream()).findFirst();
        }
    }

    private Browser(@Nullable SoundCard sound, Process process) {
        this.sound = sound;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// Why no test can drive this browser here; empty if it can.
    static Optional<String> missing(Kind kind) {
        if (kind.program().isEmpty()) {
            return Optional.of("talk page not tested: no " + kind.driverName + " on this machine");
        }
        if (kind == Kind.FIREFOX && onPath("pulseaudio").isEmpty()) {
            return Optional.of(
                    "talk page not tested: no pulseaudio, without which firefox has no sound here");
        }
        if (onPath("node").isEmpty() || onPath("npm").isEmpty()) {
            return Optional.of("talk page not tested: no node and npm on this machine");
        }
        return Modules.trouble();
    }

    /// Whether a program can be started by its name.
    static boolean hasProgram(String program) {
        return onPath(program).isPresent();
    }

    /// @param options of the driver: microphone, width, height, scale, patience, trusted (keys of
    ///   certificates)
    static Browser open(Kind kind, JsonObject options) throws IOException {
        var settings =
                options.copy()
                        .put("kind", kind.driverName)
                        .put("program", kind.program().orElseThrow().toString());
        var builder =
                new ProcessBuilder(
                                "node",
                                SCRIPTS.resolve("driver.mjs").toString(),
                                Modules.FOLDER.toString(),
                                settings.encode())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        var sound = kind == Kind.FIREFOX ? SoundCard.open() : null;
        if (sound != null) {
            builder.environment().put("PULSE_SERVER", sound.server());
        }
        try {
            return new Browser(sound, builder.start());
        } catch (IOException e) {
            if (sound != null) {
                sound.close();
            }
            throw e;
        }
    }

    Browser goTo(String url) {
        call("goTo", new JsonObject().put("url", url));
        return this;
    }

    Browser click(String selector) {
        call("click", new JsonObject().put("selector", selector));
        return this;
    }

    Browser fill(String selector, String text) {
        call("fill", new JsonObject().put("selector", selector).put("text", text));
        return this;
    }

    /// Keys to whatever has the focus.
    Browser type(String text) {
        call("type", new JsonObject().put("text", text));
        return this;
    }

    /// One key, such as `Enter`, `4` or `Shift+Tab`, to whatever has the focus.
    Browser press(String key) {
        call("press", new JsonObject().put("key", key));
        return this;
    }

    /// What a script in the page returns.
    @Nullable Object evaluate(String script) {
        return call("evaluate", new JsonObject().put("script", script));
    }

    /// The text of an element as it is seen.
    String text(String selector) {
        return String.valueOf(
                evaluate("return document.querySelector('" + selector + "').innerText"));
    }

    /// Waits until an expression in the page holds, at most 15 s.
    Browser waitFor(String expression) {
        call("waitFor", new JsonObject().put("script", expression));
        return this;
    }

    /// The id of the element that has the focus.
    String focus() {
        return String.valueOf(evaluate("return document.activeElement.id"));
    }

    /// Waits until this view is shown: ready, call, after, trouble.
    Browser waitForView(String view) {
        return waitFor("document.body.dataset.view === '" + view + "'");
    }

    Browser resize(int width, int height) {
        call("resize", new JsonObject().put("width", width).put("height", height));
        return this;
    }

    /// Sets media features such as prefers-color-scheme; in Chromium alone.
    Browser prefer(String feature, String value) {
        call(
                "media",
                new JsonObject()
                        .put(
                                "features",
                                new JsonArray()
                                        .add(
                                                new JsonObject()
                                                        .put("name", feature)
                                                        .put("value", value))));
        return this;
    }

    void screenshot(Path file, boolean whole) {
        call(
                "screenshot",
                new JsonObject().put("file", file.toAbsolutePath().toString()).put("whole", whole));
    }

    /// Warnings and errors of the page's console, its failures, its dialogs.
    List<String> seen() {
        return strings(call("seen", new JsonObject()));
    }

    /// What the accessibility checker finds wrong with the page as it is now.
    List<String> accessibilityFaults() {
        return strings(call("axe", new JsonObject()));
    }

    private static List<String> strings(@Nullable Object list) {
        return ((JsonArray) Objects.requireNonNull(list)).stream().map(String::valueOf).toList();
    }

    private @Nullable Object call(String command, JsonObject arguments) {
        try {
            commands.write(arguments.put("command", command).encode() + "\n");
            commands.flush();
            var line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the browser ended at " + command);
            }
            var answer = new JsonObject(line);
            if (answer.containsKey("error")) {
                throw new AssertionError(
                        command + " " + arguments.encode() + ": " + answer.getString("error"));
            }
            return answer.getValue("result");
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    /// Ends the browser, if need be by force.
    @Override
    public void close() {
        try (sound) {
            end();
        }
    }

    private void end() {
        try {
            commands.write("{\"command\":\"close\"}\n");
            commands.flush();
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException _) {
            // It is gone already, or will be in a moment.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
