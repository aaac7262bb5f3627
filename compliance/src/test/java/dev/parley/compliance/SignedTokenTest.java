package dev.parley.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.SignedToken.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedTokenTest {
    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final SignedToken tokens = SignedToken.withRandomKey(() -> now);

    @Test
    void token_says_what_it_was_made_for() {
        var token = tokens.issue("records", "call|7 ü", Duration.ofHours(1));
        assertThat(token).matches("[A-Za-z0-9_.-]+");
        assertThat(tokens.check("records", token))
                .isInstanceOfSatisfying(
                        Verdict.Valid.class,
                        valid -> {
                            assertThat(valid.claims().subject()).isEqualTo("call|7 ü");
                            assertThat(valid.claims().expiry())
                                    .isEqualTo(now.plus(Duration.ofHours(1)));
                        });
    }

    @Test
    void token_is_worth_nothing_for_another_purpose() {
        var token = tokens.issue("resume", "call-7", Duration.ofHours(1));
        assertThat(tokens.check("records", token)).isInstanceOf(Verdict.Foreign.class);
    }

    @Test
    void token_ends_with_its_time() {
        var token = tokens.issue("records", "call-7", Duration.ofSeconds(60));
        now = now.plusSeconds(59);
        assertThat(tokens.check("records", token)).isInstanceOf(Verdict.Valid.class);
        now = now.plusSeconds(1);
        assertThat(tokens.check("records", token)).isInstanceOf(Verdict.Expired.class);
    }

    @Test
    void two_tokens_for_the_same_have_different_nonces() {
        assertThat(tokens.issue("start", "a", Duration.ofMinutes(1)))
                .isNotEqualTo(tokens.issue("start", "a", Duration.ofMinutes(1)));
    }

    @Test
    void token_of_another_process_is_foreign_and_one_of_the_same_key_is_not() {
        var token = tokens.issue("records", "call-7", Duration.ofHours(1));
        assertThat(SignedToken.withRandomKey(() -> now).check("records", token))
                .isInstanceOf(Verdict.Foreign.class);
        var key = Secret.of("0123456789abcdef0123456789abcdef");
        var shared = SignedToken.withKey(key, () -> now).issue("records", "c", Duration.ofHours(1));
        assertThat(SignedToken.withKey(key, () -> now).check("records", shared))
                .isInstanceOf(Verdict.Valid.class);
    }

    @Test
    void every_changed_character_makes_a_token_foreign() {
        var token = tokens.issue("records", "call-7", Duration.ofHours(1));
        // The last character of a base64 group holds bits that decode to nothing: left out.
        int end = token.length() - 1;
        for (int i = 0; i < end; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            var changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.check("records", changed))
                    .as(changed)
                    .isInstanceOf(Verdict.Foreign.class);
        }
    }

    @Test
    void garbage_is_foreign() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append((char) (random.nextInt(4) == 0 ? '.' : random.nextInt(256)));
            }
            assertThat(tokens.check("records", text.toString()))
                    .isInstanceOf(Verdict.Foreign.class);
        }
    }

    @Test
    void short_key_is_refused_with_the_way_to_make_one() {
        assertThatThrownBy(() -> SignedToken.withKey(Secret.of("short"), () -> now))
                .hasMessageContaining("openssl rand -hex 32");
    }
}
