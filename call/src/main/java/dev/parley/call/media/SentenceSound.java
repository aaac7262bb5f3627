package dev.parley.call.media;

import dev.parley.dialog.provider.ProviderFailure;
import org.jspecify.annotations.Nullable;

/// The sound of one sentence as 20 ms frames in the leg's wire format: rendered before the call, or
/// arriving from an engine. Read by the wheel.
sealed interface SentenceSound permits RenderedSound, StreamedSound {
    /// Frames that can be sent now.
    int ready();

    /// True if no more frames will come; read before [#ready] to know that all are there.
    boolean isComplete();

    /// The array that holds this frame, and where it begins in it. Valid until it is passed.
    byte[] array(int frame);

    int offset(int frame);

    /// What this frame is like: see [dev.parley.audio.SoundPrint]. Valid until it is passed.
    long print(int frame);

    /// Everything before this frame was sent and is not asked for again.
    void passed(int frame);

    WordTimes words();

    /// Why the sentence is not whole; null if it is, or is still coming.
    @Nullable ProviderFailure failure();

    /// When the first frame was there, in nanoseconds of the call's clock; 0 for sound rendered
    /// before.
    long firstReadyNanos();

    /// Nobody wants it any more.
    void drop();
}
