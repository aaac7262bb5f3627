package dev.parley.app.check;

import dev.parley.app.settings.SettingsReader;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.compliance.Secret;
import dev.parley.dialog.NearestName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Checks one provider that the settings name: its key by its shape, its settings, its name,
/// connection, TLS, whether it takes the key, the clock, and its model. Stops at the first failure
/// that makes the rest meaningless. Blocks; uses nothing that costs.
final class ProviderCheckup {
    private static final int SHORTEST_KEY = 8;
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private final ProviderCatalogue catalogue;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private final ConfiguredProvider provider;
    private final String part;

    private ProviderCheckup(ProviderCatalogue catalogue, Clock clock, ConfiguredProvider provider) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.provider = provider;
        this.part = provider.place() + " (" + provider.settings().name() + ")";
    }

    static List<Finding> of(ProviderCatalogue catalogue, Clock clock, ConfiguredProvider provider) {
        var checkup = new ProviderCheckup(catalogue, clock, provider);
        checkup.run();
        return checkup.findings;
    }

    private void run() {
        provider.settings().key().ifPresent(this::key);
        var plugin = catalogue.find(provider.settings().name(), provider.stage());
        if (plugin.isEmpty()) {
            var able = catalogue.able(provider.stage());
            fail(
                    "settings",
                    "no such provider for this stage"
                            + NearestName.hint(provider.settings().name(), able, ""),
                    "one of " + able,
                    "correct " + provider.place() + ".provider; ./parley providers lists all");
            return;
        }
        Optional<ProviderProbe> probe;
        try {
            ProviderCatalogue.check(
                    plugin.get(), ProviderCatalogue.entry(provider.settings()), provider.stage());
            probe =
                    plugin.get()
                            .probe(ProviderCatalogue.entry(provider.settings()), provider.stage());
        } catch (IllegalArgumentException e) {
            fail(
                    "settings",
                    String.valueOf(e.getMessage()),
                    "settings with which it can be opened",
                    "correct them under %s, or as %s_… in .env or the environment"
                            .formatted(
                                    provider.place(), SettingsReader.variable(provider.place())));
            return;
        }
        if (probe.isEmpty()) {
            ok("reach", "cannot be asked without being used; ./parley providers test does that");
            return;
        }
        reach(probe.get());
    }

    private void key(Secret key) {
        var value = key.reveal();
        boolean isWrapped =
                !value.equals(value.strip())
                        || value.matches("[\"'].*")
                        || value.matches("(?s).*\\s.*");
        if (isWrapped) {
            fail(
                    "key",
                    "a key with spaces, line ends or quotation marks",
                    "the key alone",
                    "set it again, without anything around it");
        } else if (value.length() < SHORTEST_KEY
                || value.matches("(?i)(your|change|xxx|\\.\\.\\.|…).*")) {
            warn(
                    "key",
                    "a key of " + value.length() + " characters",
                    "a key as the vendor gives it",
                    "check that the whole key was copied");
        } else {
            ok("key", "a key of " + value.length() + " characters");
        }
    }

    private void reach(ProviderProbe probe) {
        try (var knock = new Knock(probe)) {
            var to = resolved(knock);
            if (to.isEmpty() || !connected(knock, to.get()) || !isSecured(knock)) {
                return;
            }
            answered(knock, probe);
        } catch (IOException e) {
            fail("connection", "not closed: " + e, "an orderly end", "try again");
        }
    }

    private Optional<InetAddress> resolved(Knock knock) throws IOException {
        try {
            var to = knock.resolve();
            ok("name", knock.place() + " is " + to.getHostAddress());
            return Optional.of(to);
        } catch (UnknownHostException _) {
            fail(
                    "name",
                    "nobody knows " + knock.place(),
                    "an address of this name",
                    "check " + provider.place() + ".url, and this machine's DNS");
            return Optional.empty();
        }
    }

    private boolean connected(Knock knock, InetAddress to) {
        long began = System.nanoTime();
        try {
            knock.connect(to);
            ok("connection", "connected in " + (System.nanoTime() - began) / 1_000_000 + " ms");
            return true;
        } catch (IOException e) {
            fail(
                    "connection",
                    knock.place() + " does not take connections: " + e.getMessage(),
                    "a connection within 5 s",
                    "check the address, the firewall, and whether the server runs");
            return false;
        }
    }

    private boolean isSecured(Knock knock) {
        if (!knock.isSecure()) {
            ok("tls", "none: the address is a plain one");
            return true;
        }
        try {
            ok("tls", knock.secure() + ", the certificate is for this name");
            return true;
        } catch (SSLException e) {
            fail(
                    "tls",
                    String.valueOf(e.getMessage()),
                    "TLS with a certificate for this name that this Java trusts",
                    "check the address; behind a proxy that opens TLS, add its certificate to Java's");
        } catch (IOException e) {
            fail(
                    "tls",
                    "broken off: " + e.getMessage(),
                    "a TLS handshake",
                    "try again, or check the port");
        }
        return false;
    }

    private void answered(Knock knock, ProviderProbe probe) {
        Knock.Answer answer;
        try {
            answer = knock.ask();
        } catch (IOException e) {
            fail("answer", "none: " + e.getMessage(), "an answer within 5 s", "check the address");
            return;
        }
        clock(answer);
        if (isTaken(answer) && !probe.model().isEmpty()) {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            findings.add(new ModelCheckup(part, provider, today).of(probe.model(), answer.body()));
        }
    }

    private boolean isTaken(Knock.Answer answer) {
        int status = answer.status();
        if (status == 101 || status == 200) {
            ok("answer", "the provider takes the key (" + status + ")");
            return true;
        }
        switch (status) {
            case 401, 403 ->
                    fail(
                            "answer",
                            "the provider refuses the key (" + status + ")",
                            "a key that it takes",
                            "set " + provider.place() + ".key to a valid key of this vendor");
            case 402 ->
                    fail(
                            "answer",
                            "no money is left (402)",
                            "a paid account",
                            "pay the vendor's bill");
            case 404 ->
                    fail(
                            "answer",
                            "nothing is at this address (404)",
                            "the vendor's interface",
                            "check " + provider.place() + ".url");
            case 429 ->
                    warn(
                            "answer",
                            "too many requests (429)",
                            "room for calls",
                            "wait, or raise the limit at the vendor");
            default ->
                    fail(
                            "answer",
                            "status " + status,
                            "101 or 200",
                            status >= 500
                                    ? "the vendor has trouble: see its status page, and try again"
                                    : "check the settings under " + provider.place());
        }
        return false;
    }

    private void clock(Knock.Answer answer) {
        var date = answer.headers().get("date");
        if (date == null) {
            return;
        }
        try {
            Instant there =
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            var skew = Duration.between(there, clock.instant());
            if (skew.abs().compareTo(MOST_SKEW) > 0) {
                warn(
                        "clock",
                        "this machine's clock is %d s %s"
                                .formatted(
                                        skew.abs().toSeconds(),
                                        skew.isNegative() ? "late" : "early"),
                        "at most 30 s away from the provider's",
                        "set the clock, or let NTP do it");
            } else {
                ok("clock", "%d s away from the provider's".formatted(skew.abs().toSeconds()));
            }
        } catch (DateTimeException _) {
            warn(
                    "clock",
                    "a date that is none",
                    "a date as in RFC 9110",
                    "none: the provider's fault");
        }
    }

    private void ok(String check, String came) {
        findings.add(Finding.ok(part, check, came));
    }

    private void warn(String check, String came, String expected, String remedy) {
        findings.add(Finding.warn(part, check, came, expected, remedy));
    }

    private void fail(String check, String came, String expected, String remedy) {
        findings.add(Finding.fail(part, check, came, expected, remedy));
    }
}
