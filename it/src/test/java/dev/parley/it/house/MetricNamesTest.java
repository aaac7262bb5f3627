package dev.parley.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.meter.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// No dangling names: what is listed is emitted, and what a page names is exported.
final class MetricNamesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.parley");

    @Test
    void every_metric_is_emitted_by_some_code() {
        var unused =
                Arrays.stream(Metric.values())
                        .filter(metric ->
                                CLASSES
                                        .get(Metric.class)
                                        .getField(metric.name())
                                        .getAccessesToSelf()
                                        .stream()
                                        .allMatch(access ->
                                                access.getOriginOwner()
                                                        .isEquivalentTo(Metric.class)))
                        .toList();
        assertThat(unused).isEmpty();
    }

    @Test
    void every_metric_named_in_a_page_is_exported() throws IOException {
        var exported =
                Arrays.stream(Metric.values())
                        .map(Metric::exportedName)
                        .collect(Collectors.toSet());
        var name = Pattern.compile("parley_[a-z_]*[a-z]");
        var dangling = new TreeSet<String>();
        for (var page : pages()) {
            name.matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group().replaceAll("_(bucket|count|sum|max)$", ""))
                    .filter(found -> !exported.contains(found))
                    .forEach(found -> dangling.add(page.getFileName() + ": " + found));
        }
        assertThat(dangling).isEmpty();
    }

    @Test
    void every_link_of_a_page_leads_to_a_file() throws IOException {
        var link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");
        var broken = new TreeSet<String>();
        for (var page : pages()) {
            link.matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group(1))
                    .filter(target -> !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(page.getFileName() + ": " + target));
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        var root = Path.of("..");
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"));
                Stream<Path> bench = Files.list(root.resolve("bench"))) {
            return Stream.of(top, docs, bench)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
