package dev.parley.sim.vendor.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.fault.Stage;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.script.ToneSpeech;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AudioTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEECH =
            "{\"model\":\"tts\",\"input\":\"Grüß Gott.\",\"voice\":\"alloy\",\"response_format\":\"pcm\"}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vendors vendors =
            Vendors.start(
                    VendorScript.parse(
                            "{hears: {by: tone, utterances: [I need a brake check, Łódź tomorrow]}}"));

    @AfterEach
    void close() {
        vendors.close();
        http.close();
    }

    private HttpResponse<byte[]> post(String path, String type, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(vendors.url("openai") + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer sim-key")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> speech(String body) throws IOException, InterruptedException {
        return post("/v1/audio/speech", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] wav(short[] samples, int rate) {
        var sound = Coding.LINEAR16.encode(samples);
        return ByteBuffer.allocate(44 + sound.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(36 + sound.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(rate)
                .putInt(2 * rate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(sound.length)
                .put(sound)
                .array();
    }

    private HttpResponse<byte[]> transcribe(byte[] file, String... fields)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            body.writeBytes(
                    "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(fields[i], fields[i + 1])
                            .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return post(
                "/v1/audio/transcriptions", "multipart/form-data; boundary=b", body.toByteArray());
    }

    private static String message(HttpResponse<byte[]> answer) throws IOException {
        return JSON.readTree(answer.body()).at("/error/message").asText();
    }

    @Test
    void speech_is_headerless_sound_at_24_khz_or_wav_or_events() throws Exception {
        var pcm = speech(SPEECH);
        assertThat(pcm.body()).hasSize(10 * 2_400);
        assertThat(pcm.headers().firstValue("content-type")).hasValue("audio/pcm");
        var wav = speech(SPEECH.replace("\"pcm\"", "\"wav\""));
        assertThat(wav.body()).hasSize(44 + 10 * 2_400);
        var events =
                new String(
                        speech(SPEECH.replace("}", ",\"stream_format\":\"sse\"}")).body(),
                        StandardCharsets.UTF_8);
        assertThat(events)
                .startsWith("data: {\"type\":\"speech.audio.delta\"")
                .contains("data: {\"type\":\"speech.audio.done\",\"usage\"");
        assertThat(vendors.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"voice\" | \"colour\" | Unrecognized request argument supplied: colour",
                "\"pcm\" | \"ogg\" | Invalid value: 'ogg'",
                "\"pcm\" | \"mp3\" | pcm and wav alone",
                "\"Grüß Gott.\" | \"\" | expected 1 to 4096",
                "\"voice\":\"alloy\" | \"speed\":9,\"voice\":\"alloy\" | Invalid 'speed'"
            })
    void wrong_speech_request_is_refused(String what, String with, String message)
            throws Exception {
        var answer = speech(SPEECH.replace(what, with));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(message(answer)).contains(message);
        assertThat(vendors.violations()).hasSize(1);
    }

    @Test
    void faults_of_speech_are_what_they_are_called() throws Exception {
        vendors.fault("tts:wrong-rate@request1:12000");
        vendors.fault("tts:zero-bytes@request2");
        vendors.fault("tts:5xx@request3:503");
        vendors.fault("tts:cut@request4:1");
        assertThat(speech(SPEECH).body()).hasSize(10 * 1_200);
        assertThat(speech(SPEECH).body()).isEmpty();
        assertThat(speech(SPEECH).statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> speech(SPEECH)).isInstanceOf(IOException.class);
    }

    @Test
    void file_is_transcribed_by_its_tone_and_length() throws Exception {
        var answer =
                transcribe(wav(ToneSpeech.utterance(1, 900, 16_000), 16_000), "model", "whisper-1");
        assertThat(JSON.readTree(answer.body()).path("text").asText()).isEqualTo("I need a");
        assertThat(vendors.requests("openai", Stage.STT).getFirst().audioBytes()).isEqualTo(28_800);
        var words =
                transcribe(
                        wav(ToneSpeech.utterance(2, 600, 8_000), 8_000),
                        "model",
                        "whisper-1",
                        "response_format",
                        "verbose_json",
                        "timestamp_granularities[]",
                        "word");
        assertThat(JSON.readTree(words.body()).at("/words/0/word").asText()).isEqualTo("Łódź");
        var silence = transcribe(wav(new short[16_000], 16_000), "model", "gpt-transcribe");
        assertThat(JSON.readTree(silence.body()).path("text").asText()).isEmpty();
        assertThat(vendors.violations()).isEmpty();
    }

    @Test
    void transcript_can_come_in_pieces() throws Exception {
        var answer =
                transcribe(
                        wav(ToneSpeech.utterance(2, 600, 8_000), 8_000),
                        "model",
                        "gpt-transcribe",
                        "stream",
                        "true");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        data: {"type":"transcript.text.delta","delta":"Łódź "}

                        data: {"type":"transcript.text.delta","delta":"tomorrow"}

                        data: {"type":"transcript.text.done","text":"Łódź tomorrow","usage":{"type":"duration","seconds":1}}

                        """);
    }

    @Test
    void broken_files_and_fields_are_refused() throws Exception {
        var good = wav(ToneSpeech.utterance(1, 300, 8_000), 8_000);
        assertThat(message(transcribe(good))).contains("'model'");
        assertThat(message(transcribe(new byte[100], "model", "m"))).contains("RIFF/WAVE");
        var longer = Arrays.copyOf(good, good.length + 2);
        assertThat(message(transcribe(longer, "model", "m"))).contains("RIFF size");
        assertThat(
                        message(
                                transcribe(
                                        good,
                                        "model",
                                        "gpt-4o-transcribe",
                                        "response_format",
                                        "srt")))
                .contains("not compatible");
        assertThat(message(transcribe(good, "model", "m", "colour", "red"))).contains("colour");
        assertThat(
                        message(
                                post(
                                        "/v1/audio/transcriptions",
                                        "multipart/form-data; boundary=x",
                                        good)))
                .contains("multipart");
        assertThat(vendors.violations()).hasSize(6);
        var brief = transcribe(wav(new short[100], 8_000), "model", "m");
        assertThat(JSON.readTree(brief.body()).at("/error/code").asText())
                .isEqualTo("audio_too_short");
    }
}
