package dev.parley.dialog.speech;

/// Text without what is for the eye: markdown, HTML, pictures, control and invisible characters.
public final class Cleaned {
    private Cleaned() {}

    public static String text(String written) {
        return new Cleaning(written).text();
    }
}
