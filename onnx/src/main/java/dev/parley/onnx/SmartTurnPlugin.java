package dev.parley.onnx;

import ai.onnxruntime.OrtException;
import dev.parley.call.speech.TurnJudge;
import dev.parley.call.speech.TurnJudgePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens Smart Turn from the user's file. The weights are no part of Parley; they are in a Python
/// package, and nothing of Python is needed to run them.
public final class SmartTurnPlugin implements TurnJudgePlugin {
    private static final Logger log = LoggerFactory.getLogger(SmartTurnPlugin.class);

    /// SHA-256 of the file that was measured.
    static final String KNOWN = "2bb026316b14a660486a75b1733cd3fbab8c2fd0314dc9af7be49f8cca967e4f";

    static final String REMEDY =
            "get it with: pip download --no-deps pipecat-ai==1.14.0 && unzip -j"
                    + " pipecat_ai-1.14.0-py3-none-any.whl"
                    + " pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"
                    + " (SHA-256 "
                    + KNOWN
                    + ")";

    @Override
    public String name() {
        return "Smart Turn v3";
    }

    @Override
    public TurnJudge open(Path model) {
        if (!Files.isRegularFile(model)) {
            throw new IllegalArgumentException(
                    "expected the file smart-turn-v3.2-cpu.onnx, found none at "
                            + model
                            + "; "
                            + REMEDY);
        }
        var hash = sha256(model);
        if (!hash.equals(KNOWN)) {
            log.atWarn()
                    .addKeyValue("file", model)
                    .addKeyValue("sha256", hash)
                    .addKeyValue("expected", KNOWN)
                    .log("this is not the model of turns that was measured with Parley");
        }
        try {
            var judge = SmartTurn.open(model);
            judge.complete(new short[LogMel.SAMPLES]);
            return judge;
        } catch (OrtException e) {
            throw new IllegalArgumentException(
                    "expected a model in the ONNX format at "
                            + model
                            + ": "
                            + e.getMessage()
                            + "; "
                            + REMEDY,
                    e);
        } catch (UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "onnxruntime does not run here (it needs glibc 2.28 or later, on x86-64 or"
                            + " arm64): "
                            + e.getMessage(),
                    e);
        }
    }

    private static String sha256(Path file) {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
