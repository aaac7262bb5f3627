package dev.parley.providers.chain;

import dev.parley.audio.Resampler;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.Use;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One sentence of a [VoiceChain]. Its listener may block, so no other thread waits for it: who
/// tells takes the word under the lock, and tells without it. While the listener is being told
/// nothing, an alarm may take the word from a voice that is silent too long.
final class ChainedSentence implements Synthesizer.Speaking, UnderWay.Request {
    /// Sentences in a row that are odd by their length alone.
    private static final int ODD_PACES = 2;

    private final VoiceChain chain;
    private final Candidates<Synthesizer> candidates;
    private final String text;
    private final Synthesizer.Listener listener;
    private final AtomicReference<@Nullable Candidate<Synthesizer>> reply;
    private final Timekeeper time;
    private final Route<Synthesizer> route;
    private final int line;
    private final int rate;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Attempt current;
    private boolean isTelling;
    private boolean isOver;
    private @Nullable ProviderFault toTell;
    private Timekeeper.@Nullable Alarm alarm;
    private long alarmAt;

    // Written by whoever has the word.
    private long handedOver;
    private boolean hasToldWords;

    ChainedSentence(
            VoiceChain chain,
            Candidates<Synthesizer> candidates,
            String text,
            Synthesizer.Listener listener,
            int line,
            AtomicReference<@Nullable Candidate<Synthesizer>> reply) {
        this.chain = chain;
        this.candidates = candidates;
        this.text = text;
        this.listener = listener;
        this.reply = reply;
        this.time = candidates.time();
        this.line = line;
        this.rate = chain.first().forLine(line).rate();
        this.route = new Route<>(candidates, reply.get());
    }

    @Override
    public void start() {
        var first = route.next();
        if (first != null) {
            ask(first, 0, time.nanoTime() + route.limit().toNanos());
        }
    }

    @Override
    public void close() {
        end(null);
    }

    @Override
    public void abandon() {
        end(Candidates.closed());
    }

    private void end(@Nullable ProviderFault told) {
        Attempt ended;
        boolean tellsNow;
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
            ended = current;
            current = null;
            tellsNow = told != null && !isTelling;
            toTell = tellsNow ? null : told;
            stopAlarm();
        } finally {
            lock.unlock();
        }
        if (ended != null) {
            ended.giveUp();
        }
        chain.over(this);
        if (tellsNow && told != null) {
            listener.failed(told);
        }
    }

    private void ask(Candidate<Synthesizer> candidate, int from, long deadline) {
        var attempt = new Attempt(candidate, from, deadline);
        lock.lock();
        try {
            if (isOver) {
                candidate.dropped();
                return;
            }
            current = attempt;
            arm(attempt, deadline);
        } finally {
            lock.unlock();
        }
        attempt.spokenBy(attempt.voice.speak(text.substring(from), attempt));
    }

    // The limits, under the lock.

    private void arm(Attempt attempt, long deadline) {
        attempt.silentUntil = deadline;
        if (alarm == null || alarmAt - deadline > 0) {
            set(attempt, deadline);
        }
    }

    private void set(Attempt attempt, long deadline) {
        stopAlarm();
        alarmAt = deadline;
        var left = Duration.ofNanos(Math.max(1, deadline - time.nanoTime()));
        alarm = time.after(left, () -> rings(attempt));
    }

    private void stopAlarm() {
        if (alarm != null) {
            alarm.close();
            alarm = null;
        }
    }

    private void rings(Attempt attempt) {
        lock.lock();
        try {
            if (isOver || current != attempt) {
                return;
            }
            alarm = null;
            if (isTelling) {
                return; // the listener takes its time; set again after it
            }
            if (attempt.silentUntil - time.nanoTime() > 0) {
                set(attempt, attempt.silentUntil);
                return;
            }
            current = null;
        } finally {
            lock.unlock();
        }
        // The listener may block, and the limits of others must not wait for it.
        time.fork(() -> {
            attempt.stop();
            recover(
                    attempt,
                    new ProviderFault(
                            ProviderFailure.TIMED_OUT,
                            attempt.samples == 0 ? "no sound came in time" : "the sound stopped"));
        });
    }

    // The word.

    private boolean takeWord(Attempt attempt) {
        lock.lock();
        try {
            if (isOver || current != attempt) {
                return false;
            }
            isTelling = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void giveWordBack(Attempt attempt) {
        ProviderFault last;
        lock.lock();
        try {
            isTelling = false;
            last = toTell;
            toTell = null;
            if (!isOver && current == attempt) {
                arm(attempt, time.nanoTime() + candidates.settings().between().toNanos());
            }
        } finally {
            lock.unlock();
        }
        if (last != null) {
            listener.failed(last);
        }
    }

    /// This voice is not to be heard any more, by its own or our decision.
    private boolean takeFrom(Attempt attempt, boolean isLast) {
        lock.lock();
        try {
            if (isOver || current != attempt) {
                return false;
            }
            current = null;
            isOver = isLast;
            stopAlarm();
            return true;
        } finally {
            lock.unlock();
        }
    }

    // Going on after a failure.

    private void recover(Attempt failed, ProviderFault fault) {
        failed.candidate.failed(fault);
        int from = failed.from;
        if (failed.samples > 0) {
            from += failed.position.next(failed.millis());
            if (from >= text.length()) {
                finish(); // only the end was missing
                return;
            }
        }
        long now = time.nanoTime();
        var left =
                failed.samples > 0
                        ? candidates.settings().first()
                        : Duration.ofNanos(Math.max(0, failed.deadline - now));
        var wait = route.retry(fault, left);
        int goesOn = from;
        if (wait.isPresent()) {
            long deadline = now + left.toNanos();
            lock.lock();
            try {
                if (!isOver) {
                    alarm =
                            time.after(
                                    wait.get(),
                                    () -> time.fork(() -> again(failed, goesOn, deadline, fault)));
                }
            } finally {
                lock.unlock();
            }
        } else {
            next(failed, from, fault);
        }
    }

    private void again(Attempt failed, int from, long deadline, ProviderFault fault) {
        lock.lock();
        try {
            alarm = null;
            if (isOver) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (failed.candidate.admits()) {
            candidates.retried(failed.candidate);
            ask(failed.candidate, from, deadline);
        } else {
            next(failed, from, fault);
        }
    }

    private void next(Attempt failed, int from, ProviderFault fault) {
        var next = route.next();
        if (next == null) {
            end(candidates.nobody(fault));
            return;
        }
        candidates.switched(failed.candidate, next, fault, listener);
        reply.set(next);
        ask(next, from, time.nanoTime() + route.limit().toNanos());
    }

    private void finish() {
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
            stopAlarm();
        } finally {
            lock.unlock();
        }
        chain.over(this);
        listener.done();
    }

    private record Word(int textStart, int textEnd, int startMillis, int endMillis) {}

    /// What one voice says of it: the text from a word on. Told on threads of the provider.
    private final class Attempt implements Synthesizer.Listener {
        private final Candidate<Synthesizer> candidate;
        private final int from;
        private final long deadline;
        private final long askedNanos = time.nanoTime();
        private final long before = handedOver;
        private final Position position;
        private final Synthesizer voice;
        private final int voiceRate;
        private final @Nullable Resampler resampler;
        private short[] resampled = new short[0];
        private long samples;
        private final ArrayDeque<Word> untold = new ArrayDeque<>();

        // Under the lock.
        private long silentUntil;
        private boolean isStopped;
        private Synthesizer.@Nullable Speaking speaking;

        Attempt(Candidate<Synthesizer> candidate, int from, long deadline) {
            this.candidate = candidate;
            this.from = from;
            this.deadline = deadline;
            this.position = new Position(text.substring(from));
            this.voice = candidate.client().forLine(line);
            this.voiceRate = voice.rate();
            this.resampler = voiceRate == rate ? null : new Resampler(voiceRate, rate);
        }

        void spokenBy(Synthesizer.Speaking handle) {
            boolean isLate;
            lock.lock();
            try {
                speaking = handle;
                isLate = isStopped;
            } finally {
                lock.unlock();
            }
            if (isLate) {
                handle.close();
            }
        }

        void stop() {
            Synthesizer.Speaking handle;
            lock.lock();
            try {
                isStopped = true;
                handle = speaking;
            } finally {
                lock.unlock();
            }
            if (handle != null) {
                handle.close();
            }
        }

        void giveUp() {
            stop();
            if (samples > 0) {
                candidate.succeeded();
            } else {
                candidate.dropped();
            }
        }

        int millis() {
            return (int) (samples * 1000 / voiceRate);
        }

        /// Of whoever was asked, also of those given up.
        @Override
        public void used(Use use) {
            listener.used(use);
        }

        @Override
        public void audio(short[] sound, int offset, int count) {
            if (count == 0 || !takeWord(this)) {
                return;
            }
            try {
                if (samples == 0) {
                    candidate.began(time.nanoTime() - askedNanos);
                }
                samples += count;
                handOver(sound, offset, count);
                tellWords(millis());
            } finally {
                giveWordBack(this);
            }
        }

        private void handOver(short[] sound, int offset, int count) {
            if (resampler == null) {
                handedOver += count;
                listener.audio(sound, offset, count);
                return;
            }
            int most = resampler.maxOutput(count);
            if (resampled.length < most) {
                resampled = new short[most];
            }
            int made = resampler.resample(sound, offset, count, resampled, 0);
            handedOver += made;
            if (made > 0) {
                listener.audio(resampled, 0, made);
            }
        }

        /// Told once the sound of the word was handed over, so that nothing is told of a word that
        /// another voice will say.
        @Override
        public void word(int textStart, int textEnd, int startMillis, int endMillis) {
            if (takeWord(this)) {
                position.word(textEnd, endMillis);
                untold.addLast(new Word(textStart, textEnd, startMillis, endMillis));
                giveWordBack(this);
            }
        }

        /// Places are of the whole sentence. What a voice without places said before this one is
        /// one long word, so that it counts as heard.
        private void tellWords(int spokenMillis) {
            int offset = (int) (before * 1000 / rate);
            while (!untold.isEmpty() && untold.getFirst().endMillis <= spokenMillis) {
                var word = untold.removeFirst();
                if (!hasToldWords && from > 0) {
                    listener.word(0, from, 0, offset);
                }
                hasToldWords = true;
                listener.word(
                        from + word.textStart,
                        from + word.textEnd,
                        offset + word.startMillis,
                        offset + word.endMillis);
            }
        }

        @Override
        public void done() {
            if (samples == 0 && hasWords(from)) {
                failed(
                        new ProviderFault(
                                ProviderFailure.PROTOCOL, "expected sound for the text, got none"));
            } else if (takeFrom(this, true)) {
                judge();
                chain.over(ChainedSentence.this);
                tellWords(Integer.MAX_VALUE);
                listener.done();
            }
        }

        /// What was said is said; a voice that seems to have another rate than the one agreed on
        /// does not speak the next sentence.
        private void judge() {
            var doubt =
                    candidate.client().capabilities().local()
                            ? Optional.<Pace.Doubt>empty()
                            : Pace.of(text.substring(from), millis(), position.end());
            int times = candidate.paced(doubt.isPresent());
            if (doubt.isEmpty() || (!doubt.get().isCertain() && times < ODD_PACES)) {
                candidate.succeeded();
                return;
            }
            var fault =
                    new ProviderFault(
                            ProviderFailure.PROTOCOL,
                            candidates.settings().breaker().open(),
                            doubt.get().what());
            candidate.failed(fault);
            var next = route.next();
            if (next != null) {
                next.dropped(); // the next sentence asks it
                candidates.switched(candidate, next, fault, listener);
                reply.set(next);
            }
        }

        @Override
        public void failed(ProviderFailure failure) {
            failed(new ProviderFault(failure, "the voice failed"));
        }

        @Override
        public void failed(ProviderFault fault) {
            if (takeFrom(this, false)) {
                recover(this, fault);
            }
        }
    }

    private boolean hasWords(int from) {
        return text.substring(from).codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
