package dev.parley.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/providers.md has a stranger write works as it stands there.
final class WalkThroughTest {
    private static final Path PAGE = Path.of("../docs/providers.md");

    /// A file's name in backticks at the begin of a line, and the block behind that line.
    private static final Pattern FILE =
            Pattern.compile("(?m)^`(src/[^`]+\\.java)`.*\\R```java\\R([\\s\\S]*?)^```");

    private static final Pattern SERVICE =
            Pattern.compile("`src/main/resources/(META-INF/services/[^`]+)`");

    @TempDir private Path folder;

    @Test
    void provider_of_the_page_compiles_with_its_contract_is_found_and_speaks() throws Exception {
        var page = Files.readString(PAGE);
        assertThat(compiled(written(page))).isZero();
        var service = SERVICE.matcher(page);
        assertThat(service.find()).isTrue();
        write(
                folder.resolve("classes").resolve(service.group(1)),
                "org.example.beeper.BeeperPlugin\n");

        try (var jar =
                        new URLClassLoader(
                                new URL[] {folder.resolve("classes").toUri().toURL()},
                                ProviderPlugin.class.getClassLoader());
                var plugin = plugin(jar)) {
            assertThat(plugin.stages("beeper")).containsExactly(Stage.SPEAKS);
            var entry = new ProviderEntry("beeper", Map.of(), Optional.empty());
            try (var voice = plugin.voice(entry, Meters.NONE)) {
                entry.checkAllRead();
                var heard = new Beeps();
                voice.speak("ab", heard);
                assertThat(heard.end.get(30, TimeUnit.SECONDS)).isEqualTo("done");
                assertThat(heard.samples).hasValue(2 * voice.rate() / 50);
            }
        }
    }

    private List<Path> written(String page) throws IOException {
        var sources = new ArrayList<Path>();
        var file = FILE.matcher(page);
        while (file.find()) {
            sources.add(write(folder.resolve(file.group(1)), file.group(2)));
        }
        assertThat(sources)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("Beeper.java", "BeeperPlugin.java", "BeeperContractTest.java");
        return sources;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int compiled(List<Path> sources) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-proc:none", "-d", folder.resolve("classes").toString()));
        arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        return ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new));
    }

    private static ProviderPlugin plugin(ClassLoader jar) {
        return ServiceLoader.load(ProviderPlugin.class, jar).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.names().contains("beeper"))
                .findFirst()
                .orElseThrow();
    }

    private static final class Beeps implements Synthesizer.Listener {
        private final AtomicInteger samples = new AtomicInteger();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void audio(short[] sound, int offset, int count) {
            samples.addAndGet(count);
        }

        @Override
        public void done() {
            end.complete("done");
        }

        @Override
        public void failed(ProviderFailure failure) {
            end.complete(failure.label());
        }
    }
}
