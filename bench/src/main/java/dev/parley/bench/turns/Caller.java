package dev.parley.bench.turns;

import dev.parley.bench.voices.Noise;
import dev.parley.bench.voices.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Somebody with a voice and a way of pausing, who says a dozen things in one call.
///
/// @param name for tables
/// @param judge whether nothing was tuned on this caller
/// @param sayings in the order of the call
record Caller(String name, boolean judge, List<Saying> sayings, Noise.Kind noise, double decibels) {
    private static final Path PROMPTS = Path.of("/usr/share/asterisk/sounds");
    private static final List<String> PROMPT_VOICES =
            List.of(
                    "en_US_f_Allison",
                    "es_MX_f_Allison",
                    "fr_CA_f_June",
                    "it_IT_m_Carlo",
                    "ru_RU_f_IvrvoiceRU");
    private static final int QUIET = 50;
    private static final int OPEN_SAYINGS = 12;

    /// How somebody pauses inside a turn, in milliseconds.
    enum Manner {
        FLUENT(120, 320),
        NORMAL(250, 650),
        THINKING(450, 1_500);

        private final int shortest;
        private final int longest;

        Manner(int shortest, int longest) {
            this.shortest = shortest;
            this.longest = longest;
        }

        /// More short pauses than long ones.
        int pause(Random random) {
            double share = random.nextDouble() * random.nextDouble();
            return (int) (shortest + share * (longest - shortest));
        }
    }

    private record Air(String name, Noise.Kind kind, double decibels) {}

    static List<Caller> all(boolean judge, Path folder) {
        var airs =
                judge
                        ? List.of(
                                new Air("clean", Noise.Kind.PINK, QUIET),
                                new Air("pink 18 dB", Noise.Kind.PINK, 18),
                                new Air("babble 22 dB", Noise.Kind.BABBLE, 22))
                        : List.of(
                                new Air("clean", Noise.Kind.PINK, QUIET),
                                new Air("pink 20 dB", Noise.Kind.PINK, 20),
                                new Air("hum 20 dB", Noise.Kind.HUM, 20));
        var callers = new ArrayList<Caller>();
        int seed = judge ? 7_000 : 1_000;
        for (var manner : Manner.values()) {
            for (var air : airs) {
                for (var voice : Voice.ALL) {
                    if (voice.judge() == judge) {
                        var random = new Random(seed++);
                        callers.add(
                                new Caller(
                                        voice.name() + ", " + manner + ", " + air.name,
                                        judge,
                                        answers(voice, manner, random, folder),
                                        air.kind,
                                        air.decibels));
                    }
                }
            }
            for (int i = 0; i < PROMPT_VOICES.size(); i++) {
                var prompts = PROMPTS.resolve(PROMPT_VOICES.get(i));
                // One recorded speaker tunes, the others judge.
                if ((i > 0) == judge && Files.isDirectory(prompts)) {
                    var air = airs.get(seed % 2);
                    callers.add(
                            new Caller(
                                    "recorded "
                                            + PROMPT_VOICES.get(i).substring(0, 5)
                                            + ", "
                                            + manner
                                            + ", "
                                            + air.name,
                                    judge,
                                    recorded(prompts, manner, new Random(seed++)),
                                    air.kind,
                                    air.decibels));
                }
            }
        }
        return callers;
    }

    private static List<Saying> answers(Voice voice, Manner manner, Random random, Path folder) {
        var sayings = new ArrayList<Saying>();
        for (var parts : Answers.shuffled(random)) {
            var pieces = new ArrayList<Clip>();
            var pauses = new ArrayList<Integer>();
            for (var part : parts.pieces()) {
                if (!pieces.isEmpty()) {
                    pauses.add(manner.pause(random));
                }
                pieces.add(Clip.spoken(voice, part, folder));
            }
            sayings.add(new Saying(parts.kind(), parts.question(), pieces, pauses));
        }
        return sayings;
    }

    /// Real speech of a studio reader, one to three sentences a turn.
    private static List<Saying> recorded(Path prompts, Manner manner, Random random) {
        try (var files = Files.list(prompts)) {
            var all =
                    files.filter(file -> file.toString().endsWith(".wav"))
                            .filter(file -> !file.getFileName().toString().contains("beep"))
                            .filter(file -> !file.getFileName().toString().contains("tone"))
                            .filter(file -> lasts(file, 900, 5_000))
                            .sorted()
                            .toList();
            var sayings = new ArrayList<Saying>();
            for (int i = 0; i < OPEN_SAYINGS; i++) {
                var pieces = new ArrayList<Clip>();
                var pauses = new ArrayList<Integer>();
                int count = 1 + random.nextInt(3);
                for (int piece = 0; piece < count; piece++) {
                    if (piece > 0) {
                        pauses.add(manner.pause(random));
                    }
                    pieces.add(Clip.recorded(all.get(random.nextInt(all.size()))));
                }
                sayings.add(new Saying("recorded speech", Question.OPEN, pieces, pauses));
            }
            return sayings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By its size: 8 kHz, 16 bit.
    private static boolean lasts(Path file, int least, int most) {
        try {
            long millis = (Files.size(file) - 44) / 16;
            return millis >= least && millis <= most;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
