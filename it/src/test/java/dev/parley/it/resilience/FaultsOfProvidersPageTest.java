package dev.parley.it.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.fault.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The page of what callers hear of each fault (docs/faults-of-providers.md) leaves none out and
/// promises no more silence than a second and a half.
final class FaultsOfProvidersPageTest {
    private static final Path PAGE = Path.of("../docs/faults-of-providers.md");
    private static final int LONGEST_SILENCE = 1_500;

    /// Speech to speech has faults too, but no call uses it.
    private static final Set<Stage> OF_CALLS = EnumSet.complementOf(EnumSet.of(Stage.DUPLEX));

    @Test
    void every_fault_of_every_port_stands_on_the_page_and_keeps_to_the_longest_silence()
            throws IOException {
        List<String> rows =
                Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
        List<String> missing = new ArrayList<>();
        for (var stage : OF_CALLS) {
            for (var kind : FaultKind.values()) {
                var begin = "| `%s` | `%s` |".formatted(stage, kind);
                if (kind.stages().contains(stage)
                        && rows.stream().noneMatch(row -> row.startsWith(begin))) {
                    missing.add(begin);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(rows)
                .allSatisfy(row -> {
                    var cells = Arrays.stream(row.split("\\|")).map(String::strip).toList();
                    assertThat(cells).as(row).hasSize(7);
                    assertThat(cells.get(3)).isIn("is answered", "is told goodbye");
                    assertThat(Integer.parseInt(cells.get(4))).isLessThanOrEqualTo(LONGEST_SILENCE);
                });
    }
}
