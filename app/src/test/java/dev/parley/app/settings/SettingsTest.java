package dev.parley.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.InterruptionSettings;
import dev.parley.call.conversation.JudgeSettings;
import dev.parley.call.conversation.SilenceSettings;
import dev.parley.call.cost.Budgets;
import dev.parley.dialog.provider.Money;
import dev.parley.dialog.provider.Use;
import dev.parley.providers.chain.ChainSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir private Path folder;

    @Test
    void without_any_source_every_default_holds() {
        var settings = read(Map.of(), Map.of(), "");

        assertThat(settings.server())
                .isEqualTo(
                        new ServerSettings(
                                "127.0.0.1",
                                8000,
                                "127.0.0.1",
                                9090,
                                false,
                                50,
                                new TlsSettings(false, Optional.empty(), Optional.empty(), false),
                                Duration.ofMinutes(10)));
        assertThat(settings.speech())
                .isEqualTo(
                        new SpeechSettings(
                                SpeechSettings.Engines.LOCAL,
                                SpeechSettings.Voice.AUTO,
                                SpeechSettings.Vad.NEURAL,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(settings.turns()).isEqualTo(ConversationSettings.defaults());
        assertThat(settings.agent()).isEqualTo("garage");
        assertThat(settings.teams()).isEmpty();
        assertThat(settings.database().url()).isEmpty();
        assertThat(settings.logs())
                .isEqualTo(new LogSettings(LogSettings.Level.INFO, LogSettings.Format.JSON));
    }

    @Test
    void teams_are_files() {
        assertThat(read(Map.of(), Map.of(), "teams: house.yaml, teams/shop.yaml").teams())
                .containsExactly(Path.of("house.yaml"), Path.of("teams/shop.yaml"));
    }

    @Test
    void costs_have_a_table_and_budgets() throws IOException {
        assertThat(read(Map.of(), Map.of(), "").costs().budgets()).isEqualTo(Budgets.NONE);
        var prices = folder.resolve("prices.txt");
        Files.writeString(prices, "date 2026-11-22\near nova heard-minutes 0.6\n");
        var costs =
                read(
                                Map.of(),
                                Map.of("PARLEY_COSTS_AGENT_DAY", "25"),
                                "costs: {prices: \"" + prices + "\", call: 0.50}")
                        .costs();
        assertThat(costs.budgets().call()).contains(Money.of("0.50"));
        assertThat(costs.budgets().agentDay()).contains(Money.of("25"));
        assertThat(costs.budgets().day()).isEmpty();
        assertThat(costs.prices().of(new Use("ear", "nova", Use.Unit.HEARD_MILLIS, 6000, false)))
                .contains(Money.of("0.06"));
        assertThatThrownBy(() -> read(Map.of(), Map.of(), "costs: {call: a lot}"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("\"costs.call\": expected dollars such as 0.25");
        Files.writeString(prices, "ear nova\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), "costs: {prices: \"" + prices + "\"}"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void a_model_judges_turns_where_its_file_is_named() {
        assertThat(read(Map.of(), Map.of(), "").turnModel()).isNull();
        var file =
                """
                turns:
                  endpointing:
                    judge:
                      model-path: models/smart-turn.onnx
                      unlikely-threshold: 0.4
                      max-delay: 1500ms
                      timeout: 100ms
                """;
        var settings = read(Map.of(), Map.of(), file);
        assertThat(settings.turnModel()).isEqualTo(Path.of("models/smart-turn.onnx"));
        assertThat(settings.turns().endpointing().judge())
                .isEqualTo(
                        new JudgeSettings(
                                true, 0.4, Duration.ofMillis(1500), Duration.ofMillis(100)));
        assertThatThrownBy(() ->
                        read(
                                Map.of("turns.endpointing.judge.unlikely-threshold", "30"),
                                Map.of(),
                                ""))
                .hasMessageContaining("a number from 0 to 1")
                .hasMessageContaining("\"30\"");
    }

    @Test
    void scripted_engines_end_every_turn_after_half_a_second_and_record_nothing() {
        var settings = read(Map.of("speech.engines", "scripted"), Map.of(), "");
        assertThat(settings.turns().endpointing().complete()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.turns().endpointing().open()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.recordings().enabled()).isFalse();
    }

    @Test
    void the_command_line_outweighs_the_environment_and_the_environment_the_file() {
        var file = "server:\n  port: 1001\n  ops-port: 1002\n  max-calls: 7\n";
        var settings =
                read(
                        Map.of("server.port", "3001"),
                        Map.of("PARLEY_SERVER_PORT", "2001", "PARLEY_SERVER_OPS_PORT", "2002"),
                        file);
        assertThat(settings.server().port()).isEqualTo(3001);
        assertThat(settings.server().opsPort()).isEqualTo(2002);
        assertThat(settings.server().maxCalls()).isEqualTo(7);
    }

    @Test
    void an_unknown_key_in_the_file_stops_the_start_and_names_the_nearest() {
        assertThatThrownBy(() ->
                        read(
                                Map.of(),
                                Map.of(),
                                "turns:\n  interruption:\n    min-speach: 300ms\n"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("parley.yaml")
                .hasMessageContaining("unknown setting \"turns.interruption.min-speach\"")
                .hasMessageContaining("did you mean \"turns.interruption.min-speech\"?");
    }

    @Test
    void a_setting_with_another_name_now_is_refused_with_the_new_one() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(), "turns:\n  barge-in-min-words: 3\n"))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("parley.yaml")
                .hasMessageContaining("\"turns.barge-in-min-words\"")
                .hasMessageContaining("\"turns.interruption.min-words\" now");
        assertThatThrownBy(
                        () -> read(Map.of(), Map.of("PARLEY_TURNS_BARGE_IN_MIN_SPEECH", "1s"), ""))
                .hasMessageContaining("\"PARLEY_TURNS_INTERRUPTION_MIN_SPEECH\" now");
    }

    @Test
    void turns_end_when_the_settings_say() {
        var file =
                """
                turns:
                  detection: recognizer
                  endpointing:
                    mode: fixed
                    min-delay: 200ms
                    max-delay: 2s
                    judge:
                      model-path: model.onnx
                      unlikely-threshold: 0.2
                      max-delay: 3s
                      timeout: 100ms
                  end-of-turn-complete: 250ms
                  end-of-turn-open: 650ms
                  end-of-turn-partial: 1100ms
                  recognition-limit: 4s
                  silence-prompt: 11s
                  silence-second-prompt: 12s
                  silence-goodbye: 13s
                  keypad-timeout: 5s
                  tool-patience: 900ms
                  update-patience: 8s
                  preemptive-generation: false
                  max-turns-without-progress: 9
                  max-duration: 20m
                  drain-limit: 25s
                """;
        var settings = read(Map.of(), Map.of(), file);
        assertThat(settings.turnModel()).isEqualTo(Path.of("model.onnx"));
        assertThat(settings.turns())
                .isEqualTo(
                        new ConversationSettings(
                                new EndpointingSettings(
                                        EndpointingSettings.Detection.RECOGNIZER,
                                        EndpointingSettings.Mode.FIXED,
                                        Duration.ofMillis(200),
                                        Duration.ofSeconds(2),
                                        Duration.ofMillis(250),
                                        Duration.ofMillis(650),
                                        Duration.ofMillis(1100),
                                        Duration.ofSeconds(4),
                                        new JudgeSettings(
                                                true,
                                                0.2,
                                                Duration.ofSeconds(3),
                                                Duration.ofMillis(100))),
                                InterruptionSettings.defaults(),
                                new SilenceSettings(
                                        Duration.ofSeconds(11),
                                        Duration.ofSeconds(12),
                                        Duration.ofSeconds(13)),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(900),
                                Duration.ofSeconds(8),
                                false,
                                9,
                                Duration.ofMinutes(20),
                                Duration.ofSeconds(25)));
        assertThat(read(Map.of(), Map.of(), "").turns()).isEqualTo(ConversationSettings.defaults());
    }

    @Test
    void an_interruption_is_what_the_settings_say() {
        var file =
                """
                turns:
                  interruption:
                    enabled: false
                    by: words
                    min-speech: 700ms
                    min-words: 3
                    protect-greeting: true
                    cooldown: 5s
                    on-speech: pause
                    false-stop-timeout: 1s
                    resume-false-stop: false
                    echo-guard: false
                    echo-words: true
                """;
        assertThat(read(Map.of(), Map.of(), file).turns().interruption())
                .isEqualTo(
                        new InterruptionSettings(
                                false,
                                InterruptionSettings.By.WORDS,
                                Duration.ofMillis(700),
                                3,
                                true,
                                Duration.ofSeconds(5),
                                InterruptionSettings.OnSpeech.PAUSE,
                                Duration.ofSeconds(1),
                                false,
                                true));
        assertThat(read(Map.of(), Map.of(), file).echoGuard()).isFalse();
        assertThat(read(Map.of(), Map.of(), "").turns().interruption())
                .isEqualTo(InterruptionSettings.defaults());
        assertThat(read(Map.of(), Map.of(), "").echoGuard()).isTrue();
    }

    @Test
    void providers_take_settings_of_their_own_and_a_key_from_the_environment() {
        var file =
                """
                speech:
                  hears:
                    provider: deepgram
                    model: nova-3
                    first-sound: 900
                  speaks:
                    provider: cartesia
                  thinks: {provider: openai, profile: ollama, model: llama3.2}
                """;
        var environment =
                Map.of(
                        "PARLEY_SPEECH_HEARS_KEY",
                        "canary-hears",
                        "PARLEY_SPEECH_HEARS_KEEP_ALIVE",
                        "PT4S",
                        "PARLEY_SPEECH_SPEAKS_KEY",
                        "canary-speaks",
                        "PARLEY_SPEECH_THINKS_KEY",
                        "canary-thinks");
        var settings = read(Map.of("speech.speaks.voice", "a-voice"), environment, file);
        var hears = settings.speech().hears().orElseThrow();
        assertThat(hears.name()).isEqualTo("deepgram");
        assertThat(hears.settings())
                .isEqualTo(Map.of("model", "nova-3", "first-sound", "900", "keep-alive", "PT4S"));
        assertThat(hears.key().orElseThrow().reveal()).isEqualTo("canary-hears");
        var speaks = settings.speech().speaks().orElseThrow();
        assertThat(speaks.settings()).isEqualTo(Map.of("voice", "a-voice"));
        var thinks = settings.speech().thinks().orElseThrow();
        assertThat(thinks.name()).isEqualTo("openai");
        assertThat(thinks.settings()).isEqualTo(Map.of("profile", "ollama", "model", "llama3.2"));
        assertThat(thinks.key().orElseThrow().reveal()).isEqualTo("canary-thinks");
        assertThat(settings.toString()).doesNotContain("canary");
    }

    @Test
    void voices_have_the_level_of_the_house_unless_they_are_to_stay_as_they_come() {
        var file = "speech: {speaks: {provider: cartesia, voice: a}}";
        var house = read(Map.of(), Map.of(), file).speech().speaks().orElseThrow();
        assertThat(house.level()).isEqualTo(ProviderSettings.SpokenLevel.HOUSE);
        var flags = Map.of("speech.speaks.level", "provider");
        var raw = read(flags, Map.of(), file).speech().speaks().orElseThrow();
        assertThat(raw.level()).isEqualTo(ProviderSettings.SpokenLevel.PROVIDER);
        assertThat(raw.settings()).isEqualTo(Map.of("voice", "a"));
    }

    @Test
    void provider_that_fails_is_followed_by_what_is_named_or_by_the_engines_in_process() {
        var file =
                """
                speech:
                  hears: {provider: deepgram}
                  speaks: {provider: cartesia, fallbacks: "aura, local"}
                  thinks: {provider: openai, fallbacks: groq}
                providers:
                  aura: {provider: deepgram, model: aura-2-thalia-en}
                resilience:
                  speaks: {first: 900ms, retries: 0, failures: 3}
                """;
        var environment = Map.of("PARLEY_PROVIDERS_AURA_KEY", "canary-aura");
        var speech = read(Map.of(), environment, file).speech();
        var hears = speech.hears().orElseThrow();
        assertThat(labels(hears)).containsExactly("local");
        assertThat(hears.fallbacks().getFirst().isImplied()).isTrue();
        assertThat(hears.chain()).isEqualTo(ChainSettings.HEARS);
        var speaks = speech.speaks().orElseThrow();
        assertThat(labels(speaks)).containsExactly("aura", "local");
        var aura = speaks.fallbacks().getFirst();
        assertThat(aura.name()).isEqualTo("deepgram");
        assertThat(aura.settings()).isEqualTo(Map.of("model", "aura-2-thalia-en"));
        assertThat(aura.key().orElseThrow().reveal()).isEqualTo("canary-aura");
        assertThat(speaks.chain().first()).isEqualTo(Duration.ofMillis(900));
        assertThat(speaks.chain().retries()).isZero();
        assertThat(speaks.chain().breaker().failures()).isEqualTo(3);
        assertThat(labels(speech.thinks().orElseThrow())).containsExactly("groq");
    }

    @Test
    void fallbacks_can_be_said_by_variables_and_left_out() {
        var environment =
                Map.of(
                        "PARLEY_SPEECH_HEARS_PROVIDER", "deepgram",
                        "PARLEY_SPEECH_HEARS_FALLBACKS", "none",
                        "PARLEY_SPEECH_SPEAKS_PROVIDER", "cartesia",
                        "PARLEY_SPEECH_SPEAKS_FALLBACKS", "aura",
                        "PARLEY_PROVIDERS_AURA_PROVIDER", "deepgram",
                        "PARLEY_PROVIDERS_AURA_FIRST_SOUND", "700",
                        "PARLEY_RESILIENCE_HEARS_FIRST", "1s");
        var speech = read(Map.of(), environment, "").speech();
        assertThat(labels(speech.hears().orElseThrow())).isEmpty();
        assertThat(speech.hears().orElseThrow().chain().first()).isEqualTo(Duration.ofSeconds(1));
        assertThat(speech.speaks().orElseThrow().fallbacks().getFirst().settings())
                .isEqualTo(Map.of("first-sound", "700"));
    }

    @Test
    void fallbacks_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(), hears("deepgram")))
                .hasMessageContaining("\"deepgram\" twice");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), hears("Aura 2")))
                .hasMessageContaining("small letters and digits");
        assertThatThrownBy(() ->
                        read(
                                Map.of("speech.thinks.provider", "openai"),
                                Map.of("PARLEY_SPEECH_THINKS_FALLBACKS", "local"),
                                ""))
                .hasMessageContaining("no language model in process");
        assertThatThrownBy(() -> read(Map.of("speech.hears.fallbacks", "local"), Map.of(), ""))
                .hasMessageContaining("\"speech.hears.provider\"");
        assertThatThrownBy(() ->
                        read(Map.of(), Map.of(), "providers:\n  aura: {provider: deepgram}\n"))
                .hasMessageContaining("providers.aura.provider");
    }

    private static String hears(String fallbacks) {
        return "speech:\n  hears: {provider: deepgram, fallbacks: \"%s\"}\n".formatted(fallbacks);
    }

    private static List<String> labels(ProviderSettings settings) {
        return settings.fallbacks().stream().map(ProviderSettings::label).toList();
    }

    @Test
    void settings_of_no_provider_and_providers_of_scripted_engines_are_refused() {
        assertThatThrownBy(() -> read(Map.of(), Map.of(), "speech:\n  hears:\n    model: nova-3\n"))
                .hasMessageContaining("\"speech.hears.model\"")
                .hasMessageContaining("\"speech.hears.provider\"");
        assertThatThrownBy(() ->
                        read(
                                Map.of("speech.engines", "scripted"),
                                Map.of("PARLEY_SPEECH_SPEAKS_PROVIDER", "cartesia"),
                                ""))
                .hasMessageContaining("scripted engines neither hear, speak nor think");
    }

    @Test
    void an_unknown_variable_stops_the_start_and_names_the_nearest() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("PARLEY_SERVER_PROT", "1"), ""))
                .hasMessageContaining("PARLEY_SERVER_PROT")
                .hasMessageContaining("did you mean \"PARLEY_SERVER_PORT\"?");
    }

    @Test
    void wrong_values_are_refused_with_what_was_expected() {
        assertThatThrownBy(() -> read(Map.of("server.port", "80000"), Map.of(), ""))
                .hasMessageContaining("a whole number from 0 to 65535, got \"80000\"");
        assertThatThrownBy(() -> read(Map.of("speech.vad", "best"), Map.of(), ""))
                .hasMessageContaining("one of neural, light, got \"best\"");
        assertThatThrownBy(() -> read(Map.of("turns.silence-prompt", "soon"), Map.of(), ""))
                .hasMessageContaining("a duration such as 300ms");
        assertThatThrownBy(() -> read(Map.of("recording.enabled", "yes"), Map.of(), ""))
                .hasMessageContaining("true or false");
    }

    @Test
    void browsers_from_the_network_need_tls_unless_asked_for() {
        var open = Map.of("server.host", "0.0.0.0", "server.open-to-network", "true");
        assertThatThrownBy(() -> read(open, Map.of(), ""))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("without TLS")
                .hasMessageContaining("server.tls.cert")
                .hasMessageContaining("browser.insecure");
        assertThat(read(open, Map.of("PARLEY_BROWSER_ENABLED", "false"), "").browser().enabled())
                .isFalse();
        assertThat(
                        read(open, Map.of("PARLEY_SERVER_TLS_SELF_SIGNED", "true"), "")
                                .server()
                                .tls()
                                .enabled())
                .isTrue();
    }

    @Test
    void half_a_certificate_and_an_origin_that_is_none_are_refused() {
        assertThatThrownBy(() -> read(Map.of("server.tls.cert", "a.pem"), Map.of(), ""))
                .hasMessageContaining("expected both or none");
        assertThatThrownBy(() -> read(Map.of("browser.origins", "example.com"), Map.of(), ""))
                .hasMessageContaining("https://www.example.com");
    }

    @Test
    void an_address_open_to_the_network_is_refused_unless_asked_for() {
        assertThatThrownBy(() -> read(Map.of("server.host", "0.0.0.0"), Map.of(), ""))
                .hasMessageContaining("open to the network")
                .hasMessageContaining("server.open-to-network");
        assertThat(
                        read(
                                        Map.of(
                                                "server.host",
                                                "0.0.0.0",
                                                "server.open-to-network",
                                                "true",
                                                "browser.insecure",
                                                "true"),
                                        Map.of(),
                                        "")
                                .server()
                                .host())
                .isEqualTo("0.0.0.0");
    }

    @Test
    void a_password_is_in_no_message_and_not_in_the_hash() {
        var one = read(Map.of(), Map.of("PARLEY_DATABASE_PASSWORD", "canary-1"), "");
        var other = read(Map.of(), Map.of("PARLEY_DATABASE_PASSWORD", "canary-2"), "");
        assertThat(one.toString()).doesNotContain("canary");
        assertThat(one.hash()).isEqualTo(other.hash()).hasSize(64);
        assertThat(read(Map.of("agent", "other"), Map.of(), "").hash()).isNotEqualTo(one.hash());
    }

    @Test
    void a_dot_env_that_others_can_read_is_refused_and_a_private_one_is_used() throws Exception {
        var dotEnv = folder.resolve(".env");
        Files.writeString(dotEnv, "PARLEY_SERVER_PORT=4001\n");
        Files.setPosixFilePermissions(dotEnv, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() ->
                        new SettingsReader(
                                Map.of(), Map.of(), Optional.empty(), Optional.of(dotEnv)))
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(dotEnv, PosixFilePermissions.fromString("rw-------"));
        var reader = new SettingsReader(Map.of(), Map.of(), Optional.empty(), Optional.of(dotEnv));
        assertThat(Settings.from(reader).server().port()).isEqualTo(4001);
    }

    @Test
    void a_missing_settings_file_is_named() {
        assertThatThrownBy(() ->
                        new SettingsReader(
                                Map.of(),
                                Map.of(),
                                Optional.of(folder.resolve("none.yaml")),
                                Optional.empty()))
                .hasMessageContaining("none.yaml")
                .hasMessageContaining("check --config");
    }

    private Settings read(Map<String, String> flags, Map<String, String> environment, String yaml) {
        try {
            var file = folder.resolve("parley.yaml");
            Files.writeString(file, yaml.isEmpty() ? "{}\n" : yaml);
            return Settings.from(
                    new SettingsReader(flags, environment, Optional.of(file), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
