package dev.parley.call.provider;

import dev.parley.call.duplex.Duplex;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.meter.Meters;
import java.util.Optional;
import java.util.Set;

/// Opens the clients of a vendor. Found by `ServiceLoader` (`META-INF/services`), made once for a
/// server, which closes it after all clients it opened. What a vendor does not do is left to the
/// refusals below.
///
/// Each method opens from settings and returns without waiting for the network. It throws
/// [IllegalArgumentException] for settings that cannot work, with what was expected and what came,
/// never with a key; [ProviderEntry#checkAllRead()] is for whoever calls.
public interface ProviderPlugin extends AutoCloseable {
    /// What a provider can be asked for.
    enum Stage {
        HEARS,
        SPEAKS,
        THINKS,
        /// All three in one: speech to speech.
        CONVERSES
    }

    /// The names by which settings choose it, such as "deepgram".
    Set<String> names();

    Set<Stage> stages();

    /// What one of its names can be asked for; some of [#stages()].
    default Set<Stage> stages(String name) {
        return stages();
    }

    /// @throws IllegalArgumentException also if it does not hear
    default Recognizer recognizer(ProviderEntry entry, Meters meters) {
        throw new IllegalArgumentException(
                "provider \"" + entry.provider() + "\" has no recognizer");
    }

    /// @throws IllegalArgumentException also if it does not speak
    default Synthesizer voice(ProviderEntry entry, Meters meters) {
        throw new IllegalArgumentException("provider \"" + entry.provider() + "\" has no voice");
    }

    /// @throws IllegalArgumentException also if it has none
    default LanguageModel model(ProviderEntry entry, Meters meters) {
        throw new IllegalArgumentException(
                "provider \"" + entry.provider() + "\" has no language model");
    }

    /// @throws IllegalArgumentException also if it has none
    default Duplex duplex(ProviderEntry entry, Meters meters) {
        throw new IllegalArgumentException(
                "provider \"" + entry.provider() + "\" does not converse by speech");
    }

    /// How to find out whether what this entry names can be reached and takes the key, for
    /// `./parley doctor`; empty for a provider that cannot be asked without being used.
    ///
    /// @throws IllegalArgumentException as the method that opens this stage
    default Optional<ProviderProbe> probe(ProviderEntry entry, Stage stage) {
        return Optional.empty();
    }

    @Override
    void close();
}
