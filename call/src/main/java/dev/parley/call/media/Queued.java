package dev.parley.call.media;

/// What the call's thread hands to the wheel, in order: sentences, ends of replies, cuts.
sealed interface Queued {
    long reply();

    /// No more sentences follow in this reply.
    record End(long reply) implements Queued {}

    /// This reply and everything before it is over.
    record Cut(long reply) implements Queued {}

    /// This reply falls silent, and what is left of it is kept.
    record Pause(long reply) implements Queued {}

    /// This reply goes on where it paused.
    record Resume(long reply) implements Queued {}

    /// A sentence on its way to the caller's ear. Except for the finals, its fields belong to the
    /// wheel.
    final class Sentence implements Queued {
        final long reply;
        final int index;
        final String text;
        final SentenceSound sound;

        /// When it was asked for, on the call's clock.
        final long askedNanos;

        /// Frames sent.
        int sent;

        /// Frames up to the last one that the leg took.
        int taken;

        /// No more frames will be sent.
        boolean isSent;

        /// When the last frame sent will have been played, on the play clock.
        long playEnd;

        /// Frames whose playing the carrier confirmed.
        int confirmed;

        /// The mark behind the last frame that has one, and that frame's place.
        long lastMark;

        int markedFrames;

        /// Characters that are shown as heard.
        int shownChars;

        /// Characters heard before a pause.
        int heardBefore;

        /// Since when the wheel waits for its next frame; 0 if it does not.
        long starvedSince;

        /// Its first frame left. Written by the wheel, read by the call's thread.
        volatile boolean isPlaying;

        Sentence(long reply, int index, String text, SentenceSound sound, long askedNanos) {
            this.reply = reply;
            this.index = index;
            this.text = text;
            this.sound = sound;
            this.askedNanos = askedNanos;
        }

        @Override
        public long reply() {
            return reply;
        }

        /// Whether what is heard can be told while it plays, and never has to be taken back: not
        /// while it is unknown how long the sound will be and where its words are.
        boolean isMeasurable() {
            return isWhole() || !sound.words().isEmpty();
        }

        private boolean isWhole() {
            return sound.isComplete() && sound.failure() == null;
        }

        /// Sends again from this frame on; so many characters stay heard.
        void goBackTo(int frame, int chars) {
            heardBefore = chars;
            sent = frame;
            taken = frame;
            confirmed = Math.min(confirmed, frame);
            markedFrames = Math.min(markedFrames, frame);
            isSent = false;
            playEnd = 0;
            starvedSince = 0;
        }

        /// The frame at which the word begins that was not wholly heard when this many frames were
        /// played.
        int wordFrame(int frames) {
            if (frames >= sound.ready() && sound.isComplete()) {
                return frames;
            }
            int chars = heardChars(frames);
            long total = isWhole() ? sound.ready() : expectedFrames();
            return Math.min(frames, sound.words().startFrame(text, chars, total));
        }

        /// Characters heard when this many frames were played: whole words.
        int heardChars(int frames) {
            long total = isWhole() ? sound.ready() : expectedFrames();
            return Math.max(heardBefore, sound.words().heardChars(text, frames * 20L, total * 20L));
        }

        /// For a sentence still being rendered: speech takes about 65 ms a character.
        private long expectedFrames() {
            return Math.max(sound.ready() + 1L, text.length() * 65L / 20);
        }
    }
}
