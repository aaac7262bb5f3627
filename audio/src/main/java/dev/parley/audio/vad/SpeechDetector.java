package dev.parley.audio.vad;

/// Whether 20 ms of sound hold speech: WebRTC's detector in its strictest mode, in Java. It decides
/// as the C of libfvad does, frame for frame, at a fraction of what the library's build costs, and
/// needs nothing native.
///
/// One stream, one thread; no allocation after construction.
///
/// Source: the WebRTC project's common_audio/vad, whose tables these are (see webrtc.NOTICE).
final class SpeechDetector {
    private static final int UPPER = 5_243; // Q13
    private static final int LOWER = 1_392;

    private final boolean isWide;
    private final short[] narrow = new short[BandFilters.FRAME];
    private final BandFilters filters = new BandFilters();
    private final SpeechModel model = new SpeechModel();
    private int upper;
    private int lower;

    /// @param rate 8000 or 16000
    SpeechDetector(int rate) {
        if (rate != 8_000 && rate != 16_000) {
            throw new IllegalArgumentException("expected a rate of 8000 or 16000, got " + rate);
        }
        isWide = rate == 16_000;
    }

    /// Whether this frame is speech.
    ///
    /// @param frame exactly 20 ms
    boolean isSpeech(short[] frame) {
        if (frame.length != frameLength()) {
            throw new IllegalArgumentException(
                    "expected %d samples, got %d".formatted(frameLength(), frame.length));
        }
        if (isWide) {
            halve(frame);
        }
        filters.frame(isWide ? narrow : frame);
        return model.isSpeech(filters.strengths(), filters.total());
    }

    /// Samples of 20 ms.
    int frameLength() {
        return isWide ? 2 * BandFilters.FRAME : BandFilters.FRAME;
    }

    /// Forgets the stream.
    void reset() {
        upper = 0;
        lower = 0;
        filters.reset();
        model.reset();
    }

    private void halve(short[] wide) {
        for (int i = 0; i < narrow.length; i++) {
            int even = wide[2 * i];
            int odd = wide[2 * i + 1];
            short first = (short) ((upper >> 1) + ((UPPER * even) >> 14));
            upper = even - ((UPPER * first) >> 12);
            short second = (short) ((lower >> 1) + ((LOWER * odd) >> 14));
            lower = odd - ((LOWER * second) >> 12);
            narrow[i] = (short) (first + second);
        }
    }
}
