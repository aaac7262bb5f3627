package dev.parley.app.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.providers.net.RetiredNames;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a provider has a model, and how long: by the list that it gave, where it gave one
/// (OpenAI's form, with `shutdown_date`), and by the dated table of names that end.
final class ModelCheckup {
    private static final long SOON_DAYS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String part;
    private final ConfiguredProvider provider;
    private final LocalDate today;

    /// @param part as findings name the provider
    ModelCheckup(String part, ConfiguredProvider provider, LocalDate today) {
        this.part = part;
        this.provider = provider;
        this.today = today;
    }

    /// @param answer what the provider said, whatever it is
    Finding of(String model, String answer) {
        var retirement = RetiredNames.load().find(provider.settings().name(), model);
        Optional<LocalDate> ends = retirement.map(RetiredNames.Retirement::ends);
        var listed = listed(answer);
        if (listed.isPresent()) {
            var found = find(listed.get(), model);
            if (found.isEmpty()) {
                return Finding.fail(
                        part,
                        "model",
                        "the provider does not list \"" + model + "\"",
                        "one of the " + listed.get().size() + " that it lists",
                        "set " + provider.place() + ".model to one of them");
            }
            ends = shutdown(found.get()).or(() -> retirement.map(RetiredNames.Retirement::ends));
        }
        var remedy =
                "set "
                        + provider.place()
                        + ".model to "
                        + retirement.map(RetiredNames.Retirement::instead).orElse("another");
        if (ends.isEmpty()) {
            var known = listed.isPresent() ? " is there" : ", no end is known";
            return Finding.ok(part, "model", "\"" + model + "\"" + known);
        }
        var end = ends.get();
        if (!today.isBefore(end)) {
            return Finding.fail(
                    part,
                    "model",
                    "\"" + model + "\" was retired on " + end,
                    "a model that is there",
                    remedy);
        }
        return end.toEpochDay() - today.toEpochDay() <= SOON_DAYS
                ? Finding.warn(
                        part,
                        "model",
                        "\"" + model + "\" ends on " + end,
                        "a model that stays",
                        remedy)
                : Finding.ok(part, "model", "\"" + model + "\", until " + end);
    }

    private static Optional<List<JsonNode>> listed(String answer) {
        try {
            var data = JSON.readTree(answer).path("data");
            if (!data.isArray() || data.isEmpty()) {
                return Optional.empty();
            }
            var models = new ArrayList<JsonNode>();
            data.forEach(models::add);
            return Optional.of(models);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> find(List<JsonNode> models, String name) {
        return models.stream().filter(model -> model.path("id").asText().equals(name)).findFirst();
    }

    private static Optional<LocalDate> shutdown(JsonNode model) {
        try {
            var date = model.path("shutdown_date").asText();
            return date.isEmpty() || date.equals("null")
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(date));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
