package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import java.util.Optional;

/// Where records are kept: PostgreSQL by URL, or the embedded one under the data folder.
///
/// @param url JDBC URL (`jdbc:postgresql://host:5432/name`); empty for the embedded database
public record DatabaseSettings(Optional<String> url, String user, Optional<Secret> password) {
    static DatabaseSettings from(SettingsReader reader) {
        var url = reader.text("database.url");
        url.filter(given -> !given.startsWith("jdbc:postgresql:"))
                .ifPresent(given -> {
                    throw new InvalidSettings(
                            "setting \"database.url\": expected jdbc:postgresql://host:port/name, got something else");
                });
        return new DatabaseSettings(
                url, reader.text("database.user", "parley"), reader.secret("database.password"));
    }
}
