package dev.parley.agents.garage;

import dev.parley.dialog.Agent;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.talk.TalkingFlow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;

/// The garage, opened: one immutable flow, its tools, its place. Thread-safe.
final class GarageAgent implements Agent {
    private final String name;
    private final Flow flow;
    private final String version;
    private final String definition;
    private final ZoneId zone;
    private final List<Tool<?>> tools;
    private final List<String> keyTerms;

    GarageAgent(
            String name,
            Flow flow,
            String yaml,
            ZoneId zone,
            List<Tool<?>> tools,
            List<String> keyTerms) {
        this.name = name;
        this.flow = flow;
        this.definition = yaml;
        this.version = flow.version() + "+" + fingerprint(yaml);
        this.zone = zone;
        this.tools = List.copyOf(tools);
        this.keyTerms = List.copyOf(keyTerms);
    }

    @Override
    public String name() {
        return name;
    }

    /// The version written in the flow and a fingerprint of its text, because people forget to
    /// raise the first.
    @Override
    public String version() {
        return version;
    }

    @Override
    public String definition() {
        return definition;
    }

    @Override
    public String language() {
        return flow.language();
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Dialogue newDialogue() {
        return TalkingFlow.of(flow);
    }

    @Override
    public List<Tool<?>> tools() {
        return tools;
    }

    @Override
    public List<String> writingTools() {
        return flow.writingTools();
    }

    @Override
    public List<String> fixedSentences() {
        return flow.fixedSentences();
    }

    @Override
    public List<String> keyTerms() {
        return keyTerms;
    }

    @Override
    public List<Expectation> expectations() {
        return flow.expectations();
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
