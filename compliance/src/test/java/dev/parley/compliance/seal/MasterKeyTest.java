package dev.parley.compliance.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MasterKeyTest {
    private static final byte[] CONTEXT = {1};

    @Test
    void key_written_and_read_is_the_same_key() throws Exception {
        var key = MasterKey.random();
        var again = MasterKey.parse(key.text(), "here");
        assertThat(again.id()).isEqualTo(key.id()).matches("[0-9a-f]{16}");
        var data = DataKey.random();
        byte[] wrapped = new KeyRing(List.of(key)).wrap(data, CONTEXT);
        var unwrapped = new KeyRing(List.of(again)).unwrap(wrapped, CONTEXT);
        assertThat(unwrapped.bytes()).isEqualTo(data.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secret", "not base64!", "c2hvcnQ=", "password1password1password1passw"})
    void text_that_is_no_key_is_refused_with_the_remedy(String text) {
        assertThatThrownBy(() -> MasterKey.parse(Secret.of(text), "PARLEY_RECORDS_KEY"))
                .isInstanceOf(WeakKey.class)
                .hasMessageStartingWith("PARLEY_RECORDS_KEY: expected 32 random bytes")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageNotContaining(text);
    }

    @Test
    void key_that_is_not_random_is_refused() {
        byte[] counted = new byte[32];
        for (int i = 0; i < 32; i++) {
            counted[i] = (byte) (200 + i);
        }
        refuse(new byte[32]);
        refuse(counted);
        refuse("correct horse battery staple 123".getBytes(StandardCharsets.US_ASCII));
        byte[] two = new byte[32];
        Arrays.fill(two, 7, 20, (byte) 99);
        refuse(two);
    }

    @Test
    void neither_key_prints_itself() {
        var key = MasterKey.random();
        assertThat(key.toString()).doesNotContain(key.text().reveal());
        assertThat(DataKey.random().toString()).isEqualTo("[data key]");
        assertThat(new KeyRing(List.of(key)).toString()).doesNotContain(key.text().reveal());
    }

    @Test
    void message_belongs_to_its_context() throws Exception {
        var key = DataKey.random();
        byte[] message = key.seal(CONTEXT, new byte[] {5, 6});
        assertThat(key.open(CONTEXT, message)).containsExactly(5, 6);
        assertThatThrownBy(() -> key.open(new byte[] {2}, message)).isInstanceOf(Damaged.class);
        assertThatThrownBy(() -> DataKey.random().open(CONTEXT, message))
                .isInstanceOf(Damaged.class);
        assertThatThrownBy(() -> key.open(CONTEXT, new byte[3])).isInstanceOf(Damaged.class);
    }

    private static void refuse(byte[] bytes) {
        var text = Secret.of(Base64.getEncoder().encodeToString(bytes));
        assertThatThrownBy(() -> MasterKey.parse(text, "here")).hasMessageContaining("not random");
    }
}
