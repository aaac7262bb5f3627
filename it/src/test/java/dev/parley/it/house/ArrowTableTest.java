package dev.parley.it.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The table of arrows between modules. A change that needs a new arrow is probably in the wrong
/// module.
final class ArrowTableTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.parley");

    private static final Map<String, Set<String>> ARROWS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("meter", Set.of()),
                            Map.entry("audio", Set.of()),
                            Map.entry("compliance", Set.of()),
                            Map.entry("dialog", Set.of("meter", "compliance")),
                            Map.entry("call", Set.of("meter", "audio", "dialog", "compliance")),
                            Map.entry(
                                    "providers",
                                    Set.of("meter", "call", "dialog", "audio", "compliance")),
                            Map.entry("onnx", Set.of("meter", "call")),
                            Map.entry("transports", Set.of("meter", "call", "audio", "compliance")),
                            Map.entry("store", Set.of("meter", "call", "dialog", "compliance")),
                            Map.entry("observe", Set.of("meter", "call", "dialog", "compliance")),
                            Map.entry(
                                    "sim",
                                    Set.of("meter", "call", "dialog", "audio", "compliance")),
                            Map.entry("agents", Set.of("meter", "dialog", "compliance"))));

    @Test
    void no_module_uses_another_without_an_arrow() {
        for (var from : ARROWS.keySet()) {
            List<String> forbidden = new ArrayList<>(List.of("dev.parley.app.."));
            for (var to : ARROWS.keySet()) {
                if (!to.equals(from) && !ARROWS.get(from).contains(to)) {
                    forbidden.add("dev.parley." + to + "..");
                }
            }
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley." + from + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(String[]::new))
                    .because("the module " + from + " may use only " + ARROWS.get(from))
                    .check(CLASSES);
        }
    }

    @Test
    void every_module_of_the_house_is_in_the_table_and_has_code() {
        for (var module : ARROWS.keySet()) {
            assertThat(
                            CLASSES.stream()
                                    .anyMatch(type ->
                                            type.getPackageName()
                                                    .startsWith("dev.parley." + module)))
                    .as("module " + module + " has code")
                    .isTrue();
        }
    }

    @Test
    void modules_form_no_cycle() {
        slices().matching("dev.parley.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void vendors_do_not_know_vendors_and_carriers_do_not_know_carriers() {
        // All vendors' clients share the network, which knows none of them.
        slices().matching("dev.parley.providers.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAPackage("dev.parley.providers.net.."))
                .allowEmptyShould(true)
                .check(CLASSES);
        // All carriers share the listener, which knows none of them.
        slices().matching("dev.parley.transports.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        DescribedPredicate.alwaysTrue(),
                        resideInAPackage("dev.parley.transports.listen.."))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void the_conversation_has_no_clock_thread_lock_socket_or_logger() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.parley.call.conversation..",
                        "dev.parley.dialog.flow..",
                        "dev.parley.dialog.slot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.slf4j..",
                        "java.net..",
                        "java.util.concurrent..",
                        "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("what decides must be replayable")
                .check(CLASSES);
    }

    @Test
    void no_vertx_or_netty_type_gets_into_the_core() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.parley.call..",
                        "dev.parley.dialog..",
                        "dev.parley.audio..",
                        "dev.parley.agents..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(CLASSES);
    }
}
