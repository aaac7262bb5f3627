package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Secret;
import dev.parley.meter.Meters;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedPostgres.class)
final class DatabaseAddressTest {
    private static final Secret WRONG = Secret.of("canary-password");

    @TempDir Path folder;

    @Test
    void wrong_password_is_said_without_it(SharedPostgres.Shared shared) {
        refused(
                () -> Postgres.at(shared.address().url(), "parley", WRONG, folder, Meters.NONE),
                "refused user \"parley\" or the password; check database.user");
    }

    @Test
    void missing_database_is_named(SharedPostgres.Shared shared) {
        var url = shared.address().url().replace("/parley", "/parlor");
        refused(
                () -> Postgres.at(url, "parley", shared.address().password(), folder, Meters.NONE),
                "/parlor; create it or correct the name in database.url");
    }

    @Test
    void silence_at_the_address_is_said() {
        refused(
                () ->
                        Postgres.at(
                                "jdbc:postgresql://127.0.0.1:1/parley",
                                "parley",
                                WRONG,
                                folder,
                                Meters.NONE),
                "no PostgreSQL answers at 127.0.0.1:1/parley; start it or correct database.url");
    }

    @Test
    void address_of_another_kind_is_refused_with_an_example() {
        refused(
                () -> new DatabaseAddress("mysql://host/parley", "parley", WRONG),
                "expected database.url like jdbc:postgresql://host:5432/parley");
    }

    @Test
    void credentials_in_the_address_are_refused_and_not_repeated() {
        for (var url :
                new String[] {
                    "jdbc:postgresql://parley:canary-password@host/parley",
                    "jdbc:postgresql://host/parley?ssl=true&password=canary-password"
                }) {
            refused(
                    () -> new DatabaseAddress(url, "parley", Secret.of("other")),
                    "expected database.url without user and password");
        }
    }

    private static void refused(ThrowingCallable attempt, String reason) {
        assertThatThrownBy(attempt)
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(reason)
                .satisfies(error -> {
                    var printed = new StringWriter();
                    error.printStackTrace(new PrintWriter(printed));
                    assertThat(printed.toString()).doesNotContain("canary-password");
                });
    }
}
