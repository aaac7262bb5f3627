package dev.parley.app.settings;

import dev.parley.compliance.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the sound of calls is kept, and the master keys under which sound and journal lie.
///
/// @param encrypted whether recordings are sealed; plain WAV files otherwise
/// @param key the active master key in Base64; empty for the key file under the data folder
/// @param oldKeys master keys under which older recordings may lie
public record RecordingSettings(
        boolean enabled, boolean encrypted, Optional<Secret> key, List<Secret> oldKeys) {
    public RecordingSettings {
        oldKeys = List.copyOf(oldKeys);
    }

    static RecordingSettings from(SettingsReader reader, SpeechSettings speech) {
        boolean enabled =
                reader.flag("recording.enabled", speech.engines() == SpeechSettings.Engines.LOCAL);
        boolean encrypted = reader.flag("recording.encrypted", true);
        var key = reader.secret("records.key");
        List<Secret> oldKeys = new ArrayList<>();
        reader.secret("records.old-keys")
                .ifPresent(keys -> {
                    for (var old : keys.reveal().split("[,\\s]+")) {
                        if (!old.isEmpty()) {
                            oldKeys.add(Secret.of(old));
                        }
                    }
                });
        if (key.isEmpty() && !oldKeys.isEmpty()) {
            throw new InvalidSettings(
                    "setting \"records.old-keys\" is given without \"records.key\"; set PARLEY_RECORDS_KEY, or put the old keys into the key file");
        }
        return new RecordingSettings(enabled, encrypted, key, oldKeys);
    }
}
