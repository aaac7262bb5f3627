package dev.parley.dialog.speech;

import java.util.Set;

/// The words of a language that tell whether a full stop ends a sentence.
///
/// @param abbreviations words written with a full stop
/// @param starters words that, with a capital letter, begin a sentence rather than go on with one
/// @param beforeInitials small words after which a single capital letter is an initial
/// @param beforeOrdinals small words after which a number with a full stop is an ordinal; empty
///   where ordinals are not written so
/// @param afterOrdinals what is counted by an ordinal
record CutWords(
        Abbreviations abbreviations,
        Set<String> starters,
        Set<String> beforeInitials,
        Set<String> beforeOrdinals,
        Set<String> afterOrdinals) {
    private static final CutWords ENGLISH =
            new CutWords(
                    Abbreviations.of(SpokenLanguage.ENGLISH),
                    words(
                            """
                            The This That These Those It We I You He She They There Here But And So If
                            What When Where Who Why How Which Please Would Could Can Will Do Does Is
                            Are Let Then Now Yes No Our Your My His Her Their In On At For To Thank
                            Thanks However Also After Before Shall May Just Have A An Sorry Great
                            """),
                    words("by with and from for to of via"),
                    Set.of(),
                    Set.of());
    private static final CutWords GERMAN =
            new CutWords(
                    Abbreviations.of(SpokenLanguage.GERMAN),
                    words(
                            """
                            Der Die Das Dies Diese Dieser Es Wir Ich Er Sie Du Ihr Da Dort Hier Aber
                            Und Also Wenn Was Wann Wo Wer Warum Wie Welche Bitte Kann Können Soll
                            Möchten Dann Jetzt Ja Nein Unser Unsere Ihre Mein Meine In Im Am Auf An
                            Für Zu Danke Vielen Jedoch Auch Nach Vor Darf Haben Hat Ist Sind Ein Eine
                            Gern Gerne Leider Mit Bei Wollen Falls Sobald Zum Zur
                            """),
                    words("von mit und für an bei nach zu vom"),
                    words(
                            """
                            am im vom zum dem den der die das beim ab bis seit jeder jeden jede jedes
                            und oder des zur ein eine einen mein meine unser unsere ihr ihre
                            """),
                    words(
                            """
                            Januar Jänner Februar März April Mai Juni Juli August September Oktober
                            November Dezember Jan Feb Apr Jun Jul Aug Sept Okt Nov Dez Stock Etage
                            Klasse Platz Tag Tage Woche Monat Quartal Jahr Jahrhundert Mal Geburtstag
                            Termin Versuch Frage Reihe Runde Gang Kapitel Auflage Stunde Stelle Liga
                            Weltkrieg Spalte Zeile Schritt Punkt Lebensjahr Obergeschoss
                            """));
    private static final CutWords OTHER =
            new CutWords(
                    Abbreviations.of(SpokenLanguage.OTHER), Set.of(), Set.of(), Set.of(), Set.of());

    static CutWords of(SpokenLanguage language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case GERMAN -> GERMAN;
            case OTHER -> OTHER;
        };
    }

    boolean hasOrdinals() {
        return !beforeOrdinals.isEmpty();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
