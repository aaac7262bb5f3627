package dev.parley.agents.garage;

import dev.parley.dialog.Agent;
import dev.parley.dialog.AgentPlugin;
import dev.parley.dialog.Database;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.People;
import dev.parley.dialog.Tool;
import dev.parley.dialog.flow.Flow;
import dev.parley.dialog.flow.FlowChecks;
import dev.parley.dialog.talk.TalkingFlow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Brings the garage into a server. Its tables live in the schema "garage".
public final class GaragePlugin implements AgentPlugin {
    private static final String FLOW = "garage.yaml";
    private static final Set<String> LENT =
            Set.of("list_services", "service_price", "opening_hours", "get_available_slots");

    private final Supplier<BusinessCalendar> calendar;

    /// The garage with the calendar it ships with; the calendar is read when it opens.
    public GaragePlugin() {
        this.calendar = BusinessCalendar::shipped;
    }

    /// The garage with a calendar of your own.
    public GaragePlugin(BusinessCalendar calendar) {
        this.calendar = () -> calendar;
    }

    @Override
    public String name() {
        return "garage";
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("db/garage");
    }

    @Override
    public Agent open(Database database) {
        BusinessCalendar hours = calendar.get();
        checkServices(database, hours);
        var tools = GarageTools.over(database, hours);
        return new GarageAgent(
                name(),
                flow(tools),
                GarageResource.text(FLOW),
                hours.zone(),
                tools,
                keyTerms(hours));
    }

    /// What is the same for every caller: services, prices, hours and free times.
    @Override
    public List<Tool<?>> lends(Database database) {
        return GarageTools.over(database, calendar.get()).stream()
                .filter(tool -> LENT.contains(tool.name()))
                .toList();
    }

    @Override
    public Optional<People> people(Database database) {
        return Optional.of(new GaragePeople(database));
    }

    @Override
    public Optional<String> definition() {
        return Optional.of(GarageResource.text(FLOW));
    }

    @Override
    public Optional<Supplier<Dialogue>> dialogues(String definition) {
        var checks = FlowChecks.of(GarageTools.over(new NoTables(), calendar.get()));
        var flow = Flow.load(FLOW, definition, checks);
        return Optional.of(() -> TalkingFlow.of(flow));
    }

    static Flow flow(List<Tool<?>> tools) {
        return Flow.load(FLOW, GarageResource.text(FLOW), FlowChecks.of(tools));
    }

    /// A service with a duration and no row could be offered and never booked: refuse at the start.
    private static List<String> keyTerms(BusinessCalendar calendar) {
        List<String> terms = new ArrayList<>(List.of("Riverside Auto Service"));
        calendar.services().stream()
                .map(service -> service.replace('_', ' '))
                .sorted()
                .forEach(terms::add);
        return terms;
    }

    private static void checkServices(Database database, BusinessCalendar calendar) {
        List<String> missing = new ArrayList<>(calendar.services());
        try {
            missing.removeAll(new Prices(database).services());
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "expected to read the table services of the garage; run its migrations first",
                    e);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the calendar of the garage has the services "
                            + missing
                            + " that its table services does not know; add them by a migration or"
                            + " take them out of the calendar");
        }
    }

    /// For tools that only say what they take.
    private static final class NoTables implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) {
            throw new IllegalStateException("expected no tool to run in a replay");
        }
    }
}
