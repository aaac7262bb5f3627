package dev.parley.app.rehearsal;

import dev.parley.app.rehearsal.RehearsalReport.Row;
import dev.parley.sim.caller.CallerTurn;
import dev.parley.store.CallRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Lays the two accounts of a call side by side: the caller's, by the sound on the wire, and the
/// record's.
final class Rows {
    /// What is further apart is not the same turn.
    private static final long APART_MILLIS = 6_000;

    /// A caller's sound may end a little later than their voice thinks.
    private static final long SLACK_MILLIS = 200;

    private Rows() {}

    private static final class Place {
        private final String who;
        private final long from;
        private final long to;
        private final List<String> lived = new ArrayList<>();
        private final List<String> recorded = new ArrayList<>();

        Place(String who, long from, long to) {
            this.who = who;
            this.from = from;
            this.to = to;
        }

        long distance(long at) {
            return at < from ? from - at : Math.max(0, at - to);
        }
    }

    static List<Row> of(List<CallerTurn> turns, Optional<CallRecord> record, SoundSpans spans) {
        List<Place> places = new ArrayList<>();
        for (var turn : turns) {
            var place = new Place(turn.who(), turn.fromMillis(), turn.toMillis());
            place.lived.add(turn.words());
            places.add(place);
        }
        record.ifPresent(call -> call.turns().forEach(turn -> put(places, call, turn)));
        places.sort(Comparator.comparingLong(place -> place.from));
        return places.stream().map(place -> row(place, spans)).toList();
    }

    private static void put(List<Place> places, CallRecord call, CallRecord.Turn turn) {
        var who = turn.who().name().toLowerCase(Locale.ROOT);
        long at = at(call, turn);
        var words =
                turn.who() == CallRecord.Who.AGENT
                        ? turn.said().reveal() + (turn.cut() ? " [cut]" : "")
                        : turn.said().reveal();
        var nearest =
                places.stream()
                        .filter(place -> place.who.equals(who) && isSameTurn(places, place, at))
                        .min(Comparator.comparingLong(place -> place.distance(at)));
        if (nearest.isPresent()) {
            nearest.get().recorded.add(words);
        } else {
            var place = new Place(who, at, at);
            place.recorded.add(words);
            places.add(place);
        }
    }

    /// Near, and nothing of the other side began between.
    private static boolean isSameTurn(List<Place> places, Place place, long at) {
        return place.distance(at) < APART_MILLIS
                && places.stream()
                        .noneMatch(other ->
                                !other.who.equals(place.who)
                                        && other.from > place.to
                                        && other.from < at);
    }

    private static long at(CallRecord call, CallRecord.Turn turn) {
        var times = turn.times();
        return times != null && times.speechEnded() >= 0
                ? times.speechEnded()
                : Duration.between(call.header().startedAt(), turn.at()).toMillis();
    }

    private static Row row(Place place, SoundSpans spans) {
        var lived = String.join(" ", place.lived);
        var recorded = String.join(" ", place.recorded);
        boolean isAgent = place.who.equals("agent");
        return new Row(
                place.who,
                place.from,
                place.to,
                isAgent ? recorded : lived,
                isAgent ? lived : recorded,
                isAgent || place.lived.isEmpty()
                        ? OptionalLong.empty()
                        : spans.answerAfter(place.to + SLACK_MILLIS));
    }
}
