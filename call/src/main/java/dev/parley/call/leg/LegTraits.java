package dev.parley.call.leg;

import java.time.Duration;

/// What a carrier connection can do.
///
/// @param transport plain name for records and metrics ("twilio")
/// @param codec wire format of both directions
/// @param playout how the leg knows what was played
/// @param flushes whether `flush` takes back what was sent
/// @param lead how far ahead of real time sound may be sent
/// @param idleFill whether silence must be sent when there is nothing to say
public record LegTraits(
        String transport,
        Codec codec,
        Playout playout,
        boolean flushes,
        Duration lead,
        boolean idleFill) {
    /// Wire format, mono.
    public enum Codec {
        MULAW_8K(8000, 1),
        ALAW_8K(8000, 1),
        PCM_8K(8000, 2),
        PCM_16K(16000, 2),
        PCM_24K(24000, 2);

        private final int rate;
        private final int bytesPerSample;

        Codec(int rate, int bytesPerSample) {
            this.rate = rate;
            this.bytesPerSample = bytesPerSample;
        }

        /// Samples a second.
        public int rate() {
            return rate;
        }

        /// Bytes of one 20 ms frame.
        public int frameBytes() {
            return rate / 50 * bytesPerSample;
        }
    }

    /// Where knowledge of the playout comes from.
    public enum Playout {
        /// The carrier echoes marks.
        MARKS,
        QUEUE_REPORT,
        /// Only our own pacing clock; positions are estimated.
        CLOCK
    }
}
