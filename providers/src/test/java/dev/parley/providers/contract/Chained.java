package dev.parley.providers.contract;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.chain.ChainSettings;
import dev.parley.providers.chain.ModelChain;
import dev.parley.providers.chain.RecognizerChain;
import dev.parley.providers.chain.VoiceChain;
import dev.parley.providers.chain.WatchThread;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/// The stages of clients that stand in a chain: behind one whose key is wrong, or alone. A chain
/// passes the contracts of its ports as a plain client does. The limits are the clients' own.
public final class Chained {
    private static final Duration LONG = Duration.ofMinutes(2);

    private Chained() {}

    private static ChainSettings settings() {
        return ChainSettings.SPEAKS.withRetries(0).withLimits(LONG, LONG, LONG);
    }

    private static <C> Map<String, C> named(boolean isSecond, C refusing, C client) {
        var clients = new LinkedHashMap<String, C>();
        if (isSecond) {
            clients.put("refusing", refusing);
        }
        clients.put("client", client);
        return clients;
    }

    /// @param isSecond behind one that refuses everything
    public static ModelStage model(ModelStage stage, boolean isSecond) {
        var time = new WatchThread();
        var chain =
                new ModelChain(
                        named(isSecond, new RefusingModel(), stage.model()),
                        settings(),
                        time,
                        Meters.NONE);
        return new ModelStage() {
            @Override
            public LanguageModel model() {
                return chain;
            }

            @Override
            public void next(Play play) {
                stage.next(play);
            }

            @Override
            public int busy() {
                return stage.busy();
            }

            @Override
            public void close() throws IOException {
                stage.close();
                time.close();
            }
        };
    }

    /// @param isSecond behind one that refuses everything
    public static SynthesizerStage voice(SynthesizerStage stage, boolean isSecond) {
        var time = new WatchThread();
        var chain =
                new VoiceChain(
                        named(isSecond, new RefusingVoice(stage.voice().rate()), stage.voice()),
                        settings(),
                        time,
                        Meters.NONE);
        return new SynthesizerStage() {
            @Override
            public Synthesizer voice() {
                return chain;
            }

            @Override
            public boolean can(SynthesizerStage.Behaviour behaviour) {
                return stage.can(behaviour);
            }

            @Override
            public void behave(SynthesizerStage.Behaviour behaviour) {
                stage.behave(behaviour);
            }

            @Override
            public OptionalInt sampleOf(String text) {
                return stage.sampleOf(text);
            }

            @Override
            public int busy() {
                return stage.busy();
            }

            @Override
            public void close() throws IOException {
                stage.close();
                time.close();
            }
        };
    }

    /// @param isSecond behind one that refuses everything
    public static RecognizerStage recognizer(RecognizerStage stage, boolean isSecond) {
        var time = new WatchThread();
        var chain =
                new RecognizerChain(
                        named(isSecond, new RefusingRecognizer(), stage.recognizer()),
                        settings(),
                        time,
                        Meters.NONE);
        return new RecognizerStage() {
            @Override
            public Recognizer recognizer() {
                return chain;
            }

            @Override
            public void behave(RecognizerStage.Behaviour behaviour) {
                stage.behave(behaviour);
            }

            @Override
            public int busy() {
                return stage.busy();
            }

            @Override
            public void close() throws IOException {
                stage.close();
                time.close();
            }
        };
    }

    private static ProviderFault refusal() {
        return new ProviderFault(ProviderFailure.KEY, "HTTP 401");
    }

    private record RefusingModel() implements LanguageModel {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public ModelCapabilities capabilities() {
            return new ModelCapabilities(true, true, true, true, false);
        }

        @Override
        public Generation generate(ModelRequest request, LanguageModel.Listener listener) {
            listener.failed(refusal());
            return () -> {};
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record RefusingVoice(int rate) implements Synthesizer {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public Speaking speak(String text, Synthesizer.Listener listener) {
            listener.failed(refusal());
            return () -> {};
        }

        @Override
        public void close() {
            // holds nothing
        }
    }

    private record RefusingRecognizer() implements Recognizer {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public Session open(Recognizer.Listener listener) {
            return new Session() {
                @Override
                public void begin(long utterance, Expectation expectation) {
                    listener.failed(utterance, refusal());
                }

                @Override
                public void audio(short[] samples, int offset, int count) {
                    // nobody listens
                }

                @Override
                public void finish(long utterance) {
                    // it has failed
                }

                @Override
                public void cancel(long utterance) {
                    // it has failed
                }

                @Override
                public void close() {
                    // holds nothing
                }
            };
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
