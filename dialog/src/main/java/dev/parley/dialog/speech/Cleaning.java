package dev.parley.dialog.speech;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a text what is for the eye: markdown, HTML, pictures, control characters. Keeps for
/// every character left where it was written. One use.
final class Cleaning {
    private static final Pattern TAG =
            Pattern.compile(
                    "</?[A-Za-z][A-Za-z0-9]{0,20}(?:\\s[^<>\\n]{0,300})?/?>|<!--[^\\n<>]{0,300}-->");
    private static final Pattern LINK =
            Pattern.compile("!?\\[([^\\[\\]\\n]{0,300})\\]\\([^()\\s]{0,500}\\)");
    private static final Pattern ENTITY = Pattern.compile("&(#\\d{1,6}|[a-z]{2,6});");
    private static final Pattern LINE_START =
            Pattern.compile(
                    "[ \\t]{0,8}(?:#{1,6}[ \\t]|>[ \\t]?|[-*+•‣◦][ \\t]|(?:[-*_=|: \\t]{3,200})(?=\\n|$))");
    private static final Pattern SMILEY =
            Pattern.compile("(?<![^\\s])[:;]['-]?[)(DPp/|](?![^\\s.,!?])");
    private static final Map<String, String> ENTITIES =
            Map.of(
                    "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ",
                    "euro", "€", "ndash", "–", "mdash", "—", "hellip", "…");

    private final String written;
    private final Matcher tag;
    private final Matcher link;
    private final Matcher entity;
    private final Matcher lineStart;
    private final Matcher smiley;
    private final StringBuilder clean = new StringBuilder();
    private int[] origins;
    private int at;

    Cleaning(String written) {
        this.written = written;
        this.origins = new int[written.length() + 8];
        this.tag = matcher(TAG);
        this.link = matcher(LINK);
        this.entity = matcher(ENTITY);
        this.lineStart = matcher(LINE_START);
        this.smiley = matcher(SMILEY);
        run();
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(written).useTransparentBounds(true).useAnchoringBounds(false);
    }

    /// Without space around it or two spaces in a row.
    String text() {
        return clean.toString();
    }

    /// Where the character at `index` of the clean text was written; the end of the written text
    /// for the end of the clean one.
    int origin(int index) {
        return index >= clean.length() ? written.length() : origins[index];
    }

    private void run() {
        int linkEnd = -1;
        int linkAfter = -1;
        boolean isLineStart = true;
        while (at < written.length()) {
            if (at == linkEnd) {
                at = linkAfter;
                continue;
            }
            if (isLineStart && is(lineStart)) {
                at = Math.max(at + 1, lineStart.end());
                isLineStart = false;
                continue;
            }
            char c = written.charAt(at);
            isLineStart = c == '\n';
            switch (c) {
                case '<' -> {
                    if (is(tag)) {
                        put(" ");
                        at = tag.end();
                        continue;
                    }
                }
                case '[', '!' -> {
                    if (linkEnd < at && is(link)) {
                        linkEnd = link.end(1);
                        linkAfter = link.end();
                        at = link.start(1);
                        continue;
                    }
                }
                case '&' -> {
                    if (is(entity)) {
                        put(entity(entity.group(1)));
                        at = entity.end();
                        continue;
                    }
                }
                case ':', ';' -> {
                    if (is(smiley)) {
                        at = smiley.end();
                        continue;
                    }
                }
                default -> {}
            }
            character(c);
        }
        while (!clean.isEmpty() && clean.charAt(clean.length() - 1) == ' ') {
            clean.setLength(clean.length() - 1);
        }
    }

    private boolean is(Matcher matcher) {
        return matcher.region(at, written.length()).lookingAt();
    }

    private static String entity(String name) {
        if (name.startsWith("#")) {
            int code = Integer.parseInt(name.substring(1));
            return code >= 32 && code < 0x3000 && code != 127 ? Character.toString(code) : " ";
        }
        return ENTITIES.getOrDefault(name, "&" + name + ";");
    }

    private void character(char c) {
        int code = written.codePointAt(at);
        int length = Character.charCount(code);
        switch (c) {
            case '*', '_', '`', '~' -> emphasis(c);
            case '’', '‘', 'ʼ' -> put("'");
            case '−' -> put("-");
            default -> {
                if (Letters.isSpace(code)) {
                    put(" ");
                } else if (!isForTheEye(code)) {
                    put(plain(code));
                }
            }
        }
        at += length;
    }

    /// Between figures a star means times and a tilde before one about; other ones are ornaments.
    private void emphasis(char c) {
        char before = at > 0 ? written.charAt(at - 1) : ' ';
        char after = at + 1 < written.length() ? written.charAt(at + 1) : ' ';
        boolean isBetween = Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
        boolean isAlone = Letters.isSpace(before) && Letters.isSpace(after);
        switch (c) {
            case '*' -> {
                if (isAlone || (Character.isDigit(before) && Character.isDigit(after))) {
                    put("×");
                }
            }
            case '_' -> put(isBetween ? "_" : "");
            case '~' -> put(Character.isDigit(after) && before != '~' ? "~" : "");
            default -> {}
        }
    }

    private static boolean isForTheEye(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.ENCLOSING_MARK,
                    Character.MODIFIER_SYMBOL ->
                    true;
            case Character.OTHER_SYMBOL -> "°©®™".indexOf(code) < 0;
            case Character.NON_SPACING_MARK -> code >= 0xfe00 && code <= 0xfe0f;
            default -> code >= 0x2190 && code <= 0x21ff;
        };
    }

    /// Figures of any script as 0 to 9; raised, circled and wide characters as plain ones.
    private static String plain(int code) {
        if (Character.isDigit(code)) {
            return Integer.toString(Character.digit(code, 10));
        }
        if (Character.getType(code) == Character.OTHER_NUMBER) {
            var text = Normalizer.normalize(Character.toString(code), Normalizer.Form.NFKC);
            return text.indexOf('\u2044') > 0 ? " " + text : text;
        }
        if (code >= 0xff01 && code <= 0xff5e) {
            return Character.toString(code - 0xff01 + '!');
        }
        return Character.toString(code);
    }

    private void put(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isSecondSpace =
                    c == ' ' && (clean.isEmpty() || clean.charAt(clean.length() - 1) == ' ');
            if (!isSecondSpace) {
                if (clean.length() + 1 >= origins.length) {
                    origins = Arrays.copyOf(origins, origins.length * 2);
                }
                origins[clean.length()] = at;
                clean.append(c);
            }
        }
    }
}
