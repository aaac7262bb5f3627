package dev.parley.agents.garage;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/// The one calendar of the garage: when it is open and when a car can be brought. Pure and
/// immutable, without a clock: `now` is always given. Dates and times are local to [#zone()]; a
/// time that a change of the clocks skips does not exist here, and one that comes twice means its
/// first.
public final class BusinessCalendar {
    private static final String SHIPPED = "garage-calendar.yaml";

    private final CalendarSettings settings;

    public BusinessCalendar(CalendarSettings settings) {
        this.settings = settings;
        for (var service : settings.services().entrySet()) {
            if (!fitsSomeDay(service.getValue())) {
                throw new IllegalArgumentException(
                        "services: "
                                + service.getKey()
                                + " takes "
                                + service.getValue().toMinutes()
                                + " minutes, but no open day has that long without lunch");
            }
        }
    }

    /// Reads a calendar from YAML. Throws [InvalidFlow] with file, line and reason.
    public static BusinessCalendar load(String fileName, String yaml) {
        return CalendarFile.read(fileName, yaml);
    }

    /// The calendar that ships with the garage.
    public static BusinessCalendar shipped() {
        return load(SHIPPED, GarageResource.text(SHIPPED));
    }

    public ZoneId zone() {
        return settings.zone();
    }

    /// The services that can be booked, in the order of the calendar file.
    public Set<String> services() {
        return settings.services().keySet();
    }

    /// How long the car is needed; empty for an unknown service.
    public Optional<Duration> duration(String service) {
        return Optional.ofNullable(settings.services().get(service));
    }

    /// Whether somebody works at this moment: open and not at lunch.
    public boolean isOpen(LocalDateTime at) {
        OpeningHours hours = settings.hours().get(at.getDayOfWeek());
        return hours != null
                && closedFor(at.toLocalDate()).isEmpty()
                && hours.covers(at.toLocalTime())
                && settings.lunch().filter(lunch -> lunch.covers(at.toLocalTime())).isEmpty();
    }

    /// Why the garage is closed all day: a weekday in lower case ("sunday") or "holiday"; empty if
    /// it opens.
    public Optional<String> closedFor(LocalDate date) {
        if (settings.holidays().containsKey(date)) {
            return Optional.of("holiday");
        }
        DayOfWeek day = date.getDayOfWeek();
        return settings.hours().containsKey(day)
                ? Optional.empty()
                : Optional.of(day.name().toLowerCase(Locale.ROOT));
    }

    /// Why nothing can be booked on this day: as [#closedFor], or "past" or "too-far"; empty if it
    /// can.
    public Optional<String> notBookable(LocalDate date, Instant now) {
        LocalDate today = today(now);
        if (date.isBefore(today)) {
            return Optional.of("past");
        }
        if (date.isAfter(lastDay(now))) {
            return Optional.of("too-far");
        }
        return closedFor(date);
    }

    /// The first day after `date` on which the garage opens, within what can be booked.
    public Optional<LocalDate> nextOpenDay(LocalDate date, Instant now) {
        LocalDate last = lastDay(now);
        LocalDate day = date.isBefore(today(now)) ? today(now) : date.plusDays(1);
        while (!day.isAfter(last)) {
            if (closedFor(day).isEmpty()) {
                return Optional.of(day);
            }
            day = day.plusDays(1);
        }
        return Optional.empty();
    }

    /// The times at which a car can be brought on this day for so long, given what is taken and
    /// keeping the lead time; ascending, empty if the day cannot be booked.
    public List<LocalTime> slots(
            LocalDate date, Duration length, Collection<Taken> taken, Instant now) {
        if (notBookable(date, now).isPresent()) {
            return List.of();
        }
        Instant earliest = now.plus(settings.lead());
        return starts(date).stream()
                .filter(time ->
                        span(date, time, length)
                                .filter(span -> !span.from().isBefore(earliest))
                                .filter(span -> freeBay(span, taken).isPresent())
                                .isPresent())
                .toList();
    }

    /// When an appointment at this time would be, if the garage works all through it; empty if it
    /// is closed, at lunch, or the time does not exist on this day.
    public Optional<Span> span(LocalDate date, LocalTime time, Duration length) {
        return instant(date, time)
                .map(from -> Span.of(from, length))
                .filter(span -> working(date).stream().anyMatch(work -> work.contains(span)));
    }

    /// Whether an appointment that was offered can still be booked: on the grid, and its lead time
    /// not over for longer than an offer holds.
    public boolean stillOffered(LocalTime time, Span span, Instant now) {
        Instant earliest = now.plus(settings.lead()).minus(settings.offerHolds());
        return time.toSecondOfDay() % settings.grid().toSeconds() == 0
                && !span.from().isBefore(earliest);
    }

    /// The lowest bay that is free all through the span.
    public OptionalInt freeBay(Span span, Collection<Taken> taken) {
        return IntStream.rangeClosed(1, settings.bays())
                .filter(bay ->
                        taken.stream()
                                .noneMatch(
                                        other -> other.bay() == bay && other.span().overlaps(span)))
                .findFirst();
    }

    /// From the first moment of one day to the last of another; for asking what is taken.
    public Span wholeDays(LocalDate first, LocalDate last) {
        return new Span(
                first.atStartOfDay(zone()).toInstant(),
                last.plusDays(1).atStartOfDay(zone()).toInstant());
    }

    /// The last day that can be booked.
    public LocalDate lastDay(Instant now) {
        return today(now).plusDays(settings.horizonDays());
    }

    /// Opening hours by weekday, from Monday; closed days have none.
    public List<HoursLine> lines() {
        return HoursLine.of(settings.hours());
    }

    private LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone());
    }

    private List<LocalTime> starts(LocalDate date) {
        OpeningHours hours = settings.hours().get(date.getDayOfWeek());
        if (hours == null) {
            return List.of();
        }
        int step = Math.toIntExact(settings.grid().toSeconds());
        int first = Math.ceilDiv(hours.opens().toSecondOfDay(), step);
        int end = Math.ceilDiv(hours.closes().toSecondOfDay(), step);
        return IntStream.range(first, end)
                .mapToObj(index -> LocalTime.ofSecondOfDay((long) index * step))
                .toList();
    }

    /// The stretches of this day in which work is done: the opening hours without lunch.
    private List<Span> working(LocalDate date) {
        OpeningHours hours = settings.hours().get(date.getDayOfWeek());
        if (hours == null || closedFor(date).isPresent()) {
            return List.of();
        }
        List<OpeningHours> parts = withoutLunch(hours);
        List<Span> spans = new ArrayList<>();
        for (OpeningHours part : parts) {
            Instant from = date.atTime(part.opens()).atZone(zone()).toInstant();
            Instant until = date.atTime(part.closes()).atZone(zone()).toInstant();
            if (from.isBefore(until)) {
                spans.add(new Span(from, until));
            }
        }
        return spans;
    }

    private List<OpeningHours> withoutLunch(OpeningHours hours) {
        if (settings.lunch().isEmpty()) {
            return List.of(hours);
        }
        OpeningHours lunch = settings.lunch().get();
        List<OpeningHours> parts = new ArrayList<>();
        LocalTime morningEnd = min(hours.closes(), lunch.opens());
        if (hours.opens().isBefore(morningEnd)) {
            parts.add(new OpeningHours(hours.opens(), morningEnd));
        }
        LocalTime afternoonStart = max(hours.opens(), lunch.closes());
        if (afternoonStart.isBefore(hours.closes())) {
            parts.add(new OpeningHours(afternoonStart, hours.closes()));
        }
        return parts;
    }

    private boolean fitsSomeDay(Duration length) {
        return settings.hours().values().stream()
                .flatMap(hours -> withoutLunch(hours).stream())
                .anyMatch(part ->
                        Duration.between(part.opens(), part.closes()).compareTo(length) >= 0);
    }

    private Optional<Instant> instant(LocalDate date, LocalTime time) {
        LocalDateTime local = date.atTime(time);
        List<ZoneOffset> offsets = zone().getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? Optional.empty()
                : Optional.of(local.toInstant(offsets.getFirst()));
    }

    private static LocalTime min(LocalTime one, LocalTime other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalTime max(LocalTime one, LocalTime other) {
        return one.isAfter(other) ? one : other;
    }
}
