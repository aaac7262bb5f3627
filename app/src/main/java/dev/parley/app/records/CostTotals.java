package dev.parley.app.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.records.CostText.Priced;
import dev.parley.store.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What several calls cost together, by agent, by provider and stage, and each by itself.
public final class CostTotals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "  %-28s %s%n";

    private final List<Spending> spending;

    public CostTotals(List<Spending> spending) {
        this.spending = List.copyOf(spending);
    }

    /// What one of them cost, for a column; "-" if it used nothing.
    String of(String callId) {
        var uses = spending.stream().filter(each -> each.callId().equals(callId)).toList();
        return uses.isEmpty() ? "-" : CostText.sum(priced(uses)) + (isWhole(uses) ? "" : " + ?");
    }

    /// Lines for people; empty if nothing was used.
    public String text() {
        if (spending.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\ncost of these calls: " + total(spending) + "\n");
        by(Spending::agent)
                .forEach((agent, uses) -> text.append(ROW.formatted(agent, total(uses))));
        by(CostTotals::stage)
                .forEach((stage, uses) -> text.append(ROW.formatted(stage, total(uses))));
        return text.toString();
    }

    private static String stage(Spending each) {
        return each.use().provider() + " " + each.use().stage().label();
    }

    private Map<String, List<Spending>> by(Function<Spending, String> key) {
        var groups = new TreeMap<String, List<Spending>>();
        spending.forEach(
                each -> groups.computeIfAbsent(key.apply(each), _ -> new ArrayList<>()).add(each));
        return groups;
    }

    private static String total(List<Spending> uses) {
        return CostText.sum(priced(uses)) + (isWhole(uses) ? "" : " and what has no price");
    }

    private static boolean isWhole(List<Spending> uses) {
        return uses.stream().noneMatch(Spending::unpriced);
    }

    private static List<Priced> priced(List<Spending> uses) {
        return uses.stream().map(each -> new Priced(each.use(), each.cost())).toList();
    }

    /// One object for all; amounts in US dollars.
    public ObjectNode json() {
        var node = JSON.createObjectNode();
        put(node, spending);
        group(node.putObject("agents"), by(Spending::agent));
        group(node.putObject("providers"), by(each -> each.use().provider()));
        group(node.putObject("stages"), by(each -> each.use().stage().label()));
        group(node.putObject("calls"), by(Spending::callId));
        return node;
    }

    private static void group(ObjectNode into, Map<String, List<Spending>> groups) {
        groups.forEach((name, uses) -> put(into.putObject(name), uses));
    }

    private static void put(ObjectNode into, List<Spending> uses) {
        into.put("usd", CallJson.dollars(CostText.sum(priced(uses))));
        into.put("whole", isWhole(uses));
    }
}
