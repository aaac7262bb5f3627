package dev.parley.providers.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dated table of models and voices that vendors have ended or will end, from the resource
/// `retired-names.txt` beside this class. Immutable.
public final class RetiredNames {
    private static final Logger log = LoggerFactory.getLogger(RetiredNames.class);

    private final List<Retirement> table;

    private RetiredNames(List<Retirement> table) {
        this.table = List.copyOf(table);
    }

    /// An end that a vendor has announced.
    ///
    /// @param name of the model or voice; with `*` at the end all that begin so
    /// @param ends the first day without it
    /// @param instead what the vendor names in its place; may be empty
    public record Retirement(String vendor, String name, LocalDate ends, String instead) {
        boolean covers(String vendorAsked, String nameAsked) {
            return vendor.equals(vendorAsked)
                    && (name.endsWith("*")
                            ? nameAsked.startsWith(name.substring(0, name.length() - 1))
                            : nameAsked.equals(name));
        }
    }

    /// @throws IllegalStateException if the table cannot be read, with the line
    public static RetiredNames load() {
        try (var in = RetiredNames.class.getResourceAsStream("retired-names.txt")) {
            if (in == null) {
                throw new IllegalStateException("this build lacks retired-names.txt");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read retired-names.txt", e);
        }
    }

    static RetiredNames parse(String text) {
        var table = new ArrayList<Retirement>();
        for (var line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var words = line.split(" +", 4);
            if (words.length < 3) {
                throw new IllegalStateException(
                        "expected vendor, name, date and what to take instead, got \""
                                + line
                                + "\"");
            }
            table.add(
                    new Retirement(
                            words[0],
                            words[1],
                            LocalDate.parse(words[2]),
                            words.length > 3 ? words[3] : ""));
        }
        return new RetiredNames(table);
    }

    public Optional<Retirement> find(String vendor, String name) {
        return table.stream().filter(entry -> entry.covers(vendor, name)).findFirst();
    }

    /// Logs a warning if this name has an end.
    public void warnOf(String vendor, String name, LocalDate today) {
        find(vendor, name)
                .ifPresent(end ->
                        log.atWarn()
                                .addKeyValue("vendor", vendor)
                                .addKeyValue("name", name)
                                .addKeyValue("ends", end.ends())
                                .addKeyValue("instead", end.instead())
                                .log(
                                        today.isBefore(end.ends())
                                                ? "this model or voice will be retired;"
                                                        + " name another in the settings"
                                                : "this model or voice is retired; name"
                                                        + " another in the settings"));
    }
}
