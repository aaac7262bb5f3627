package dev.parley.app.check;

import dev.parley.app.check.ProviderTrial.Clip;
import dev.parley.app.check.ProviderTrial.Outcome;
import dev.parley.app.check.ProviderTrial.Tried;
import dev.parley.audio.G711;
import dev.parley.call.duplex.AnswerEnd;
import dev.parley.call.duplex.Briefing;
import dev.parley.call.duplex.Duplex;
import dev.parley.call.duplex.DuplexEvent;
import dev.parley.call.duplex.Opening;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.provider.ProviderFault;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/// Asks a speech-to-speech provider one written question and hears its answer.
final class DuplexTrial {
    /// In the order of how well they sound.
    private static final List<Codec> WANTED =
            List.of(Codec.PCM_24K, Codec.PCM_16K, Codec.PCM_8K, Codec.MULAW_8K, Codec.ALAW_8K);

    private DuplexTrial() {}

    static Tried conversed(String name, Duplex duplex, String text, OptionalLong connect)
            throws InterruptedException {
        var can = duplex.capabilities();
        var hears = WANTED.stream().filter(can.hears()::contains).findFirst().orElseThrow();
        var speaks = WANTED.stream().filter(can.speaks()::contains).findFirst().orElseThrow();
        var answer = new Answer();
        var opening =
                new Opening(Briefing.of("Answer in one short sentence."), hears, speaks, List.of());
        try (var session = duplex.open(opening, answer)) {
            session.add(new Message.User(text));
            session.answer(Sensitive.of(""));
            var failure = ProviderTrial.await(answer.end);
            return new Tried(
                    new Outcome(
                            name,
                            Stage.CONVERSES,
                            connect,
                            answer.first,
                            ProviderTrial.since(answer.began),
                            answer.said(),
                            failure),
                    new Clip(answer.samples(speaks), speaks.rate()));
        }
    }

    /// What comes; the last field that is written is `end`.
    private static final class Answer implements Duplex.Listener {
        private final long began = System.nanoTime();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private final StringBuilder words = new StringBuilder();
        private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        private volatile OptionalLong first = OptionalLong.empty();

        @Override
        public void audio(long answer, byte[] bytes, int offset, int count) {
            if (first.isEmpty()) {
                first = OptionalLong.of(ProviderTrial.since(began));
            }
            sound.write(bytes, offset, count);
        }

        @Override
        public void told(DuplexEvent event) {
            switch (event) {
                case DuplexEvent.AgentWords(_, var delta, _) -> words.append(delta.reveal());
                case DuplexEvent.AnswerEnded(_, var how, _) ->
                        end.complete(
                                how == AnswerEnd.STOPPED || sound.size() == 0
                                        ? "no sound came"
                                        : "");
                case DuplexEvent.AnswerFailed(_, var fault) -> failed(fault);
                case DuplexEvent.AnswerMissing(var fault) -> failed(fault);
                case DuplexEvent.Failed(var fault) -> failed(fault);
                case DuplexEvent.Ready _,
                        DuplexEvent.CallerBegan _,
                        DuplexEvent.CallerEnded _,
                        DuplexEvent.CallerWords _,
                        DuplexEvent.AnswerBegan _,
                        DuplexEvent.ToolAsked _,
                        DuplexEvent.ToolWithdrawn _,
                        DuplexEvent.Trouble _ -> {}
            }
        }

        private void failed(ProviderFault fault) {
            end.complete(fault.kind().label());
        }

        String said() {
            return end.isDone() ? words.toString().strip() : "";
        }

        short[] samples(Codec codec) {
            var bytes = end.isDone() ? sound.toByteArray() : new byte[0];
            int width = codec.frameBytes() * 50 / codec.rate();
            var samples = new short[bytes.length / width];
            switch (codec) {
                case MULAW_8K -> G711.decodeMuLaw(bytes, 0, samples.length, samples, 0);
                case ALAW_8K -> G711.decodeALaw(bytes, 0, samples.length, samples, 0);
                case PCM_8K, PCM_16K, PCM_24K -> {
                    for (int i = 0; i < samples.length; i++) {
                        samples[i] = (short) ((bytes[2 * i] & 0xFF) | (bytes[2 * i + 1] << 8));
                    }
                }
            }
            return samples;
        }
    }
}
