package dev.parley.transports.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compliance.SignedToken;
import dev.parley.transports.browser.Entrance.Decision;
import dev.parley.transports.listen.Knock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntranceTest {
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final SignedToken tokens = SignedToken.withRandomKey(() -> now);
    private final Entrance entrance =
            new Entrance(
                    BrowserSettings.defaults()
                            .with(
                                    false,
                                    Set.of("https://pages.example"),
                                    ToolDisclosure.NONE,
                                    false),
                    tokens,
                    new Clocks(() -> now, () -> 0));

    @ParameterizedTest
    @CsvSource({
        // origin, host, tls, local, allowed
        "http://127.0.0.1:8000, 127.0.0.1:8000, false, true, true",
        "http://localhost:3000, 127.0.0.1:8000, false, true, true",
        "http://localhost:3000, 192.0.2.7:8000, false, false, false",
        "http://192.0.2.7:8000, 192.0.2.7:8000, false, false, true",
        "https://garage.example, garage.example, true, false, true",
        "https://pages.example, 192.0.2.7:8000, false, false, true",
        "https://pages.example:444, 192.0.2.7:8000, false, false, false",
        "http://evil.example:8000, evil.example:8000, false, false, false",
        "http://evil.example:8000, evil.example:8000, false, true, false",
        "http://evil.example, 127.0.0.1:8000, false, true, false",
        "null, 127.0.0.1:8000, false, true, false",
        "http://[, 127.0.0.1:8000, false, true, false"
    })
    void pages_of_our_own_and_those_listed_may_come_in(
            String origin, String host, boolean tls, boolean local, boolean allowed) {
        var knock =
                new Knock(
                        "/rtvi", Map.of(), Optional.of(origin), Optional.empty(), host, tls, local);
        assertThat(entrance.origins().allow(knock)).isEqualTo(allowed);
    }

    @Test
    void socket_of_this_machine_needs_no_token_and_every_other_one_does() {
        assertThat(entrance.decide(knock("/rtvi", Map.of(), "127.0.0.1:8000", true)))
                .isInstanceOf(Decision.Welcome.class);
        assertThat(entrance.decide(knock("/rtvi", Map.of(), "192.0.2.7:8000", false)))
                .isEqualTo(new Decision.Refused(403, "token-missing"));
        // through a name that somebody else owns
        assertThat(entrance.decide(knock("/rtvi", Map.of(), "evil.example:8000", true)))
                .isEqualTo(new Decision.Refused(403, "token-missing"));
    }

    @Test
    void token_is_good_once_and_brings_agent_and_caller_with_it() {
        var token = start("garage", "+15550100");
        assertThat(decide(Map.of("token", token, "agent", "other")))
                .isInstanceOfSatisfying(
                        Decision.Welcome.class,
                        welcome -> {
                            assertThat(welcome.request().agent()).isEqualTo("garage");
                            assertThat(welcome.request().caller().reveal()).isEqualTo("+15550100");
                            assertThat(welcome.toString()).doesNotContain("15550100");
                        });
        assertThat(decide(Map.of("token", token)))
                .isEqualTo(new Decision.Banned(403, "token-spent"));
    }

    @Test
    void token_may_be_the_last_segment_of_the_path_or_a_bearer() {
        var inPath = knock("/rtvi/" + start("garage", ""), Map.of(), "192.0.2.7:8000", false);
        assertThat(entrance.decide(inPath)).isInstanceOf(Decision.Welcome.class);
        var asBearer =
                new Knock(
                        "/ws",
                        Map.of(),
                        Optional.empty(),
                        Optional.of("bearer " + start("garage", "")),
                        "192.0.2.7:8000",
                        false,
                        false);
        assertThat(entrance.decide(asBearer)).isInstanceOf(Decision.Welcome.class);
    }

    @Test
    void token_that_is_old_foreign_or_made_for_something_else_is_refused() {
        var token = start("garage", "");
        now = now.plusSeconds(60);
        assertThat(decide(Map.of("token", token)))
                .isEqualTo(new Decision.Banned(403, "token-expired"));
        assertThat(decide(Map.of("token", "made-up.token")))
                .isEqualTo(new Decision.Banned(403, "token-foreign"));
        var records = tokens.issue(Entrance.RECORDS, "call-1", Duration.ofHours(1));
        assertThat(decide(Map.of("token", records)))
                .isEqualTo(new Decision.Banned(403, "token-foreign"));
        assertThat(decide(Map.of("resume", records)))
                .isEqualTo(new Decision.Banned(403, "resume-foreign"));
    }

    @Test
    void call_that_is_over_cannot_be_come_back_to() {
        var resume = tokens.issue(Entrance.RESUME, "call-1", Duration.ofHours(1));
        assertThat(decide(Map.of("resume", resume)))
                .isEqualTo(new Decision.Banned(410, "resume-over"));
    }

    @ParameterizedTest
    @CsvSource({"player_rate, 44100", "player_rate, x", "agent, a b", "agent, <script>"})
    void queries_nobody_can_use_are_refused(String name, String value) {
        assertThat(entrance.decide(knock("/rtvi", Map.of(name, value), "127.0.0.1:8000", true)))
                .isEqualTo(new Decision.Banned(400, "query"));
    }

    @Test
    void spent_tokens_are_forgotten_when_they_have_expired_anyway() {
        var spent = new SpentNonces(() -> now);
        for (int i = 0; i < 1_000; i++) {
            assertThat(spent.spend("n" + i, now.plusSeconds(60))).isTrue();
        }
        assertThat(spent.spend("n7", now.plusSeconds(60))).isFalse();
        now = now.plusSeconds(60);
        assertThat(spent.spend("later", now.plusSeconds(60))).isTrue();
        assertThat(spent.size()).isEqualTo(1);
    }

    private String start(String agent, String caller) {
        return tokens.issue(Entrance.START, Request.subject(agent, caller), Duration.ofSeconds(60));
    }

    private Decision decide(Map<String, String> query) {
        return entrance.decide(knock("/rtvi", query, "192.0.2.7:8000", false));
    }

    private static Knock knock(String path, Map<String, String> query, String host, boolean local) {
        return new Knock(path, query, Optional.empty(), Optional.empty(), host, false, local);
    }
}
