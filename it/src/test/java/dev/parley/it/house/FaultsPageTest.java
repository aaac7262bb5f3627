package dev.parley.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The table of faults (docs/faults.md) promises nothing that no test holds.
final class FaultsPageTest {
    private static final Path PAGE = Path.of("../docs/faults.md");

    /// `SomeTest.name_of_the_test`
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void every_test_named_in_the_table_of_faults_exists() throws IOException {
        var missing = new TreeSet<String>();
        TEST.matcher(Files.readString(PAGE))
                .results()
                .filter(named -> !exists(named.group(1), named.group(2)))
                .forEach(named -> missing.add(named.group()));
        assertThat(missing).isEmpty();
    }

    @Test
    void every_fault_in_the_table_says_what_is_noticed_what_is_recorded_and_its_test()
            throws IOException {
        var rows =
                Files.readAllLines(PAGE).stream()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| Fault |"))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows)
                .allSatisfy(row -> {
                    var cells = row.split("\\|", -1);
                    assertThat(cells).as(row).hasSize(6);
                    assertThat(cells[1]).as(row).isNotBlank();
                    assertThat(cells[2]).as(row).isNotBlank();
                    assertThat(cells[3]).as(row).isNotBlank();
                    assertThat(TEST.matcher(cells[4]).find()).as(row).isTrue();
                });
    }

    private static boolean exists(String type, String method) {
        return sources(type).stream()
                .anyMatch(source ->
                        Pattern.compile("void " + Pattern.quote(method) + "\\(")
                                .matcher(text(source))
                                .find());
    }

    private static List<Path> sources(String type) {
        var found = new ArrayList<Path>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (var tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
                if (Files.isDirectory(tests)) {
                    try (Stream<Path> files = Files.walk(tests)) {
                        files.filter(file -> file.endsWith(type + ".java")).forEach(found::add);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
