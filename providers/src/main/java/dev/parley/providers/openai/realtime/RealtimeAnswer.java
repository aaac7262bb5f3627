package dev.parley.providers.openai.realtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One response of the provider. Confined to its loop.
final class RealtimeAnswer {
    private static final byte[] NOTHING = new byte[0];

    /// The number that the listener knows; 0 if nothing is told of it.
    final long number;

    final String responseId;

    /// Bytes of sound by item, in the order in which the items came.
    private final Map<String, Long> items = new LinkedHashMap<>();

    private final int bytesPerSecond;
    private final int sampleBytes;
    private byte[] rest = NOTHING;
    private boolean isStopped;
    private boolean isPassed;
    private boolean isTold;
    private boolean isDone;
    private boolean isCut;
    private boolean hasCalls;
    private int unanswered;

    /// @param bytesPerSecond of its sound
    /// @param sampleBytes of one sample
    RealtimeAnswer(long number, String responseId, int bytesPerSecond, int sampleBytes) {
        this.number = number;
        this.responseId = responseId;
        this.bytesPerSecond = bytesPerSecond;
        this.sampleBytes = sampleBytes;
        this.isTold = number == 0;
        this.isStopped = number == 0;
    }

    /// More sound of an item. A delta may end within a sample.
    ///
    /// @return the whole samples that there are now
    byte[] samples(String itemId, byte[] delta) {
        var whole = delta;
        if (rest.length > 0) {
            whole = Arrays.copyOf(rest, rest.length + delta.length);
            System.arraycopy(delta, 0, whole, rest.length, delta.length);
            rest = NOTHING;
        }
        int odd = whole.length % sampleBytes;
        if (odd > 0) {
            rest = Arrays.copyOfRange(whole, whole.length - odd, whole.length);
            whole = Arrays.copyOf(whole, whole.length - odd);
        }
        items.merge(itemId, (long) whole.length, Long::sum);
        return whole;
    }

    /// How much sound came so far.
    int millis() {
        return millis(items.values().stream().mapToLong(Long::longValue).sum());
    }

    private int millis(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, 1000 * bytes / bytesPerSecond);
    }

    /// An item that the provider must shorten.
    record Cut(String itemId, int millis) {}

    /// What to shorten so that only so much of the answer is left. Once.
    List<Cut> cutAt(int heardMillis) {
        var cuts = new ArrayList<Cut>();
        if (isCut) {
            return cuts;
        }
        isCut = true;
        int left = Math.max(0, heardMillis);
        int position = 0;
        for (var item : items.entrySet()) {
            position++;
            int whole = millis(item.getValue());
            // Of one that was stopped the provider may have made more than came here.
            boolean mayBeLonger = isStopped && position == items.size();
            if (left < whole || mayBeLonger) {
                cuts.add(new Cut(item.getKey(), Math.min(left, whole)));
            }
            left = Math.max(0, left - whole);
        }
        return cuts;
    }

    void stop() {
        isStopped = true;
        isPassed = true;
    }

    /// Nothing is told of its content any more.
    boolean isStopped() {
        return isStopped;
    }

    /// Somebody has spoken since: outcomes of its tools need no answer of their own.
    void pass() {
        isPassed = true;
    }

    void called() {
        hasCalls = true;
        unanswered++;
    }

    void answered() {
        unanswered--;
    }

    /// The provider waits for us to let it go on.
    boolean isToGoOn() {
        return hasCalls && unanswered == 0 && isDone && !isPassed;
    }

    void done() {
        isDone = true;
    }

    /// Whether its end may be told now; true once.
    boolean tellsEnd() {
        boolean tells = !isTold;
        isTold = true;
        return tells;
    }
}
